/** Says what to write instead of hours of the week that are in neither form: often they are only spelt another way. */
import { type JsonValue, type Path, valueAt } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { parseWeekWindow } from "../../time/week.ts";
import type { UnplacedFinding } from "../finding.ts";

interface WrittenFile {
  readonly value: JsonValue;
  readonly getText: (path: Path) => string | undefined;
}

/** Days without a time, as a comma leaves them. */
const DAYS = /^[a-z]+(?:-[a-z]+)?$/i;

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, " "],
  [/ ?(?:[-–—]| to ) ?/g, "-"],
  [/ ?, ?/g, ","],
  [/\bweekdays?\b/i, "mon-fri"],
  [/\bweekends?\b/i, "sat,sun"],
  [/^(?:daily|every day) /i, ""],
  [/\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*/gi, "$1"],
  [/(?<![\d:])(\d{1,2})(?![\d:])/g, "$1:00"],
  [/\b(\d):/g, "0$1:"],
];

/** Hours as people write them, in the form of the file; undefined if nothing comes to mind. */
export function respellWindow(value: JsonValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = SPELLINGS.reduce((changed, [form, to]) => changed.replace(form, to), value.trim());
  if (typeof parseWeekWindow(text) === "string") return undefined;
  return text.toLowerCase().replace(/(?<=\d)-(?=[a-z])/, " - ");
}

/** Inside `[ ]` a comma begins the next item, so that the days before it stand alone; one finding, at the first of them. */
export function describeCutDays(file: WrittenFile, path: Path): UnplacedFinding | undefined {
  const at = path.at(-1);
  const outer = path.slice(0, -1);
  const list = valueAt(file.value, outer);
  if (typeof at !== "number" || !Array.isArray(list) || file.getText(outer)?.startsWith("[") !== true)
    return undefined;
  const isCut = (item: JsonValue | undefined) => typeof item === "string" && DAYS.test(item);
  const first = list.findLastIndex((item, index) => index < at && !isCut(item)) + 1;
  const last = list.findIndex((item, index) => index > at && !isCut(item));
  const whole = list.slice(first, last + 1).join(",");
  if (!isCut(list[at]) || typeof parseWeekWindow(whole) === "string") return undefined;
  return {
    rule: "cut-off-value",
    path: [...outer, first],
    message: `\`${showWord(String(list[first]))}\` ends at the comma: inside \`[ ]\` a comma begins the next item`,
    help: `put the text in quotes: "${showWord(whole)}"`,
  };
}
