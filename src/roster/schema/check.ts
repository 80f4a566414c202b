/**
 * Turns violations of the JSON Schema into findings in the words of the file, one for each mistake. A key that is plainly
 * misspelt is corrected first: otherwise it would be reported as missing too, and its value not be checked.
 */
import { KEYS, type Violation } from "#validator";
import { isJsonMap, type JsonMap, type JsonValue, type Path, toPointer, valueAt } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import { describeCommaCut, isCutOff, pointerBefore } from "../yaml/cut.ts";
import { describeWrongValue } from "./value.ts";
import { findViolations, type Root } from "./violations.ts";
import { KINDS, type Kind, MISSING, NOUNS, sayWhose } from "./words.ts";

export interface Shape {
  readonly findings: readonly UnplacedFinding[];
  /** As in `Atlas`. */
  readonly misspelt: ReadonlyMap<string, string>;
}

export interface SchemaInput {
  readonly value: JsonValue;
  /** As in `ReadTree`. */
  readonly bare: ReadonlySet<string>;
  /** The text of a value in the file; undefined if it must not be shown. */
  readonly getText: (path: Path) => string | undefined;
  readonly secret: boolean;
  readonly root: Root;
}

/** Corrects misspelt keys in `value`. */
export function checkShape(input: SchemaInput): Shape {
  let violations = findViolations(input.value, input.root);
  const misspelt = new Map<string, string>();
  const findings: UnplacedFinding[] = [];
  // Correcting the kind of an entry may bring up more keys. This ends, as each round corrects a key.
  while (violations.length > 0) {
    const corrected = findUnknownKeys(input.value, violations).flatMap((path) =>
      correctKeys(input, path, misspelt),
    );
    findings.push(...corrected);
    if (corrected.length === 0) {
      findings.push(...describeViolations(input, violations, misspelt));
      break;
    }
    violations = findViolations(input.value, input.root);
  }
  return { findings, misspelt };
}

/** The maps with an unknown key, and the entries without a kind. */
function findUnknownKeys(value: JsonValue, violations: readonly Violation[]): readonly Path[] {
  const paths = new Map<string, Path>();
  for (const { keyword, instancePath } of violations) {
    if (keyword === "additionalProperties" || keyword === "anyOf")
      paths.set(instancePath, toPath(value, instancePath));
  }
  return [...paths.values()];
}

function listKeys(definition: string): readonly string[] {
  return KEYS[definition] ?? [];
}

function correctKeys(
  input: SchemaInput,
  path: Path,
  misspelt: Map<string, string>,
): readonly UnplacedFinding[] {
  const { value, bare } = input;
  const map = mapAt(value, path);
  const definition = definitionAt(input, path);
  const kindless = definition === "entry_of_no_kind";
  const known: readonly string[] = kindless ? KINDS : listKeys(definition);
  return Object.keys(map).flatMap((key) => {
    if (known.includes(key) || isCutOff(map, bare, [...path, key])) return [];
    if (isEntryKey(path, key)) return [];
    const meant = suggest(
      key,
      known.filter((name) => !Object.hasOwn(map, name)),
    );
    if (meant === undefined || (kindless && KINDS.some((kind) => Object.hasOwn(map, kind)))) return [];
    rename(map, key, meant);
    misspelt.set(toPointer([...path, meant]), key);
    return [
      {
        rule: "unknown-key",
        path: [...path, meant],
        on: "key" as const,
        message: `unknown key \`${showWord(key)}\``,
        help: `did you mean \`${meant}\`?`,
        blocks: blocksAt([...path, meant], "key"),
      },
    ];
  });
}

/** Whether some kind of entry has the key: then it is in the wrong place rather than misspelt. */
function isEntryKey(path: Path, key: string): boolean {
  return path[0] === "changes" && KINDS.some((kind) => listKeys(`${kind}_entry`).includes(key));
}

/** Renames a key in place, so that the order stays. */
function rename(map: JsonMap, key: string, meant: string): void {
  const entries = Object.entries(map);
  for (const [name] of entries) delete map[name];
  for (const [name, value] of entries) map[name === key ? meant : name] = value;
}

function describeViolations(
  input: SchemaInput,
  violations: readonly Violation[],
  misspelt: ReadonlyMap<string, string>,
): readonly UnplacedFinding[] {
  const findings = new Map<string, UnplacedFinding>();
  const cut: string[] = [];
  for (const violation of violations) {
    if (violation.keyword === "if" || violation.schemaPath.includes("/anyOf/")) continue;
    for (const finding of describeViolation(input, violation)) {
      const at = toPointer(finding.path);
      // A map where text belongs violates the schema several times, and is one mistake.
      if (!findings.has(at) && !(finding.on === "key" && misspelt.has(at))) findings.set(at, finding);
      if (finding.rule === "cut-off-value")
        cut.push(pointerBefore(mapAt(input.value, finding.path.slice(0, -1)), finding.path));
    }
  }
  // The rest of a text that was cut off may be wrong for that reason.
  for (const at of cut) findings.delete(at);
  return [...findings.values()];
}

