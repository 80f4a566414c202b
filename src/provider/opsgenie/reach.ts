/** Reads how users are reached: account, contacts, rules for new alerts, and forwarding rules. */
import type { Account, ContactMethod, Forwarding, NotificationRule } from "../../doctor/facts.ts";
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readContact } from "../contacts.ts";
import { readInstant, readList, readText } from "../fields.ts";
import { readLimits } from "../hours.ts";
import type { WhoIs } from "../rotation.ts";
import type { Api } from "./api.ts";
import { readMinutes } from "./schedule.ts";

export function readAccount(user: JsonValue): Account {
  const is = (key: string) => valueAt(user, [key]);
  return {
    kind: "found",
    standing: "verified, not blocked, not muted",
    isVerified: is("verified") !== false,
    isBlocked: is("blocked") === true,
    mutedUntil: readInstant(user, "mutedUntil"),
  };
}

/** A user who was asked for with their contacts need not be asked again. */
export async function readContacts(
  api: Api,
  key: string,
  user: JsonValue,
): Promise<readonly ContactMethod[]> {
  const inside = isJsonMap(user) && Array.isArray(user["userContacts"]);
  const list = inside
    ? readList(user, "userContacts")
    : (await api.list(`/v2/users/${encodeURIComponent(key)}/contacts`)).filter(isJsonMap);
  return list.map((contact) => readContact(contact, api.redact));
}

/** Only the enabled ones are asked for their steps. */
export async function readNotificationRules(api: Api, key: string): Promise<readonly NotificationRule[]> {
  const path = `/v2/users/${encodeURIComponent(key)}/notification-rules`;
  const metas = (await api.list(path))
    .filter(isJsonMap)
    .filter((meta) => readText(meta, "actionType") === "create-alert")
    .toSorted((one, other) => Number(one["order"] ?? 0) - Number(other["order"] ?? 0));
  const rules: NotificationRule[] = [];
  for (const meta of metas) {
    const isEnabled = meta["enabled"] !== false;
    const name = api.redact(readText(meta, "name") ?? "");
    const id = readText(meta, "id") ?? "";
    const rule = isEnabled ? await api.get(`${path}/${encodeURIComponent(id)}`) : null;
    const whole = isJsonMap(rule) ? rule : {};
    rules.push({ name, isEnabled, ...readLimits(whole), steps: readList(whole, "steps").map(readStep) });
  }
  return rules;
}

function readStep(step: JsonMap): NotificationRule["steps"][number] {
  const method = readText(step["contact"], "method") ?? "";
  return {
    method: method === "mobile" ? "app" : method,
    to: readText(step["contact"], "to") ?? "",
    minutes: readMinutes(step["sendAfter"]),
    isEnabled: step["enabled"] !== false,
  };
}

/** Of everybody, in one request. One whose times cannot be read is in force. */
export async function readForwardings(api: Api, whoIs: WhoIs): Promise<readonly Forwarding[]> {
  return (await api.list("/v2/forwarding-rules")).map((each) => {
    const whole = isJsonMap(each) ? each : {};
    return {
      from: whoIs(whole["fromUser"]),
      to: whoIs(whole["toUser"]),
      start: readInstant(each, "startDate") ?? 0,
      end: readInstant(each, "endDate") ?? Infinity,
    };
  });
}
