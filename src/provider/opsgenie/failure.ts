/** Explains why OpsGenie refused a request, and what to do about it. */
import type { HttpRequest } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { toText } from "../../roster/decode/scalar.ts";
import { isJsonMap } from "../../text/json.ts";
import { KEYS, type OpsgenieAccess } from "./environment.ts";
import type { Reply } from "./retry.ts";

/** The key is not known there, or lacks a right. */
export class KeyFault extends Fault {
  readonly isUnknown: boolean;

  constructor(isUnknown: boolean, message: string, help: string) {
    super(EXIT.service, message, help);
    this.isUnknown = isUnknown;
  }
}

/** `redact` takes the key and phone numbers out of what OpsGenie says. */
export function explainFailure(
  { status, body, reason }: Reply,
  method: HttpRequest["method"],
  path: string,
  { keyName, region }: OpsgenieAccess,
  redact: (text: string) => string,
): Fault {
  const fields = isJsonMap(body["errors"]) ? Object.entries(body["errors"]) : [];
  const answer = [
    toText(body["message"]) ?? "",
    ...fields.map(([field, text]) => `${field} ${String(text)}`),
  ];
  const words = redact(answer.join(" ").trim());
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  const things = nameThings(path);
  switch (status) {
    case 0:
      return fault(`OpsGenie cannot be reached: ${reason}`, "try again later");
    case 401:
      return new KeyFault(
        true,
        `OpsGenie does not know the key in ${keyName}`,
        `check that it belongs to an account of the region ${region}; if it does not, set \`opsgenie: { region: ${region === "us" ? "eu" : "us"} }\` in the roster`,
      );
    case 402:
      return fault(
        `the plan of this OpsGenie account does not include ${things}`,
        "a push needs a plan that does",
      );
    case 403:
      return new KeyFault(
        false,
        `the key in ${keyName} may not ${method === "GET" ? "read" : KEYS[keyName].may} ${things}: ${words}`,
        KEYS[keyName].make,
      );
    case 409:
      return fault(`OpsGenie refuses the name: ${words}`, "choose another in `opsgenie` of the roster");
    case 429:
      return fault("this account sends OpsGenie too many requests", "try again in a few minutes");
    default:
      return fault(
        `OpsGenie answers ${status} to ${method} ${things}: ${words}`,
        "read what it says about the request",
      );
  }
}

/** `schedules`, `overrides`, `notification rules`. */
function nameThings(path: string): string {
  const parts = path.split("/");
  const inside = parts.find(
    (part, index) => index > 3 && /^(overrides|rotations|contacts|\w+-rules)$/.test(part),
  );
  return (inside ?? parts[2] ?? "").replaceAll("-", " ");
}
