/** Lists for reviewers what a change does to the guards of the roster, and to the addresses that pages go to. */
import { isE164, maskPhone } from "../../roster/phone.ts";
import { isJsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";

export const guardedChange: Rule = {
  id: "guarded-change",
  severity: "info",
  silenceable: false,
  what: "the change affects what guards the roster, or where pages go",
  why: "lint still goes by the policy and managers of the base; the new ones, and whom pages reach, deserve a look of their own",
  fix: "nothing, if it is intended: the reviewer should know about it",
  check: checkGuarded,
};

/** Everything under these keys; of `people`, only some keys. */
const SECTIONS = [
  ...[
    "version",
    "team",
    "rotation",
    "policy",
    "escalation",
    "in_effect",
    "private",
    "opsgenie",
    "jsm",
    "slack",
    "alert_sources",
    "doctor",
  ],
];
const OF_PERSON = ["name", "email", "phone", "manager", "github", "slack", "opsgenie", "jsm"];

function checkGuarded({ base, said }: RuleContext): readonly RuleFinding[] {
  if (base?.kind !== "valid") return [];
  const old = base.said;
  const differences = [
    ...SECTIONS.flatMap((key) => compareValues(below(old, key), below(said, key), [key])),
    ...comparePeople(below(old, "people"), below(said, "people")),
  ];
  return differences.map(({ path, was, is }) => ({
    path: is === undefined ? path.slice(0, -1) : path,
    on: "key",
    message: `${nameOf(path)} ${describe(was, is, path)}`,
    help: undefined,
  }));
}

interface ValueDifference {
  readonly path: Path;
  readonly was: JsonValue | undefined;
  readonly is: JsonValue | undefined;
}

function below(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Somebody new is described in one line. */
function comparePeople(was: JsonValue | undefined, is: JsonValue | undefined): readonly ValueDifference[] {
  const ids = [...new Set([was, is].flatMap((people) => (isJsonMap(people) ? Object.keys(people) : [])))];
  return ids.flatMap((id) => {
    const [old, now] = [below(was, id), below(is, id)];
    const path = ["people", id];
    if (old === undefined || now === undefined) return [{ path, was: old, is: now }];
    return OF_PERSON.flatMap((key) => compareValues(below(old, key), below(now, key), [...path, key]));
  });
}

/** Descends into maps and lists that both sides have; one map of terms is a list of one. */
function compareValues(
  was: JsonValue | undefined,
  is: JsonValue | undefined,
  path: Path,
): readonly ValueDifference[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (isJsonMap(was) && isJsonMap(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => compareValues(below(was, key), below(is, key), [...path, key]));
  }
  const [old, now] = [listOf(was, path), listOf(is, path)];
  if (old === undefined || now === undefined) return [{ path, was, is }];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index).flatMap((index) =>
    compareValues(old[index], now[index], [...path, ...(isJsonMap(is) ? [] : [index])]),
  );
}

/** A list to compare member by member; a `queue` or `roles` counts as a whole. */
function listOf(value: JsonValue | undefined, path: Path): readonly JsonValue[] | undefined {
  if (path.length !== 1) return undefined;
  return isJsonMap(value) && path[0] === "rotation" ? [value] : Array.isArray(value) ? value : undefined;
}

/** `rotation[1].queue`, `people.alice.manager`. */
function nameOf(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}

function describe(was: JsonValue | undefined, is: JsonValue | undefined, path: Path): string {
  if (was === undefined) return `is new: ${textOf(is, path)}`;
  if (is === undefined) return `was removed; it was ${textOf(was, path)}`;
  return `is ${textOf(is, path)}; it was ${textOf(was, path)}`;
}

/** In one line; of a person only what is looked at here, of a phone number never more than its ends. */
function textOf(value: JsonValue | undefined, path: Path): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, path)).join(", ")}]`;
  if (isJsonMap(value)) {
    const isPerson = path.length === 2 && path[0] === "people";
    const parts = Object.entries(value).flatMap(([key, inner]) =>
      isPerson && !OF_PERSON.includes(key) ? [] : [`${key}: ${textOf(inner, [...path, key])}`],
    );
    return `{ ${parts.join(", ")} }`;
  }
  const text = String(value);
  if (path.at(-1) === "phone")
    return isE164(text) ? maskPhone(text) : /^env:ONCALL_PHONE_\w+$/.test(text) ? text : "•••";
  return maskPhones(text);
}
