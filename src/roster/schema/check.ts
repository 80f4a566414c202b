/**
 * Plain values in, all that the JSON Schema has against them out, each fault once and in the words of the file. A key that
 * is plainly misspelt is put right for the checks that follow: else it would also be missing, and its value unchecked.
 */
import { KEYS, type Violation } from "#validator";
import { isJsonMap, type JsonMap, type JsonValue, type Path, pointer, valueAt } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import { cutOffAtComma, isCutOff, keyBefore } from "../yaml/cut.ts";
import { wrongValue } from "./value.ts";
import { findViolations, type Root } from "./violations.ts";
import { KINDS, type Kind, MISSING, NOUNS, ofPerson } from "./words.ts";

export interface Shape {
  readonly flaws: readonly UnplacedFinding[];
  /** As Atlas has it. */
  readonly misspelt: ReadonlyMap<string, string>;
}

export interface Question {
  readonly value: JsonValue;
  /** Keys without value and colon, as the tree has them. */
  readonly bare: ReadonlySet<string>;
  /** The text of a value as the file has it; undefined where it may not be shown. */
  readonly written: (path: Path) => string | undefined;
  readonly secret: boolean;
  readonly root: Root;
}

/** Changes `value`: misspelt keys get the name that was meant. */
export function checkShape(question: Question): Shape {
  let violations = findViolations(question.value, question.root);
  const misspelt = new Map<string, string>();
  const flaws: UnplacedFinding[] = [];
  // A misspelt kind hides the keys of its entry, so the second look may find more; it ends, as each round mends a key.
  while (violations.length > 0) {
    const mended = objectsIn(question.value, violations).flatMap((path) => mend(question, path, misspelt));
    flaws.push(...mended);
    if (mended.length === 0) {
      flaws.push(...violated(question, violations, misspelt));
      break;
    }
    violations = findViolations(question.value, question.root);
  }
  return { flaws, misspelt };
}

/** The maps in which the schema finds a key that it does not know, or an entry without a kind. */
function objectsIn(value: JsonValue, violations: readonly Violation[]): readonly Path[] {
  const paths = new Map<string, Path>();
  for (const { keyword, instancePath } of violations) {
    if (keyword === "additionalProperties" || keyword === "anyOf")
      paths.set(instancePath, pathOf(value, instancePath));
  }
  return [...paths.values()];
}

/** The keys that a map may have. */
function keysOf(definition: string): readonly string[] {
  return KEYS[definition] ?? [];
}

/** Gives misspelt keys of one map their right names. */
function mend(question: Question, path: Path, misspelt: Map<string, string>): readonly UnplacedFinding[] {
  const { value, bare } = question;
  const map = valueAt(value, path);
  const definition = definitionAt(question, path);
  if (!isJsonMap(map)) return [];
  const kindless = definition === "entry_of_no_kind";
  const known: readonly string[] = kindless ? KINDS : keysOf(definition);
  return Object.keys(map).flatMap((key) => {
    if (known.includes(key) || isCutOff(map, bare, [...path, key])) return [];
    if (isEntryKey(path, key)) return [];
    const meant = suggest(
      key,
      known.filter((name) => !Object.hasOwn(map, name)),
    );
    if (meant === undefined || (kindless && KINDS.some((kind) => Object.hasOwn(map, kind)))) return [];
    rename(map, key, meant);
    misspelt.set(pointer([...path, meant]), key);
    return [
      {
        rule: "unknown-key",
        path: [...path, meant],
        on: "key" as const,
        message: `unknown key \`${shown(key)}\``,
        help: `did you mean \`${meant}\`?`,
        blocks: blocksAt([...path, meant], "key"),
      },
    ];
  });
}

/** A key that another kind of entry has: it is not misspelt, it is in the wrong place. */
function isEntryKey(path: Path, key: string): boolean {
  return path[0] === "changes" && KINDS.some((kind) => keysOf(`${kind}_entry`).includes(key));
}

/** Keeps the order of the keys. */
function rename(map: JsonMap, key: string, meant: string): void {
  const entries = Object.entries(map);
  for (const [name] of entries) delete map[name];
  for (const [name, value] of entries) map[name === key ? meant : name] = value;
}

function violated(
  question: Question,
  violations: readonly Violation[],
  misspelt: ReadonlyMap<string, string>,
): readonly UnplacedFinding[] {
  const flaws = new Map<string, UnplacedFinding>();
  const cut: string[] = [];
  for (const violation of violations) {
    if (violation.keyword === "if" || violation.schemaPath.includes("/anyOf/")) continue;
    for (const flaw of flawsOf(question, violation)) {
      const at = pointer(flaw.path);
      // One value, one fault: a map where a text belongs breaks more than one rule of the schema.
      if (!flaws.has(at) && !(flaw.on === "key" && misspelt.has(at))) flaws.set(at, flaw);
      if (flaw.rule === "cut-off-value") cut.push(keyBefore(question.value, flaw.path));
    }
  }
  // What is left of a text that was cut off may be wrong because of that.
  for (const at of cut) flaws.delete(at);
  return [...flaws.values()];
}

