/** Explains the codes by which Twilio says why a page was refused or did not arrive (https://www.twilio.com/docs/api/errors). */
import type { Reason } from "../../proof/model.ts";

const KEY = "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, again";
const CONSOLE = "ask the owner of the Twilio account to look at its console";
const BUG = "please report it: this is a bug in oncall";
const NUMBER = "correct the number in the roster";
const BY_VOICE = "test by call: --via voice";
const LATER = "try again in a few minutes";
const TO_SUPPORT = "try again; if it stays like this, ask Twilio's support, with the time of this page";
const SENDER = "set TWILIO_FROM to a number of the account that can do this";
const POOL =
  "ask the owner of the Twilio account to add a sender that may send there to the messaging service";
const TRIAL = "upgrade the Twilio account: a trial cannot page the team anyway";
const REGISTER = `ask the owner of the Twilio account to register the number for A2P 10DLC, or ${BY_VOICE}`;
const VERIFY = `verify it in the Twilio console, or ${TRIAL}`;

const reasons: readonly (readonly [codes: readonly number[], text: string, help: string])[] = [
  [[20003], "Twilio does not accept these credentials, or they lack a permission", KEY],
  [[20005, 10001, 30002], "the Twilio account is suspended or not active", CONSOLE],
  [
    [20008],
    "these are Twilio's test credentials, which send nothing",
    "use the account's own: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN or an API key",
  ],
  [[20404], "Twilio has no such account", "set TWILIO_ACCOUNT_SID from the Twilio console"],
  [[20429], "this account sends Twilio too many requests at once", LATER],
  [[20500, 20503], "Twilio has a problem: the page may have been sent or not", LATER],
  [[21211], "Twilio says that this is not a phone number", NUMBER],
  [[21212], "Twilio says that TWILIO_FROM is not a sender", SENDER],
  [
    [21408],
    "the Twilio account may not send texts to this country",
    "ask the owner of the Twilio account to allow the country in its messaging geo permissions",
  ],
  [[21602, 21603, 21604], "Twilio says that the request lacks the text, the sender or the number", BUG],
  [[21606], "TWILIO_FROM is not a number of this account, or cannot send texts there", SENDER],
  [
    [21608],
    "this account may send to verified numbers only: it is a trial, or its Primary Compliance Profile is not approved",
    "ask the owner of the Twilio account to get the profile approved, or to verify the number there",
  ],
  [
    [21610],
    "this phone has replied STOP to our texts",
    "send START from that phone to the number that pages come from",
  ],
  [[21611], "too many texts are waiting to be sent from our number", LATER],
  [[21612], "our number cannot reach the carrier of this phone", `${SENDER}, or ${BY_VOICE}`],
  [[21614], "this is not a mobile number", `${NUMBER}, or ${BY_VOICE}`],
  [[21617], "Twilio says that the text is too long", BUG],
  [[21703, 21704], "the messaging service has no usable sender", POOL],
  [
    [21705],
    "this account has no such messaging service",
    "set TWILIO_MESSAGING_SERVICE_SID from the Twilio console",
  ],
  [[30001], "too many texts are waiting to be sent", LATER],
  [
    [30003],
    "the phone is off or out of reach",
    "turn it on where it has a signal and try again: a page at night would not have arrived either",
  ],
  [
    [30004],
    "the phone or its carrier blocks our texts",
    "unblock unknown or commercial senders on the phone, or ask the carrier to",
  ],
  [[30005], "this number is not in use", NUMBER],
  [[30006], "this is a landline, or its carrier takes no texts", `${BY_VOICE}; or use a mobile number`],
  [
    [30007],
    "a carrier, or Twilio, filtered the text as spam",
    `ask the owner of the Twilio account to check how the sender is registered; until then, ${BY_VOICE}`,
  ],
  [[30008], "it did not arrive, and the carrier does not say why", TO_SUPPORT],
  [[30017, 30410], "the carrier is congested, or does not respond", LATER],
  [
    [30018, 30024],
    "the sender is not registered in the country of this phone",
    "ask the owner of the Twilio account to register it there, or set TWILIO_FROM to a number",
  ],
  [
    [30022, 30023, 30027],
    "our sender has used up what carriers allow it per minute or per day",
    "try again later; to send more, ask the owner of the Twilio account for a higher 10DLC limit",
  ],
  [
    [30032],
    "our toll-free number is not verified: carriers in the US and Canada block it",
    "ask the owner of the Twilio account to have it verified, or set TWILIO_FROM to another number",
  ],
  [[30033], "the 10DLC campaign of our number is suspended", REGISTER],
  [
    [30034],
    "our number is not registered for texts to the US (A2P 10DLC), so all of them are blocked",
    REGISTER,
  ],
  [[30035], "the registration of our number is not complete yet", "try again in a day"],
  [
    [30450],
    "Twilio suspects SMS pumping, and blocks our texts for now",
    "try again in half an hour; ask the owner of the Twilio account to put the number on its Global Safe List",
  ],
  [[572002], "a trial account has a fixed sender for each recipient, and this is another", TRIAL],
  [[572005], "the trial account has not verified this number yet", VERIFY],
  [[572006], "a trial account can send Twilio's own texts only, not ours", TRIAL],
  [[21210], "TWILIO_FROM is neither a number of this account nor a verified caller", SENDER],
  [
    [21214],
    "Twilio cannot call this number",
    "correct the number in the roster, or call it from another phone to see whether it rings",
  ],
  [[21217], "Twilio says that this is not a phone number", NUMBER],
  [
    [21215, 13227],
    "the Twilio account may not call this country",
    "ask the owner of the Twilio account to allow the country in its voice geo permissions",
  ],
  [
    [21216],
    "Twilio does not let this account call this number: it is blocked, or the account has no approved Primary Customer Profile",
    "ask the owner of the Twilio account to get the profile approved, or ask Twilio's support if it already is",
  ],
  [[21219], "a trial account calls verified numbers only", VERIFY],
  [[573002], "a trial account has a fixed caller for each recipient, and this is another", TRIAL],
  [[573005], "the trial account has not verified this number for calls yet", VERIFY],
  [
    [32017],
    "the carrier blocked the call as a nuisance call",
    "add our number to the contacts of the phone; ask the owner of the Twilio account to register it with the carriers (SHAKEN/STIR, CNAM)",
  ],
  [[12100, 12200], "Twilio could not read what the call should say", BUG],
];

export const CODES: ReadonlyMap<number, Reason> = new Map(
  reasons.flatMap(([codes, text, help]) => codes.map((code) => [code, { text, help }] as const)),
);

/** Unknown codes get a link: Twilio adds and changes codes. */
export function explainCode(code: number | undefined): Reason {
  if (code === undefined) return { text: "Twilio does not say why", help: TO_SUPPORT };
  const known = CODES.get(code);
  return known === undefined
    ? { text: "Twilio gives only a code", help: `see https://www.twilio.com/docs/errors/${code}` }
    : known;
}

/** `… (Twilio 30003)`, to be looked up in their documentation. */
export function withCode(code: number | undefined, { text, help }: Reason): Reason {
  return { text: code === undefined ? text : `${text} (Twilio ${code})`, help };
}
