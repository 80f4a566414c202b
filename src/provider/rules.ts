/** Reads the rules of an escalation, where services describe them alike but for the delays. */
import type { EscalationRule } from "../plan/model.ts";
import type { Role } from "../roster/model.ts";
import type { JsonValue } from "../text/json.ts";
import { readList, readText } from "./fields.ts";
import type { WhoIs } from "./rotation.ts";

/** By their delays: the order of an answer need not be that of the steps. `roles`: by the ids of their schedules. */
export function readRules(
  escalation: JsonValue | undefined,
  roles: ReadonlyMap<string, Role>,
  whoIs: WhoIs,
  readMinutes: (delay: JsonValue | undefined) => number,
): readonly EscalationRule[] {
  const rules = readList(escalation, "rules").map((rule): EscalationRule => {
    const recipient = rule["recipient"];
    const role = roles.get(readText(recipient, "id") ?? "");
    const minutes = readMinutes(rule["delay"]);
    const how = `${readText(rule, "condition")} ${readText(rule, "notifyType")}`;
    if (how !== "if-not-acked default") return { kind: "other", notify: how, minutes };
    if (role !== undefined) return { kind: "role", notify: role, minutes };
    return { kind: "person", notify: whoIs(recipient) ?? "@", minutes };
  });
  return rules.toSorted((one, other) => one.minutes - other.minutes);
}
