/** Explains why Jira Service Management refused a request, and what to do about it. It has three forms of errors. */
import type { HttpRequest } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { readList, readText } from "../fields.ts";
import type { Reply } from "../retry.ts";
import { TITLE } from "./environment.ts";

/** The token is not known there, or lacks a right. */
export class TokenFault extends Fault {
  readonly isUnknown: boolean;

  constructor(isUnknown: boolean, message: string, help: string) {
    super(EXIT.service, message, help);
    this.isUnknown = isUnknown;
  }
}

const RENEW =
  "make a new API token at id.atlassian.com/manage-profile/security/api-tokens, for an account that may do this: tokens belong to a person and last a year at most";

/** `redact` takes the token and phone numbers out of what the service says. */
export function explainFailure(
  { status, body, reason }: Reply,
  method: HttpRequest["method"],
  path: string,
  redact: (text: string) => string,
): Fault {
  const words = redact(readWords(body));
  const said = words === "" ? "" : `: ${words}`;
  const things = nameThings(path);
  const fault = (message: string, help: string) => new Fault(EXIT.service, message, help);
  switch (status) {
    case 0:
      return fault(`${TITLE} cannot be reached: ${reason}`, "try again later");
    case 401:
      return /scope/i.test(words)
        ? new TokenFault(false, `JSM_API_TOKEN may not ${nameAction(method)} ${things}${said}`, RENEW)
        : new TokenFault(
            true,
            `${TITLE} does not know the token in JSM_API_TOKEN, or it is not that of JSM_EMAIL${said}`,
            RENEW,
          );
    case 402:
      return fault(
        `the plan of this site does not include ${things}${said}`,
        "choose a plan that does, or leave it out of the roster",
      );
    case 403:
      return new TokenFault(
        false,
        `the account in JSM_EMAIL may not ${nameAction(method)} ${things}${said}`,
        "make it an admin of the team that owns the schedules, or a Jira admin",
      );
    case 409:
      return fault(`${TITLE} refuses the name${said}`, "choose another in `jsm` of the roster");
    case 429:
      return fault(`this site gets too many requests`, "try again in a few minutes");
    default:
      return fault(
        `${TITLE} answers ${status} to ${method} ${things}${said}`,
        "read what it says about the request",
      );
  }
}

/** From any of the forms: `errors` with titles, a `message`, or `title` and `detail`. */
function readWords(body: Reply["body"]): string {
  const errors = readList(body, "errors").map((error) => readText(error, "title"));
  const words = [...errors, ...["message", "title", "detail"].map((key) => readText(body, key))];
  return words.filter((word) => word !== undefined && word !== "").join(": ");
}

function nameAction(method: HttpRequest["method"]): string {
  if (method === "GET") return "read";
  return method === "DELETE" ? "delete" : "change";
}

/** `schedules`, `overrides`; what stands last and is no id. */
function nameThings(path: string): string {
  const known =
    /^(schedules|rotations|overrides|timeline|on-calls|escalations|routing-rules|teams|users|contacts|forwarding-rules|notification-rules|integrations|alerts)$/;
  return (
    path
      .split("/")
      .findLast((part) => known.test(part))
      ?.replaceAll("-", " ") ?? "this"
  );
}
