/** An alert as OpsGenie answers it, and those whom it notified, in; whether the one asked has proved that it reached them out. */
import { type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { listIn, textIn } from "./read.ts";

export type AlertLook =
  /** Accepted, and not made yet. */
  | { readonly kind: "waiting" }
  /** Nothing was made of it. */
  | { readonly kind: "refused"; readonly reason: string }
  | ({ readonly kind: "open" } & Made)
  /** By somebody, or a policy. They may have acknowledged it before. */
  | ({ readonly kind: "closed"; readonly closedBy: string | undefined } & Made);

interface Made {
  readonly isAcknowledged: boolean;
  /** As the service names them. */
  readonly acknowledgedBy: string | undefined;
  /** It was acknowledged by the one whom it was sent to: nothing else is proof. */
  readonly isProof: boolean;
  /** It goes to a team, or to somebody else: the key is one of a team, and others are alerted now. */
  readonly isAstray: boolean;
  /** `user bob@example.com`, `team platform`. */
  readonly responders: readonly string[];
  /** How the one asked was notified; nothing where the service does not say. */
  readonly notified: readonly { readonly method: string; readonly state: string }[];
}

/** What there is to know an answer's names by. */
export interface Known {
  readonly username: string;
  /** As the service has them; nothing where the key sees no users. */
  readonly user: JsonValue | undefined;
  readonly recipients: readonly JsonMap[];
  /** By id. */
  readonly teams: ReadonlyMap<string, string>;
  readonly plainly: (said: string) => string;
}

export function lookOf(alert: JsonMap, { username, user, recipients, teams, plainly }: Known): AlertLook {
  const users = recipients.map((each) => each["user"]);
  const shown = users.find((each) => isSame(textIn(each, "username"), username));
  const id = textIn(user, "id") ?? textIn(shown, "id");
  const isThem = (called: string | undefined) => isSame(called, username) || isSame(called, id);
  const report = valueAt(alert, ["report"]);
  const isAcknowledged = alert["acknowledged"] === true;
  const acknowledgedBy = isAcknowledged
    ? (textIn(report, "acknowledgedBy") ?? textIn(alert, "owner"))
    : undefined;

  /** Answers name whom they mean by id alone. */
  const nameOf = (responder: JsonMap) => {
    const key = textIn(responder, "id") ?? "";
    const named = textIn(responder, "username") ?? textIn(responder, "name") ?? teams.get(key);
    const other = users.find((each) => textIn(each, "id") === key);
    return named ?? (isThem(key) ? username : (textIn(other, "username") ?? key));
  };
  const responders = listIn(alert, "responders").map((each) => {
    const type = textIn(each, "type") ?? "somebody";
    const name = nameOf(each);
    // An id says nothing where theirs is not known.
    const isKnown = id !== undefined || name !== textIn(each, "id");
    return { words: `${type} ${name}`, isAstray: type !== "user" || (isKnown && !isThem(name)) };
  });

  const made: Made = {
    isAcknowledged,
    acknowledgedBy,
    // Reports may have the name that people are shown.
    isProof: isThem(acknowledgedBy) || isSame(acknowledgedBy, textIn(user, "fullName")),
    isAstray: responders.some(({ isAstray }) => isAstray),
    responders: responders.map(({ words }) => words),
    notified: recipients.flatMap((each) => {
      const { user: one = null } = each;
      if (!isThem(textIn(one, "username")) && !isThem(textIn(one, "id"))) return [];
      const [method = "", state = ""] = ["method", "state"].map((key) => plainly(textIn(each, key) ?? ""));
      return [{ method, state }];
    }),
  };
  return alert["status"] === "closed"
    ? { kind: "closed", closedBy: textIn(report, "closedBy"), ...made }
    : { kind: "open", ...made };
}

/** Capitals do not count there. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
