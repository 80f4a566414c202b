/** Describes what is wrong with one value, in the words of the file. */
import type { Violation } from "#validator";
import { isJsonMap, type JsonValue, type Path, valueAt } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { UnplacedFinding } from "../finding.ts";
import { describeCutDays, respellWindow } from "./week.ts";
import { CONTAINERS, ITEMS, MISSING, SCALARS, sayWhose, type Words } from "./words.ts";

/** Never shown, not even when wrong: it may be a real phone number, badly written. */
const PERSONAL: ReadonlySet<string> = new Set(["phone", "ending"]);

interface ShapedFile {
  readonly value: JsonValue;
  readonly getText: (path: Path) => string | undefined;
  readonly secret: boolean;
}

export function describeWrongValue(file: ShapedFile, path: Path, violation: Violation): UnplacedFinding {
  const value = valueAt(file.value, path);
  const definition = /^#\/definitions\/([^/]+)/.exec(violation.schemaPath)?.[1] ?? "";
  const words = SCALARS[definition] ?? containerWords(path);
  const subject = nameSubject(path);
  if (path.length === 0) return describeTop(value, file.secret);
  const word = typeof value === "boolean" || value === null ? file.getText(path) : undefined;
  if (word !== undefined && /^[a-z]+$/.test(word) && (definition === "person_id" || definition === "role")) {
    return {
      rule: "wrong-type",
      path,
      message: `${subject} must be ${words.what}: without quotes, YAML does not read \`${word}\` as text`,
      help: `write it in quotes: "${word}"`,
    };
  }
  if (value === null || (typeof value === "string" && value.trim() === "")) {
    return {
      rule: "wrong-type",
      path,
      message: `${subject} is empty; it must be ${words.what}`,
      help:
        definition === "text" ? (MISSING[String(path.at(-1))] ?? "write it, or delete the key") : words.help,
    };
  }
  if (violation.keyword === "minItems" && Array.isArray(value) && value.length === 0) {
    return { rule: "bad-value", path, message: `${subject} is empty`, help: words.help };
  }
  if (definition === "phone") return describePhone(path, value, subject, words);
  const cut = definition === "duty_window" ? describeCutDays(file, path) : undefined;
  if (cut !== undefined) return cut;
  if (definition === "date" || definition === "skip_end") {
    const special = describeDate(path, value, subject, words);
    if (special !== undefined) return special;
  }
  const not = PERSONAL.has(definition) ? "" : sayNot(file, path, value);
  return {
    rule: violation.keyword === "type" ? "wrong-type" : "bad-value",
    path,
    message: `${subject} must be ${words.what}${not}`,
    help: suggestOther(definition, value, file.secret) ?? words.help,
  };
}

function suggestOther(definition: string, value: JsonValue | undefined, secret: boolean): string | undefined {
  if (definition === "zone") return secret ? undefined : suggestNearZone(value);
  const hours = definition === "duty_window" ? respellWindow(value) : undefined;
  return hours === undefined ? undefined : `write \`${hours}\``;
}

/** By city or by what people say: `eastern time` does not even look like a zone. */
function suggestNearZone(value: JsonValue | undefined): string | undefined {
  const near = typeof value === "string" ? suggestZone(value, () => undefined) : undefined;
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function describeTop(value: JsonValue | undefined, secret: boolean): UnplacedFinding {
  const kind = Array.isArray(value) ? "a list" : "a single value";
  return {
    rule: "wrong-type",
    path: [],
    message: `the file must be a map of keys and values, not ${kind}`,
    help: secret ? "begin with `people:`" : "begin with `version: 1`, then `team`, `rotation` and `people`",
    blocks: true,
  };
}

function containerWords(path: Path): Words {
  const last = path.at(-1);
  const section = String(path[0]);
  const item = path.length === 2 && (typeof last === "number" || section === "people");
  return (item ? ITEMS[section] : CONTAINERS[String(last)]) ?? { what: "a map", help: "write `key: value`" };
}

function nameSubject(path: Path): string {
  const last = path.at(-1);
  if (typeof last === "number")
    return path.length === 2 && path[0] === "changes" ? "an entry" : `item ${last + 1} of \`${path.at(-2)}\``;
  if (path[0] === "people" && path.length === 2) return `the person \`${showWord(String(last))}\``;
  return `\`${showWord(String(last))}\`${sayWhose(path)}`;
}

function sayNot({ getText }: ShapedFile, path: Path, value: JsonValue | undefined): string {
  if (Array.isArray(value)) {
    return path.at(-1) === "swap" ? `, not ${value.length}` : ", not a list";
  }
  if (isJsonMap(value)) return ", not a map";
  const text = getText(path);
  return text === undefined ? "" : `, not \`${showWord(text)}\``;
}

function describePhone(
  path: Path,
  value: JsonValue | undefined,
  subject: string,
  words: Words,
): UnplacedFinding {
  if (typeof value === "number") {
    return {
      rule: "unquoted-phone",
      path,
      message: `${subject} is not in quotes: YAML reads it as a number, without the plus`,
      help: words.help,
    };
  }
  if (typeof value === "string" && value.startsWith("env:")) {
    return {
      rule: "bad-value",
      path,
      message: `${subject} names a variable that oncall does not read`,
      help: "the name must begin with `ONCALL_PHONE_`, for example `env:ONCALL_PHONE_ALICE`",
    };
  }
  return { rule: "bad-value", path, message: `${subject} must be ${words.what}`, help: words.help };
}

/** Dates as people write them. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const DATE_AND_MORE = /^(\d{4}-\d{2}-\d{2})[T ].+$/;

function describeDate(
  path: Path,
  value: JsonValue | undefined,
  subject: string,
  words: Words,
): UnplacedFinding | undefined {
  if (typeof value !== "string") return undefined;
  const finding = (message: string, help: string): UnplacedFinding => ({
    rule: "bad-value",
    path,
    message,
    help,
  });
  const must = `${subject} must be ${words.what}, not \`${showWord(value)}\``;
  if (value === "ready")
    return finding(`${subject} must be ${words.what}: \`ready\` is only for skips`, words.help);
  const [, year, month = "", day = ""] = YEAR_FIRST.exec(value) ?? [];
  if (year !== undefined)
    return finding(must, `write \`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}\``);
  const date = DATE_AND_MORE.exec(value)?.[1];
  if (date !== undefined)
    return finding(
      must,
      `without a time: \`${date}\`; ${path.at(-1) === "shift" ? "for part of a shift give `from` and `until`" : "only covers have times"}`,
    );
  return undefined;
}
