/** The terminal: a stream of the process in, an Output out. */
import type { WriteStream } from "node:tty";
import type { Zone } from "../time/zone.ts";
import { reasonOf } from "./disk.ts";
import type { Output } from "./edges.ts";
import { processZone, zoneOf } from "./zones.ts";

const DEFAULT_COLUMNS = 80;

/**
 * A reader that has gone away (`oncall schedule | head`) is no failure: what is left is not written. Any other reason why
 * nothing can be written, such as a full disk, is `lost`: in a few words, and perhaps after `run` has ended.
 */
export function createOutput(stream: WriteStream, lost: (reason: string) => void): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") lost(reasonOf(error.code ?? error.message));
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTTY: stream.isTTY === true,
    columns: stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS,
  };
}

/**
 * The zone of whoever sits here: `TZ` by the name that they gave it, because Intl knows some by an older one
 * (Asia/Calcutta); else the system's.
 */
export function findViewerZone(): Zone {
  const own = process.env["TZ"]?.replace(/^:/, "") ?? "";
  // Undefined, whatever the types say, where TZ is no name of a zone.
  const system: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneOf(own) ?? zoneOf(system ?? "") ?? processZone(own);
}
