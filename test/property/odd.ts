/** Generates rosters in odd formatting, with comments in every place where people may put them. */
import fc from "fast-check";
import { type Data, entries, PEOPLE } from "./odd-entries.ts";

export interface Odd {
  readonly text: string;
  /** The entries under `changes`. */
  readonly log: readonly Data[];
  /** How the log is written. */
  readonly form: Form;
  /** Whether entries use anchors and aliases, so that some cannot be removed or amended. */
  readonly hasAliases: boolean;
  /** Whether the roster is one map between braces. */
  readonly isFlow: boolean;
}

export type Form = "missing" | "nothing" | "null" | "empty" | "block" | "flow-line" | "flow-lines";

/** Decides how the next thing is written: a stream of small numbers. */
type Dice = (sides: number) => number;

export const oddRosters: fc.Arbitrary<Odd> = fc
  .record({
    log: fc.array(entries, { maxLength: 5 }),
    sorted: fc.boolean(),
    throws: fc.infiniteStream(fc.nat({ max: 9999 })),
  })
  .map(({ log, sorted, throws }) => {
    const dateOf = (entry: Data) => String(entry["shift"] ?? entry["from"]);
    const ordered = sorted ? log.toSorted((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)) : log;
    return written(ordered, (sides) => (throws.next().value ?? 0) % sides);
  });

function written(log: readonly Data[], dice: Dice): Odd {
  const isFlow = dice(6) === 0;
  const emptyForms: readonly Form[] = isFlow
    ? ["missing", "null", "empty"]
    : ["missing", "nothing", "null", "empty"];
  const fullForms: readonly Form[] = isFlow
    ? ["flow-line", "flow-lines"]
    : ["block", "block", "block", "flow-line", "flow-lines"];
  const forms = log.length === 0 ? emptyForms : fullForms;
  const form = forms[dice(forms.length)] ?? "block";
  const hasAliases = form === "block" && dice(4) === 0;
  const lines = isFlow ? flowRoot(log, form, dice) : blockRoot(log, form, hasAliases, dice);
  const eol = dice(3) === 0 ? "\r\n" : "\n";
  const body = lines.join(eol) + (dice(3) === 0 ? "" : eol);
  // The library counts a byte order mark as a column, and so rejects an indented first key after one.
  const text = `${dice(4) === 0 && !body.startsWith(" ") ? "\uFEFF" : ""}${body}`;
  return { text, log, form, hasAliases, isFlow };
}

function flowRoot(log: readonly Data[], form: Form, dice: Dice): readonly string[] {
  const head = [
    '"version": 1',
    '"team": "T"',
    '"rotation": {"start": "2026-01-05", "timezone": "America/New_York", "queue": ["alice", "bob", "carol", "dave"]}',
    `"people": {${[...PEOPLE, "mia", "max"].map((id) => `"${id}": {"name": "${id}"}`).join(", ")}}`,
  ];
  const items = log.map(
    (entry) =>
      `{${Object.entries(entry)
        .map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
        .join(", ")}}`,
  );
  const value =
    form === "null"
      ? "null"
      : form === "flow-lines"
        ? `[\n    ${items.join(",\n    ")}\n  ]`
        : `[${items.join(", ")}]`;
  const tail = form === "missing" ? [] : [`"changes": ${value}`];
  const late = dice(2) === 0 ? ['"policy": {"approvals": "optional"}'] : [];
  const parts = [...head, ...tail, ...late];
  return dice(2) === 0
    ? ["{", ...`  ${parts.join(",\n  ")}`.split("\n"), "}"]
    : `{${parts.join(", ")}}`.split("\n");
}

const COMMENTS = ["# a comment", "#", "# - { join: x }", "# ünï: [", "#!", "# '\" #"];