function describeViolation(input: SchemaInput, violation: Violation): readonly UnplacedFinding[] {
  const path = toPath(input.value, violation.instancePath);
  switch (violation.keyword) {
    case "required":
      // A merge key may bring in what seems missing. At the top level both are reported, since nothing can be computed.
      if (path.length > 0 && hasMergeKey(valueAt(input.value, path))) return [];
      return [describeMissing(input, path, String(violation.params["missingProperty"]))];
    case "additionalProperties":
      return describeUnknownKey(input, path, String(violation.params["additionalProperty"]));
    case "anyOf":
      return describeNoKind(input, path);
    default:
      return [describeWrongValue(input, path, violation)];
  }
}

function hasMergeKey(value: JsonValue | undefined): boolean {
  return isJsonMap(value) && Object.hasOwn(value, "<<");
}

function describeMissing(input: SchemaInput, path: Path, key: string): UnplacedFinding {
  const definition = definitionAt(input, path);
  const inEntry = path[0] === "changes" ? ` from this ${NOUNS[definition]?.replace(/^an? /, "")}` : "";
  return {
    rule: "missing-key",
    path: [...path, key],
    message: `\`${key}\`${sayWhose([...path, key])} is missing${inEntry}`,
    help: MISSING[key],
  };
}

function describeNoKind(input: SchemaInput, path: Path): readonly UnplacedFinding[] {
  const unknown = Object.keys(mapAt(input.value, path))
    .filter((key) => !isEntryKey(path, key))
    .flatMap((key) => describeUnknownKey(input, path, key));
  // An unknown word for the kind is the one mistake.
  if (unknown.length > 0) return unknown;
  return [
    {
      rule: "entry-kind",
      path,
      message: "this entry does not say what it does",
      help: `it needs one of ${KINDS.join(", ")}`,
    },
  ];
}

function describeUnknownKey(input: SchemaInput, path: Path, key: string): readonly UnplacedFinding[] {
  const { value, bare } = input;
  const map = mapAt(value, path);
  const inner = [...path, key];
  if (path.length === 1 && path[0] === "people") return [describeBadId(inner, key)];
  if (isCutOff(map, bare, inner)) return describeCommaCut(input, map, path, key);
  const definition = definitionAt(input, path);
  const kinds = KINDS.filter((kind) => Object.hasOwn(map, kind));
  const [kind, other] = kinds;
  if (path[0] === "changes" && kind !== undefined && other !== undefined)
    return describeTwoKinds(kinds, path, key);
  const owners = path[0] === "changes" ? KINDS.filter((one) => listKeys(`${one}_entry`).includes(key)) : [];
  const noun = NOUNS[definition] ?? "this map";
  const known = listKeys(definition);
  const near = suggest(key, known);
  return [
    {
      rule: "unknown-key",
      path: inner,
      on: "key",
      message: owners.length > 0 ? `${noun} has no \`${key}\`` : `unknown key \`${showWord(key)}\``,
      help:
        near !== undefined && owners.length === 0
          ? `there is \`${near}\` already: keep one of the two`
          : key === "<<"
            ? "merge keys are not supported: write the keys out"
            : `${noun} can have ${known.join(", ")}`,
    },
  ];
}

function describeBadId(path: Path, key: string): UnplacedFinding {
  return {
    rule: "bad-id",
    path,
    on: "key",
    message:
      key === "manager"
        ? "`manager` is reserved and cannot be an id"
        : `\`${showWord(key)}\` cannot be an id`,
    help:
      key === "manager"
        ? "choose another id"
        : "an id has lower-case letters, digits, `_` and `-`, and begins with a letter, for example `alice`",
  };
}

/** An entry of two kinds is one finding, at the second kind; that kind's other keys are none. */
function describeTwoKinds(kinds: readonly Kind[], path: Path, key: string): readonly UnplacedFinding[] {
  const [first, ...others] = kinds;
  if (!others.some((kind) => listKeys(`${kind}_entry`).includes(key))) {
    return [
      {
        rule: "unknown-key",
        path: [...path, key],
        on: "key",
        message: `unknown key \`${showWord(key)}\``,
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
      help: "split it into two entries, each with its own `from`",
    },
  ];
}

/** The map of a violation of its keys. */
function mapAt(value: JsonValue, path: Path): JsonMap {
  const map = valueAt(value, path);
  return isJsonMap(map) ? map : {};
}

/** The name of the definition of a map in the schema. */
function definitionAt({ value, root }: SchemaInput, path: Path): string {
  const [section, , third] = path;
  if (section === undefined) return root;
  switch (section) {
    case "rotation":
      return path.at(-1) === "duty" ? "duty_outside" : "terms";
    case "people":
      return third === "verified" ? "verified" : "person";
    case "changes": {
      const entry = mapAt(value, path);
      const kind = KINDS.find((name) => Object.hasOwn(entry, name));
      return kind === undefined ? "entry_of_no_kind" : `${kind}_entry`;
    }
    case "away":
      return "absence";
    case "slack":
      return "slack_section";
    case "escalation":
      return "step";
    case "in_effect":
      return "effect";
    default:
      return String(section);
  }
}

/** The path of a JSON pointer. A step is a number only in a list: a role may be called `1`. */
function toPath(value: JsonValue, instancePath: string): Path {
  if (instancePath === "") return [];
  const path: (string | number)[] = [];
  let inner: JsonValue | undefined = value;
  for (const text of instancePath.slice(1).split("/")) {
    const step: string | number = Array.isArray(inner)
      ? Number(text)
      : text.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(step);
    inner = valueAt(inner, [step]);
  }
  return path;
}
