/** The terminal: a stream of the process in, an Output out. */
import type { WriteStream } from "node:tty";
import type { Zone } from "../time/zone.ts";
import type { Output } from "./edges.ts";
import { zoneOf } from "./zones.ts";

const DEFAULT_COLUMNS = 80;

/** A reader that has gone away (`oncall schedule | head`) is no failure: what is left is not written. */
export function outputOf(stream: WriteStream): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTTY: stream.isTTY === true,
    columns: stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS,
  };
}

/** The zone of whoever sits here: `TZ`, else the system's. */
export function viewerZone(): Zone {
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = zoneOf(name) ?? zoneOf("UTC");
  if (zone === undefined) throw new Error("this machine has no zone data");
  return zone;
}
