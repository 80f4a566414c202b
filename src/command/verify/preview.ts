/** Who would be tested in, what each would get out: the text, its segments, and what a call would say. Sends nothing. */
import { EXIT, type ExitCode } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { segmentsOf } from "../../proof/segments.ts";
import { textOfPage } from "../../proof/words.ts";
import { twimlOfPage } from "../../provider/twilio/twilio.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Candidate } from "./recipients.ts";
import type { Occasion } from "./run.ts";

/** No code of a test is ever this one on purpose. */
const SAMPLE = "123456";

/** Characters of TwiML that Twilio takes with a call. */
const TWIML_MOST = 4000;

export async function previewed(
  { edges, timeline }: Occasion,
  candidates: readonly Candidate[],
  channels: readonly Channel[],
): Promise<ExitCode> {
  for (const { person, shown } of candidates) {
    const page = { code: SAMPLE, team: timeline.roster.team, name: person.name };
    for (const channel of channels) {
      edges.stdout.write(`${channel} to ${forTerminal(person.name)}, ${shown}\n`);
      if (channel === "sms") {
        const text = textOfPage(page);
        const { alphabet, segments, length, most } = segmentsOf(text);
        edges.stdout.write(
          `${forTerminal(text)}\n${segments} segment${segments === 1 ? "" : "s"}: ${length} of ${most} characters in ${alphabet}\n\n`,
        );
      } else {
        const twiml = await twimlOfPage(page);
        const lines = twiml.replace(/<(?=Say|Pause|Hangup|\/Response)/g, "\n<");
        edges.stdout.write(
          `${lines.split("\n").map(forTerminal).join("\n")}\n${twiml.length} of ${TWIML_MOST} characters\n\n`,
        );
      }
    }
  }
  edges.stderr.write(`a dry run: nothing was sent, and ${SAMPLE} is a made-up code\n`);
  return EXIT.done;
}
