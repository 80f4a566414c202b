/** Says which routing rules of teams go by the hour: a roster says who is on call, not where alerts go. */
import type { ImportNote } from "../../import/model.ts";
import type { JsonMap } from "../../text/json.ts";
import { readText } from "../fields.ts";
import { readLimits } from "../hours.ts";

/** `team`: its name; null: the rules do not say it. */
export function noteRouting(rules: readonly JsonMap[], team: string | null): readonly ImportNote[] {
  return rules.flatMap((rule): readonly ImportNote[] => {
    const { hours } = readLimits(rule);
    if (hours === undefined) return [];
    const name = readText(rule, "name") || "a routing rule";
    const goal = readText(rule["notify"], "name") ?? readText(rule["notify"], "id") ?? "somebody else";
    return [
      {
        ...{ code: "routing-by-hours", subject: team ?? name },
        message: `${name} sends alerts to ${goal} at some hours alone (${hours}), which a roster does not say`,
      },
    ];
  });
}
