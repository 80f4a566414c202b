/** A code by which Twilio says why a page was not taken or did not arrive in, what that means and what to do out (twilio.md 3.3). */
import type { Reason } from "../../proof/model.ts";

const KEY = "set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY with TWILIO_API_SECRET or TWILIO_AUTH_TOKEN, anew";
const CONSOLE = "whoever has the Twilio account looks into its console";
const BUG = "please report it: this is a bug in oncall";
const NUMBER = "correct the number in the roster";
const BY_VOICE = "a call may reach it: --via voice";
const LATER = "try again in some minutes";
const TO_SUPPORT = "try again; if it stays so, ask Twilio's support with the time of this page";
const SENDER = "set TWILIO_FROM to a number of the account that can do this";
const POOL = "whoever has the Twilio account gives the messaging service a sender that may send there";
const TRIAL = "upgrade the Twilio account: pages of a trial do not reach the team anyway";
const REGISTER =
  "whoever has the Twilio account registers the number for A2P 10DLC, or tests by call: --via voice";

const reasons: readonly (readonly [codes: readonly number[], says: string, help: string])[] = [
  [[20003], "Twilio does not know these credentials, or they may not do this", KEY],
  [[20005, 10001, 30002], "the Twilio account is suspended or not active", CONSOLE],
  [
    [20008],
    "these are Twilio's test credentials, which send nothing",
    "use the account's own: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN or an API key",
  ],
  [[20404], "Twilio has no such account", "set TWILIO_ACCOUNT_SID as the Twilio console gives it"],
  [[20429], "Twilio has too many requests of this account at once", LATER],
  [[20500, 20503], "Twilio has trouble of its own: the page may have been sent or not", LATER],
  [[21211], "Twilio says that this is no phone number", NUMBER],
  [[21212], "Twilio says that TWILIO_FROM is no sender", SENDER],
  [
    [21408],
    "the Twilio account may not send texts to this country",
    "whoever has the Twilio account allows the country in its messaging geo permissions",
  ],
  [[21602, 21603, 21604], "Twilio misses the text, the sender or the number in the request", BUG],
  [[21606], "TWILIO_FROM is not a number of this account, or cannot send texts there", SENDER],
  [
    [21608],
    "this account may send to verified numbers only: it is a trial, or its Primary Compliance Profile is not approved",
    "whoever has the Twilio account gets the profile approved, or verifies the number there",
  ],
  [
    [21610],
    "whoever has this phone has replied STOP to our texts",
    "send START from that phone to the number that pages come from",
  ],
  [[21611], "too many texts wait to be sent from our number", LATER],
  [[21612], "there is no way from our number to the carrier of this phone", `${SENDER}, or ${BY_VOICE}`],
  [[21614], "this is not a mobile number", `${NUMBER}, or ${BY_VOICE}`],
  [[21617], "Twilio says that the text is too long", BUG],
  [[21703, 21704], "the messaging service has no sender that can be used", POOL],
  [
    [21705],
    "there is no such messaging service in this account",
    "set TWILIO_MESSAGING_SERVICE_SID as the Twilio console gives it",
  ],
  [[30001], "too many texts wait to be sent", LATER],
  [
    [30003],
    "the phone is off or out of reach",
    "switch it on where it has a signal, and try again: at night a page would not have reached it either",
  ],
  [
    [30004],
    "the phone or its carrier blocks our texts",
    "take the block of unknown or commercial senders off on the phone, or ask the carrier to",
  ],
  [[30005], "nobody has this number", NUMBER],
  [[30006], "this is a landline, or its carrier takes no texts", `${BY_VOICE}; or give a mobile number`],
  [
    [30007],
    "a carrier, or Twilio, has filtered the text as unwanted",
    "whoever has the Twilio account looks at how the sender is registered; until then test by call: --via voice",
  ],
  [[30008], "it did not arrive, and the carrier does not say why", TO_SUPPORT],
  [[30017, 30410], "the carrier is congested, or does not answer", LATER],
  [
    [30018, 30024],
    "the sender is not registered in the country of this phone",
    "whoever has the Twilio account registers it there, or set TWILIO_FROM to a number",
  ],
  [
    [30022, 30023, 30027],
    "our sender has used up what carriers let it send in this minute or on this day",
    "try again later; to send more, whoever has the Twilio account asks for a higher 10DLC limit",
  ],
  [
    [30032],
    "our toll-free number is not verified: carriers of the US and Canada block it",
    "whoever has the Twilio account has it verified, or set TWILIO_FROM to another number",
  ],
  [[30033], "the 10DLC campaign of our number is suspended", REGISTER],
  [[30034], "our number is not registered for texts to the US (A2P 10DLC): they are all blocked", REGISTER],
  [[30035], "the registration of our number is still being set up", "try again in a day"],
  [
    [30450],
    "Twilio takes our texts for SMS pumping, and blocks them for a while",
    "try again in half an hour; whoever has the Twilio account puts the number on its Global Safe List",
  ],
  [[572002], "a trial account has its own sender for each recipient, and this is not it", TRIAL],
  [
    [572005],
    "the trial account has not verified this number yet",
    `verify it in the Twilio console, or ${TRIAL}`,
  ],
  [[572006], "a trial account sends Twilio's own texts only, and not ours", TRIAL],
  [[21210], "TWILIO_FROM is not a number of this account, and no verified caller", SENDER],
  [
    [21214],
    "Twilio cannot reach this number by a call",
    "correct the number, or try from another phone whether it rings",
  ],
  [[21217], "Twilio says that this is no phone number", NUMBER],
  [
    [21215, 13227],
    "the Twilio account may not call this country",
    "whoever has the Twilio account allows the country in its voice geo permissions",
  ],
  [
    [21216],
    "Twilio does not let this account call this number: it is blocked, or the account has no valid Primary Customer Profile",
    "whoever has the Twilio account gets the profile approved, and asks Twilio's support if it is",
  ],
  [[21219], "a trial account calls verified numbers only", `verify it in the Twilio console, or ${TRIAL}`],
  [[573002], "a trial account has its own caller for each recipient, and this is not it", TRIAL],
  [
    [573005],
    "the trial account has not verified this number for calls yet",
    `verify it in the Twilio console, or ${TRIAL}`,
  ],
  [
    [32017],
    "the carrier blocked the call: it takes our number for a nuisance",
    "take our number into the contacts of the phone; whoever has the Twilio account registers it with the carriers (SHAKEN/STIR, CNAM)",
  ],
  [[12100, 12200], "Twilio could not read what the call was to say", BUG],
];

export const CODES: ReadonlyMap<number, Reason> = new Map(
  reasons.flatMap(([codes, says, help]) => codes.map((code) => [code, { says, help }] as const)),
);

/** A code that is not known here keeps working: Twilio says that they may change. */
export function reasonOf(code: number | undefined): Reason {
  if (code === undefined) return { says: "Twilio does not say why", help: TO_SUPPORT };
  const known = CODES.get(code);
  return known === undefined
    ? { says: "Twilio gives a code for it", help: `see https://www.twilio.com/docs/errors/${code}` }
    : known;
}

/** `… (Twilio 30003)`: what to look for in their documentation. */
export function toldWith(code: number | undefined, { says, help }: Reason): Reason {
  return { says: code === undefined ? says : `${says} (Twilio ${code})`, help };
}
