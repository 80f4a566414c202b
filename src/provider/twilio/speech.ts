/** Turns the sentences of a call into TwiML, which speaks the code slowly, digit by digit. */
import type { Sentence } from "../../proof/page.ts";
import type { Twiml } from "./client.ts";

/** They have to match, or the call can fail; without a voice, the console's setting would apply. */
const VOICE = { voice: "Polly.Joanna", language: "en-US" } as const;

/** `response` is an empty one of Twilio's builder, which escapes names. */
export function writeTwiml(response: Twiml, speech: readonly Sentence[]): string {
  response.pause({ length: 1 }); // Phones swallow the first second.
  for (const { text, code } of speech) {
    const say = response.say(VOICE, text);
    for (const digit of code ?? "") {
      say.sayAs({ "interpret-as": "digits" }, digit);
      say.break({ time: "400ms" });
    }
    if (code !== undefined) response.pause({ length: 1 });
  }
  response.hangup();
  return response.toString();
}
