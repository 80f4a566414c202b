/** Turns the attributes of a resource, as `terraform show -json` prints them, into what the API would answer. */
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";

/** Blocks of which a resource has one at most; Terraform prints each as a list. */
const SINGLE: ReadonlySet<string> = new Set([
  "timeRestriction",
  "restriction",
  "recipient",
  "repeat",
  "notify",
]);

/** Blocks that the API calls by another name. */
const RENAMED: Readonly<Record<string, string>> = { participant: "participants" };

export function fromTerraform(value: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const whole = translate(inner);
      const isSingle = SINGLE.has(camel) && Array.isArray(whole);
      return [RENAMED[camel] ?? camel, isSingle ? (whole[0] ?? null) : whole];
    }),
  );
}

function translate(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(translate);
  return isJsonMap(value) ? fromTerraform(value) : value;
}
