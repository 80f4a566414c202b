/** Reads how somebody can be reached, where services describe it alike. */
import type { ContactMethod } from "../doctor/facts.ts";
import { isJsonMap, type JsonMap } from "../text/json.ts";
import { readText } from "./fields.ts";

/** `redact`: takes keys and numbers out of what the service says. */
export function readContact(contact: JsonMap, redact: (text: string) => string): ContactMethod {
  // Two shapes of the same.
  const method = readText(contact, "contactMethod") ?? readText(contact, "method") ?? "";
  const status = isJsonMap(contact["status"]) ? contact["status"] : contact;
  const reason = readText(status, "disabledReason");
  return {
    kind: method === "sms" || method === "voice" ? "phone" : "other",
    method: method === "mobile" ? "app" : method,
    to: readText(contact, "to") ?? "",
    isEnabled: status["enabled"] !== false,
    reason: reason === undefined ? undefined : redact(reason),
  };
}
