/** Decodes `policy`; a key that is missing or wrong has its default. */

import { isJsonMap, type JsonValue } from "../../text/json.ts";
import type { Policy } from "../model.ts";

export const DEFAULT_POLICY: Policy = {
  approvals: "required",
  maxExceptions: { count: 2, days: 90 },
  verifiedWithin: 90,
};

const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7 };

export function decodePolicy(value: JsonValue | undefined): Policy {
  const policy = isJsonMap(value) ? value : {};
  const [, count, within] = /^(\d+) per (.+)$/.exec(textIn(policy["max_exceptions"])) ?? [];
  const days = parseDays(within);
  return {
    approvals: policy["approvals"] === "optional" ? "optional" : DEFAULT_POLICY.approvals,
    maxExceptions:
      count === undefined || days === undefined
        ? DEFAULT_POLICY.maxExceptions
        : { count: Number(count), days },
    verifiedWithin: parseProofAge(textIn(policy["verified_within"])) ?? DEFAULT_POLICY.verifiedWithin,
  };
}

function parseProofAge(text: string): Policy["verifiedWithin"] | undefined {
  return text === "never" ? text : parseDays(text);
}

function textIn(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** `N hours|days|weeks`. */
export function parseDays(span: string | undefined): number | undefined {
  const [, count, unit = ""] = /^(\d+) (hour|day|week)s?$/.exec(span ?? "") ?? [];
  const days = DAYS[unit];
  return count === undefined || days === undefined ? undefined : Number(count) * days;
}
