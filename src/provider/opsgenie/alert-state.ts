/** Interprets an alert as OpsGenie reports it: whether it went to the one it was for, and how people were notified. */
import type { AlertState, CreatedAlert } from "../../proof/alert.ts";
import { type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readList, readText } from "./fields.ts";

/** The one an alert was for, by the names that OpsGenie uses. */
export interface AlertSubject {
  readonly type: "user" | "escalation" | "schedule";
  readonly name: string;
  /** Undefined if the key may not see it, or it was not asked for. */
  readonly id: string | undefined;
  /** Of a user. */
  readonly fullName: string | undefined;
}

/** What is known from elsewhere, to recognise the subject. */
export interface AlertContext {
  readonly subject: AlertSubject;
  readonly recipients: readonly JsonMap[];
  /** Of teams, escalations and schedules, by id; the id itself for one that the key may not see. */
  readonly names: ReadonlyMap<string, string>;
  readonly redact: (text: string) => string;
}

export function readAlertState(alert: JsonMap, context: AlertContext): AlertState {
  const { subject, recipients, redact } = context;
  const isPerson = buildPersonCheck(context);
  const report = valueAt(alert, ["report"]);
  const isAcknowledged = alert["acknowledged"] === true;
  const acknowledgedBy = isAcknowledged
    ? (readText(report, "acknowledgedBy") ?? readText(alert, "owner"))
    : undefined;
  const responders = readResponders(alert, context);
  const created: CreatedAlert = {
    isAcknowledged,
    acknowledgedBy,
    // A report may have the display name.
    isProof: isPerson(acknowledgedBy) || isSame(acknowledgedBy, subject.fullName),
    isAstray: responders.some((responder) => responder.isOther),
    isMissed: responders.every((responder) => responder.isOther),
    responders: responders.map(({ text }) => text),
    notified: recipients.map((each) => {
      const user = each["user"] ?? null;
      const [name, key] = [readText(user, "username"), readText(user, "id")];
      const [method = "", state = ""] = ["method", "state"].map((field) =>
        redact(readText(each, field) ?? ""),
      );
      return { who: name ?? key ?? "somebody", isTarget: isPerson(name) || isPerson(key), method, state };
    }),
  };
  return alert["status"] === "closed"
    ? { kind: "closed", closedBy: readText(report, "closedBy"), ...created }
    : { kind: "open", ...created };
}

/** Whether a name or an id is that of the person whom the alert is for; never for an escalation or a schedule. */
function buildPersonCheck({ subject, recipients }: AlertContext) {
  if (subject.type !== "user") return () => false;
  const id = subject.id ?? findRecipientId(recipients, subject.name);
  return (name: string | undefined) => isSame(name, subject.name) || isSame(name, id);
}

function findRecipientId(recipients: readonly JsonMap[], username: string): string | undefined {
  const users = recipients.map((each) => each["user"]);
  return readText(
    users.find((each) => isSame(readText(each, "username"), username)),
    "id",
  );
}

/** Answers may name a responder by id alone. */
function readResponders(alert: JsonMap, { subject, recipients, names }: AlertContext) {
  const users = recipients.map((each) => each["user"]);
  const own = subject.id ?? findRecipientId(recipients, subject.name);
  const nameResponder = (responder: JsonMap): string => {
    const id = readText(responder, "id") ?? "";
    const name = readText(responder, "username") ?? readText(responder, "name") ?? names.get(id);
    const user: JsonValue | undefined = users.find((each) => readText(each, "id") === id);
    return name ?? (isSame(id, own) ? subject.name : (readText(user, "username") ?? id));
  };
  return readList(alert, "responders").map((each) => {
    const type = readText(each, "type") ?? "somebody";
    const name = nameResponder(each);
    const isSubject = isSame(name, subject.name) || isSame(readText(each, "id"), own);
    // If its own id is unknown, another id says nothing.
    const isKnown = own !== undefined || name !== readText(each, "id");
    return { text: `${type} ${name}`, isOther: type !== subject.type || (isKnown && !isSubject) };
  });
}

/** OpsGenie ignores capitals. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
