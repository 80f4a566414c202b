/** Decodes `duty`, the hours of the week at which somebody is on call; undefined if it is invalid (rotation.md, "Hours of duty"). */
import { isJsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { fillsWeek, parseWeekWindow, type WeekWindow } from "../../time/week.ts";
import type { DutyHours } from "../model.ts";
import type { Decoder } from "./scalar.ts";

/** `duty` undefined: somebody is always on call. */
export interface DecodedDuty {
  readonly duty: DutyHours | undefined;
}

export function decodeDuty(
  decoder: Decoder,
  value: JsonValue | undefined,
  path: Path,
): DecodedDuty | undefined {
  if (value === undefined) return { duty: undefined };
  const outside = isJsonMap(value);
  const inner = outside ? [...path, "outside"] : path;
  const windows = decodeWindows(decoder, outside ? value["outside"] : value, inner);
  if (windows === undefined) return undefined;
  if (!fillsWeek(windows)) return { duty: { windows, outside } };
  if (!outside) return { duty: undefined };
  decoder.report({
    rule: "bad-value",
    path: inner,
    message: "the hours in `outside` fill the week: nobody would ever be on call",
    help: "leave out the hours at which somebody is on call",
  });
  return undefined;
}

function decodeWindows(
  decoder: Decoder,
  value: JsonValue | undefined,
  path: Path,
): readonly WeekWindow[] | undefined {
  if (!Array.isArray(value)) {
    const window = decodeWindow(decoder, value, path);
    return window && [window];
  }
  const windows = value.map((item, index) => decodeWindow(decoder, item, [...path, index]));
  const sound = windows.filter((window) => window !== undefined);
  return sound.length === 0 || sound.length < windows.length ? undefined : sound;
}

function decodeWindow(decoder: Decoder, value: JsonValue | undefined, path: Path): WeekWindow | undefined {
  const window = typeof value === "string" ? parseWeekWindow(value) : "no-form";
  if (window === "no-form") return undefined; // the schema has reported it
  if (window !== "no-length") return window;
  decoder.report({
    rule: "bad-value",
    path,
    message: `\`${showWord(String(value))}\` ends when it begins`,
    help: "a whole day is `00:00-24:00`; a whole week needs no `duty`",
  });
  return undefined;
}
