/** Connects the process's streams and zone to the program. */
import type { WriteStream } from "node:tty";
import type { Zone } from "../time/zone.ts";
import { reasonOf } from "./disk.ts";
import type { Output } from "./edges.ts";
import { processZone, zoneOf } from "./zones.ts";

const DEFAULT_COLUMNS = 80;

/**
 * A closed pipe (`oncall schedule | head`) is no failure. Any other reason why nothing can be written, such as a full disk,
 * goes to `lost` in a few words, perhaps after `run` has ended.
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
 * The zone of the person at the terminal: `TZ` as they spelled it, because Intl has older names for some zones
 * (Asia/Calcutta); else the system's.
 */
export function findViewerZone(): Zone {
  const own = process.env["TZ"]?.replace(/^:/, "") ?? "";
  // Undefined, whatever the types say, if TZ is not the name of a zone.
  const system: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneOf(own) ?? zoneOf(system ?? "") ?? processZone(own);
}