function flawsOf(question: Question, violation: Violation): readonly UnplacedFinding[] {
  const path = pathOf(question.value, violation.instancePath);
  switch (violation.keyword) {
    case "required":
      // Of a map that is made of another one the merge key is the fault; of the whole file both are told, since with
      // one of these keys missing nothing can be computed.
      if (path.length > 0 && hasMergeKey(valueAt(question.value, path))) return [];
      return [missing(question, path, String(violation.params["missingProperty"]))];
    case "additionalProperties":
      return unknownKey(question, path, String(violation.params["additionalProperty"]));
    case "anyOf":
      return noKind(question, path);
    default:
      return [wrongValue(question, path, violation)];
  }
}

function hasMergeKey(value: JsonValue | undefined): boolean {
  return isJsonMap(value) && Object.hasOwn(value, "<<");
}

function missing(question: Question, path: Path, key: string): UnplacedFinding {
  const definition = definitionAt(question, path);
  const inEntry = path[0] === "changes" ? ` in this ${NOUNS[definition]?.replace(/^an? /, "")}` : "";
  return {
    rule: "missing-key",
    path: [...path, key],
    message: `\`${key}\`${ofPerson([...path, key])} is missing${inEntry}`,
    help: MISSING[key],
  };
}

function noKind(question: Question, path: Path): readonly UnplacedFinding[] {
  const map = valueAt(question.value, path);
  const unknown = isJsonMap(map)
    ? Object.keys(map)
        .filter((key) => !isEntryKey(path, key))
        .flatMap((key) => unknownKey(question, path, key))
    : [];
  // An entry that says what it does in a word of its own has that one fault.
  if (unknown.length > 0) return unknown;
  return [
    {
      rule: "entry-kind",
      path,
      message: "this entry does not say what it does",
      help: `an entry has one of ${KINDS.join(", ")}`,
    },
  ];
}

function unknownKey(question: Question, path: Path, key: string): readonly UnplacedFinding[] {
  const { value, bare } = question;
  const map = valueAt(value, path);
  const inner = [...path, key];
  if (path.length === 1 && path[0] === "people") return [badId(inner, key)];
  if (!isJsonMap(map)) return [];
  if (isCutOff(map, bare, inner)) return cutOffAtComma(question, map, path, key);
  const definition = definitionAt(question, path);
  const kinds = KINDS.filter((kind) => Object.hasOwn(map, kind));
  const [kind, other] = kinds;
  if (path[0] === "changes" && kind !== undefined && other !== undefined) return twoKinds(kinds, path, key);
  const owners = path[0] === "changes" ? KINDS.filter((one) => keysOf(`${one}_entry`).includes(key)) : [];
  const noun = NOUNS[definition] ?? "this map";
  const known = keysOf(definition);
  const near = suggest(key, known);
  return [
    {
      rule: "unknown-key",
      path: inner,
      on: "key",
      message: owners.length > 0 ? `${noun} has no \`${key}\`` : `unknown key \`${shown(key)}\``,
      help:
        near !== undefined && owners.length === 0
          ? `\`${near}\` is there already: keep one of the two`
          : key === "<<"
            ? "merge keys are not read: write the keys out"
            : `${noun} has ${known.join(", ")}`,
    },
  ];
}

function badId(path: Path, key: string): UnplacedFinding {
  return {
    rule: "bad-id",
    path,
    on: "key",
    message:
      key === "manager" ? "`manager` is reserved and cannot be an id" : `\`${shown(key)}\` cannot be an id`,
    help:
      key === "manager"
        ? "choose another id"
        : "an id is a small letter, then small letters, digits, `_` and `-`, for example `alice`",
  };
}

/** An entry of two kinds is one fault, told where the second kind stands; the keys that belong to the second are none. */
function twoKinds(kinds: readonly Kind[], path: Path, key: string): readonly UnplacedFinding[] {
  const [first, ...others] = kinds;
  if (!others.some((kind) => keysOf(`${kind}_entry`).includes(key))) {
    return [
      {
        rule: "unknown-key",
        path: [...path, key],
        on: "key",
        message: `unknown key \`${shown(key)}\``,
        help: undefined,
      },
    ];
  }
  const [second = ""] = others;
  return [
    {
      rule: "entry-kind",
      path: [...path, second],
      on: "key",
      message: `this entry is both a ${first} and a ${second}`,
      help: "make two entries of it, each with its own `from`",
    },
  ];
}

/** The name of the schema's definition of the map at a path. */
function definitionAt({ value, root }: Question, path: Path): string {
  const [section, , third] = path;
  if (section === undefined) return root;
  switch (section) {
    case "rotation":
      return "terms";
    case "people":
      return third === "verified" ? "verified" : "person";
    case "changes": {
      const entry = valueAt(value, path);
      const kind = isJsonMap(entry) ? KINDS.find((name) => Object.hasOwn(entry, name)) : undefined;
      return kind === undefined ? "entry_of_no_kind" : `${kind}_entry`;
    }
    case "escalation":
      return "step";
    case "in_effect":
      return "effect";
    default:
      return String(section);
  }
}

/** The steps of a JSON pointer; only in a list is one a number: `1` may be the id of a person, or a role. */
function pathOf(value: JsonValue, instancePath: string): Path {
  if (instancePath === "") return [];
  const path: (string | number)[] = [];
  let inner: JsonValue | undefined = value;
  for (const text of instancePath.slice(1).split("/")) {
    const step: string | number = Array.isArray(inner)
      ? Number(text)
      : text.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(step);
    inner = inner === undefined ? undefined : valueAt(inner, [step]);
  }
  return path;
}
