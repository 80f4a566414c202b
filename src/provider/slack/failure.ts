/**
 * Explains why Slack refused a request, and what to do about it. Slack answers 200 to almost everything and says in a word
 * what is wrong.
 */
import { EXIT, Fault } from "../../fault.ts";
import { MAKE } from "./environment.ts";

/** What became of a request that failed. */
export type SlackFailure =
  /** Slack did nothing, and says why in a word of its own. `needed`: the scopes that the token lacks. */
  | { readonly kind: "refused"; readonly word: string; readonly needed: string | undefined }
  /** Too many requests, however long we waited: nothing was done. */
  | { readonly kind: "throttled" }
  /** Slack may have acted on it or not. */
  | { readonly kind: "lost"; readonly reason: string };

/** A refusal, for whoever can go on without what was asked. */
export class SlackFault extends Fault {
  readonly word: string;

  constructor(word: string, message: string, help: string) {
    super(EXIT.service, message, help);
    this.word = word;
  }
}

const UNKNOWN_TOKEN = { message: "Slack does not know the token in SLACK_BOT_TOKEN", help: MAKE };
const BAD_TYPE = { message: "the token in SLACK_BOT_TOKEN is of another kind than this needs", help: MAKE };
const NOT_ALLOWED = {
  message: "an admin of the workspace does not let this app do that",
  help: "ask an admin of the workspace to approve the app and its scopes",
};

const NO_GROUPS = {
  message: "the plan of this Slack workspace has no user groups",
  help: "choose a plan that has them, or take `usergroup` out of `slack` in the roster",
};

/** By Slack's word for them. Those about a channel or a group are told by whoever asked for it. */
const WORDS: ReadonlyMap<string, { readonly message: string; readonly help: string }> = new Map([
  ["invalid_auth", UNKNOWN_TOKEN],
  ["not_authed", UNKNOWN_TOKEN],
  ["token_revoked", { message: "the token in SLACK_BOT_TOKEN was revoked", help: MAKE }],
  ["token_expired", { message: "the token in SLACK_BOT_TOKEN has expired", help: MAKE }],
  [
    "account_inactive",
    { message: "the token in SLACK_BOT_TOKEN belongs to an app or a workspace that is gone", help: MAKE },
  ],
  ["not_allowed_token_type", BAD_TYPE],
  ["invalid_auth_type", BAD_TYPE],
  ["plan_upgrade_required", NO_GROUPS],
  ["paid_teams_only", NO_GROUPS],
  ["access_denied", NOT_ALLOWED],
  ["no_permission", NOT_ALLOWED],
  ["restricted_action", NOT_ALLOWED],
  ["team_access_not_granted", NOT_ALLOWED],
  ["org_login_required", NOT_ALLOWED],
  [
    "accesslimited",
    {
      message: "Slack does not accept requests from this network",
      help: "ask an admin of the workspace to allow its address",
    },
  ],
]);

/** `action`: what was asked for, such as `read user groups`. */
export function explainFailure(failure: SlackFailure, action: string): Fault {
  switch (failure.kind) {
    case "lost":
      return new Fault(EXIT.service, `Slack cannot be reached: ${failure.reason}`, "try again later");
    case "throttled":
      return new Fault(
        EXIT.service,
        `Slack gets too many requests: it did not ${action}`,
        "try again in a few minutes",
      );
    case "refused": {
      const { word, needed } = failure;
      if (word === "missing_scope") return explainScope(needed, action);
      const known = WORDS.get(word);
      if (known !== undefined) return new SlackFault(word, known.message, known.help);
      return new SlackFault(
        word,
        `Slack does not ${action}: it says ${word}`,
        "look for that word in the documentation of Slack's API",
      );
    }
  }
}

function explainScope(needed: string | undefined, action: string): Fault {
  const scope = needed === undefined ? "a scope" : `the scope ${needed}`;
  return new SlackFault(
    "missing_scope",
    `the app of SLACK_BOT_TOKEN may not ${action}: it lacks ${scope}`,
    `add ${needed ?? "it"} to the bot token scopes of the app (api.slack.com/apps, OAuth & Permissions), and install it again in the workspace`,
  );
}
