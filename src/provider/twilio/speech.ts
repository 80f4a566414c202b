/** The sentences of a call in, the TwiML that speaks them out: the code slowly, digit by digit (twilio.md 7). */
import type { Spoken } from "../../proof/words.ts";
import type { Twiml } from "./client.ts";

/** A matching pair: one that does not match can fail the call, and without one the console's setting would count. */
const VOICE = { voice: "Polly.Joanna", language: "en-US" } as const;

/** `response` is an empty one of Twilio's builder, which escapes what names have in them. */
export function twimlOf(response: Twiml, speech: readonly Spoken[]): string {
  response.pause({ length: 1 }); // Phones swallow the first second.
  for (const { text, code } of speech) {
    const said = response.say(VOICE, text);
    for (const digit of code ?? "") {
      said.sayAs({ "interpret-as": "digits" }, digit);
      said.break({ time: "400ms" });
    }
    if (code !== undefined) response.pause({ length: 1 });
  }
  response.hangup();
  return response.toString();
}