function blockRoot(log: readonly Data[], form: Form, hasAliases: boolean, dice: Dice): readonly string[] {
  const out: string[] = [];
  const root = dice(5) === 0 ? "  " : "";
  const comment = () => COMMENTS[dice(COMMENTS.length)] ?? "#";
  const noise = (...indents: readonly number[]) => {
    while (dice(4) === 0)
      out.push(dice(3) === 0 ? "" : " ".repeat(indents[dice(indents.length)] ?? 0) + comment());
  };
  const trail = () => (dice(4) === 0 ? `${" ".repeat(1 + dice(3))}${comment()}` : "");
  const key = (name: string) => `${root}${keyText(name, dice(6))}:`;
  if (dice(4) === 0) out.push("---");
  noise(0, 2, 5);
  out.push(`${key("version")} 1${trail()}`, `${key("team")} T${trail()}`);
  noise(0, 3);
  out.push(
    `${key("rotation")} { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob, carol, dave] }${trail()}`,
    `${key("people")}${trail()}`,
  );
  for (const id of [...PEOPLE, "mia", "max"]) {
    if (dice(4) === 0) out.push(`${root}  ${id}:${trail()}`, `${root}      name: ${id}${trail()}`);
    else out.push(`${root}  ${id}: { name: ${id} }${trail()}`);
  }
  noise(0, 2, 7);
  const column = root.length + (root === "" ? 0 : 1) + dice(5);
  switch (form) {
    case "missing":
      break;
    case "nothing":
      out.push(`${key("changes")}${dice(3) === 0 ? " &log" : ""}${trail()}`);
      noise(0, 1, 4, 9);
      break;
    case "null":
      out.push(`${key("changes")} ${dice(2) === 0 ? "null" : "~"}${trail()}`);
      break;
    case "empty":
      out.push(`${key("changes")} ${["[]", "[ ]", "[   ]"][dice(3)] ?? "[]"}${trail()}`);
      break;
    case "flow-line":
      out.push(`${key("changes")} [ ${log.map((entry) => braces(entry, dice)).join(", ")} ]${trail()}`);
      break;
    case "flow-lines":
      out.push(`${key("changes")} [${trail()}`);
      for (const [index, entry] of log.entries()) {
        noise(2, 4, 8);
        const isLast = index === log.length - 1;
        const comma = isLast && dice(2) === 0 ? "" : ",";
        out.push(`${root}    ${braces(entry, dice)}${comma}${trail()}`);
      }
      noise(3);
      out.push(`${root}  ]${trail()}`);
      break;
    case "block":
      out.push(`${key("changes")}${dice(4) === 0 ? " &log" : ""}${trail()}`);
      for (const entry of hasAliases ? withAliases(log) : log) {
        noise(0, column, column + 5);
        out.push(...item(entry, column, hasAliases, dice));
      }
      noise(0, column, column + 6);
      break;
  }
  if (dice(2) === 0) {
    noise(0);
    out.push(`${key("policy")} { approvals: optional }${trail()}`);
  }
  noise(0, 4);
  if (dice(6) === 0) out.push("...");
  return out;
}

function keyText(name: string, how: number): string {
  return how === 0 ? `"${name}"` : how === 1 ? `'${name}'` : name;
}

/** One entry of a block list, with its dash in that column. */
function item(entry: Data, column: number, hasAnchor: boolean, dice: Dice): readonly string[] {
  const gap = " ".repeat(1 + dice(3));
  const dash = `${" ".repeat(column)}-${gap}`;
  const anchor = hasAnchor ? "&e " : "";
  if (dice(2) === 0) return [`${dash}${anchor}${braces(entry, dice)}${dice(3) === 0 ? "  # here" : ""}`];
  const quote = dice(6);
  const inner = " ".repeat(column + 1 + gap.length);
  const lines = Object.entries(shuffled(entry, dice)).flatMap(([name, value]) => {
    const key = keyText(name, quote);
    const comment = dice(5) === 0 ? [`${inner}# about this key`] : [];
    const isText =
      name === "reason" && typeof value === "string" && /^[a-z][a-z .#0-9]*$/.test(value) && dice(2) === 0;
    return isText
      ? [...comment, `${key}: ${["|", ">-", "|+"][dice(3)] ?? "|"}`, `${inner}   ${String(value)}`]
      : [...comment, `${key}: ${valueText(value, dice)}${dice(5) === 0 ? " # so" : ""}`];
  });
  const keys = lines[0]?.trim().startsWith("#") ? lines.slice(1) : lines;
  const [first = "", ...rest] = keys;
  const head = anchor === "" ? [`${dash}${first}`] : [`${dash}${anchor.trim()}`, inner + first];
  return [...head, ...rest.map((line) => (line.startsWith(" ") ? line : inner + line))];
}

/** The first approver gets an anchor, and later entries refer to it. */
function withAliases(log: readonly Data[]): readonly Data[] {
  const first = log.findIndex((entry) => entry["approved_by"] === "mia");
  return log.map((entry, index) =>
    entry["approved_by"] === "mia"
      ? { ...entry, approved_by: new Raw(index === first ? "&boss mia" : "*boss") }
      : entry,
  );
}

/** A value that is already YAML text. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function shuffled(entry: Data, dice: Dice): Data {
  const pairs = Object.entries(entry);
  return dice(3) === 0 ? Object.fromEntries(pairs.reverse()) : entry;
}

function braces(entry: Data, dice: Dice): string {
  const quote = dice(5);
  const pad = dice(3) === 0 ? "" : " ";
  const inside = Object.entries(shuffled(entry, dice)).map(
    ([name, value]) => `${keyText(name, quote)}: ${valueText(value, dice)}`,
  );
  return `{${pad}${inside.join(dice(4) === 0 ? " , " : ", ")}${dice(6) === 0 ? "," : ""}${pad}}`;
}

function valueText(value: unknown, dice: Dice): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map((one) => valueText(one, dice)).join(", ")}]`;
  if (typeof value !== "string") return String(value);
  const isSimple = /^[\w-]+(?: \d\d:\d\d)?$/.test(value);
  const how = dice(4);
  if (isSimple && how < 2) return value;
  if (how === 2 && !/[\n\t]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}
