/** `policy` in, what the roster is held to out; a key that is not there, or has a wrong value, has its default. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { Policy } from "../model.ts";

/** roster.md, "The file". */
export const DEFAULT_POLICY: Policy = {
  approvals: "required",
  maxExceptions: { count: 2, days: 90 },
  verifiedWithin: 90,
};

const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7 };

export function decodePolicy(value: JsonValue | undefined): Policy {
  const policy = isJsonMap(value) ? value : {};
  const [, count, within] = /^(\d+) per (.+)$/.exec(textIn(policy["max_exceptions"])) ?? [];
  const days = daysOf(within);
  return {
    approvals: policy["approvals"] === "optional" ? "optional" : DEFAULT_POLICY.approvals,
    maxExceptions:
      count === undefined || days === undefined
        ? DEFAULT_POLICY.maxExceptions
        : { count: Number(count), days },
    verifiedWithin: proofAge(textIn(policy["verified_within"])) ?? DEFAULT_POLICY.verifiedWithin,
  };
}

function proofAge(text: string): Policy["verifiedWithin"] | undefined {
  return text === "never" ? text : daysOf(text);
}

function textIn(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** `N hours|days|weeks`. */
export function daysOf(span: string | undefined): number | undefined {
  const [, count, unit = ""] = /^(\d+) (hour|day|week)s?$/.exec(span ?? "") ?? [];
  const days = DAYS[unit];
  return count === undefined || days === undefined ? undefined : Number(count) * days;
}
