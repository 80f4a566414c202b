/** What the schema has against one value in, what is wrong with it in the words of the file out. */
import type { Violation } from "#validator";
import { isJsonMap, type JsonValue, type Path, valueAt } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { UnplacedFinding } from "../finding.ts";
import { CONTAINERS, ITEMS, MISSING, ofPerson, SCALARS, type Words } from "./words.ts";

/** Of these not even a wrong value is shown: it may be a right number that was only written wrongly. */
const PERSONAL: ReadonlySet<string> = new Set(["phone", "ending"]);

interface Asked {
  readonly value: JsonValue;
  readonly written: (path: Path) => string | undefined;
  readonly secret: boolean;
}

export function wrongValue(asked: Asked, path: Path, violation: Violation): UnplacedFinding {
  const value = valueAt(asked.value, path);
  const definition = /^#\/definitions\/([^/]+)/.exec(violation.schemaPath)?.[1] ?? "";
  const words = SCALARS[definition] ?? containerWords(path);
  const subject = subjectOf(path);
  if (path.length === 0) return wrongTop(value, asked.secret);
  const word = typeof value === "boolean" || value === null ? asked.written(path) : undefined;
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
        definition === "text"
          ? (MISSING[String(path.at(-1))] ?? "write it, or leave the key out")
          : words.help,
    };
  }
  if (violation.keyword === "minItems" && Array.isArray(value) && value.length === 0) {
    return { rule: "bad-value", path, message: `${subject} is empty`, help: words.help };
  }
  if (definition === "phone") return wrongPhone(path, value, subject, words);
  if (definition === "date" || definition === "skip_end") {
    const special = wrongDate(path, value, subject, words);
    if (special !== undefined) return special;
  }
  const not = PERSONAL.has(definition) ? "" : notThis(asked, path, value);
  return {
    rule: violation.keyword === "type" ? "wrong-type" : "bad-value",
    path,
    message: `${subject} must be ${words.what}${not}`,
    help: (definition === "zone" && !asked.secret ? nearestZone(value) : undefined) ?? words.help,
  };
}

/** By what people say and by city: names such as `eastern time` are not even of the right form. */
function nearestZone(value: JsonValue | undefined): string | undefined {
  const near = typeof value === "string" ? suggestZone(value, () => undefined) : undefined;
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function wrongTop(value: JsonValue | undefined, secret: boolean): UnplacedFinding {
  const kind = Array.isArray(value) ? "a list" : "a single value";
  return {
    rule: "wrong-type",
    path: [],
    message: `the file must be a map of keys and values, not ${kind}`,
    help: secret
      ? "begin it with `people:`"
      : "begin it with `version: 1`, then `team`, `rotation` and `people`",
    blocks: true,
  };
}

function containerWords(path: Path): Words {
  const last = path.at(-1);
  const section = String(path[0]);
  const item = path.length === 2 && (typeof last === "number" || section === "people");
  return (item ? ITEMS[section] : CONTAINERS[String(last)]) ?? { what: "a map", help: "write `key: value`" };
}

/** The key, and whose it is. */
function subjectOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last === "number")
    return path.length === 2 && path[0] === "changes" ? "an entry" : `item ${last + 1} of \`${path.at(-2)}\``;
  if (path[0] === "people" && path.length === 2) return `the person \`${shown(String(last))}\``;
  return `\`${shown(String(last))}\`${ofPerson(path)}`;
}

function notThis({ written }: Asked, path: Path, value: JsonValue | undefined): string {
  if (Array.isArray(value)) {
    return path.at(-1) === "swap" ? `, not ${value.length}` : ", not a list";
  }
  if (isJsonMap(value)) return ", not a map";
  const text = written(path);
  return text === undefined ? "" : `, not \`${shown(text)}\``;
}

function wrongPhone(
  path: Path,
  value: JsonValue | undefined,
  subject: string,
  words: Words,
): UnplacedFinding {
  if (typeof value === "number") {
    return {
      rule: "unquoted-phone",
      path,
      message: `${subject} is not in quotes: YAML takes it for a number and drops the plus`,
      help: words.help,
    };
  }
  if (typeof value === "string" && value.startsWith("env:")) {
    return {
      rule: "bad-value",
      path,
      message: `${subject} names a variable that may not be read`,
      help: "only variables whose name begins with `ONCALL_PHONE_` are, for example `env:ONCALL_PHONE_ALICE`",
    };
  }
  return { rule: "bad-value", path, message: `${subject} must be ${words.what}`, help: words.help };
}

/** What people write for a date. */
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const DATE_AND_MORE = /^(\d{4}-\d{2}-\d{2})[T ].+$/;

function wrongDate(
  path: Path,
  value: JsonValue | undefined,
  subject: string,
  words: Words,
): UnplacedFinding | undefined {
  if (typeof value !== "string") return undefined;
  const flaw = (message: string, help: string): UnplacedFinding => ({
    rule: "bad-value",
    path,
    message,
    help,
  });
  const must = `${subject} must be ${words.what}, not \`${shown(value)}\``;
  if (value === "ready")
    return flaw(`${subject} must be ${words.what}: only a skip ends with \`ready\``, words.help);
  const [, year, month = "", day = ""] = YEAR_FIRST.exec(value) ?? [];
  if (year !== undefined)
    return flaw(must, `write \`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}\``);
  const date = DATE_AND_MORE.exec(value)?.[1];
  if (date !== undefined)
    return flaw(
      must,
      `without a time: \`${date}\`; ${path.at(-1) === "shift" ? "for a part of a shift give `from` and `until`" : "only a cover has one"}`,
    );
  return undefined;
}
