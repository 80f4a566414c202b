/** Interprets a test alert as OpsGenie reports it: whether it reached the one person it was for, and how it was notified. */
import type { AlertState, CreatedAlert } from "../../proof/alert.ts";
import { type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readList, readText } from "./fields.ts";

/** What is known from elsewhere, to recognise the person by the names that OpsGenie uses. */
export interface AlertContext {
  readonly username: string;
  /** Null or undefined if the key may not see users. */
  readonly user: JsonValue | undefined;
  readonly recipients: readonly JsonMap[];
  /** Names by id. */
  readonly teams: ReadonlyMap<string, string>;
  readonly redact: (text: string) => string;
}

export function readAlertState(
  alert: JsonMap,
  { username, user, recipients, teams, redact }: AlertContext,
): AlertState {
  const users = recipients.map((each) => each["user"]);
  const recipient = users.find((each) => isSame(readText(each, "username"), username));
  const id = readText(user, "id") ?? readText(recipient, "id");
  const isPerson = (name: string | undefined) => isSame(name, username) || isSame(name, id);
  const report = valueAt(alert, ["report"]);
  const isAcknowledged = alert["acknowledged"] === true;
  const acknowledgedBy = isAcknowledged
    ? (readText(report, "acknowledgedBy") ?? readText(alert, "owner"))
    : undefined;

  /** Answers may name a responder by id alone. */
  const nameResponder = (responder: JsonMap) => {
    const key = readText(responder, "id") ?? "";
    const name = readText(responder, "username") ?? readText(responder, "name") ?? teams.get(key);
    const other = users.find((each) => readText(each, "id") === key);
    return name ?? (isPerson(key) ? username : (readText(other, "username") ?? key));
  };
  const responders = readList(alert, "responders").map((each) => {
    const type = readText(each, "type") ?? "somebody";
    const name = nameResponder(each);
    // If the person's own id is unknown, another id says nothing.
    const isKnown = id !== undefined || name !== readText(each, "id");
    return { text: `${type} ${name}`, isAstray: type !== "user" || (isKnown && !isPerson(name)) };
  });

  const created: CreatedAlert = {
    isAcknowledged,
    acknowledgedBy,
    // A report may have the display name.
    isProof: isPerson(acknowledgedBy) || isSame(acknowledgedBy, readText(user, "fullName")),
    isAstray: responders.some((responder) => responder.isAstray),
    responders: responders.map(({ text }) => text),
    notified: recipients.flatMap((each) => {
      const { user: one = null } = each;
      if (!isPerson(readText(one, "username")) && !isPerson(readText(one, "id"))) return [];
      const [method = "", state = ""] = ["method", "state"].map((key) => redact(readText(each, key) ?? ""));
      return [{ method, state }];
    }),
  };
  return alert["status"] === "closed"
    ? { kind: "closed", closedBy: readText(report, "closedBy"), ...created }
    : { kind: "open", ...created };
}

/** OpsGenie ignores capitals. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
