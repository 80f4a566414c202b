/** Shows what each person would get: the text and its segments, and what a call would say. Sends nothing. */
import { EXIT, type ExitCode } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { writeText } from "../../proof/page.ts";
import type { Recipient } from "../../proof/recipients.ts";
import { countSegments } from "../../proof/segments.ts";
import { previewCall } from "../../provider/twilio/pager.ts";
import { forTerminal } from "../../render/escape.ts";
import type { VerifySession } from "./session.ts";

const SAMPLE = "123456";

/** Twilio's limit for the TwiML that is sent with a call. */
const MAX_TWIML = 4000;

export async function previewPages(
  { edges, timeline }: VerifySession,
  recipients: readonly Recipient[],
  channels: readonly Channel[],
): Promise<ExitCode> {
  for (const { person, shown } of recipients) {
    const page = { code: SAMPLE, team: timeline.roster.team, name: person.name };
    for (const channel of channels) {
      edges.stdout.write(`${channel} to ${forTerminal(person.name)}, ${shown}\n`);
      if (channel === "sms") {
        const text = writeText(page);
        const { alphabet, segments, length, capacity } = countSegments(text);
        edges.stdout.write(
          `${forTerminal(text)}\n${segments} segment${segments === 1 ? "" : "s"}: ${length} of ${capacity} characters in ${alphabet}\n\n`,
        );
      } else {
        const twiml = await previewCall(page);
        const lines = twiml.replace(/<(?=Say|Pause|Hangup|\/Response)/g, "\n<");
        edges.stdout.write(
          `${lines.split("\n").map(forTerminal).join("\n")}\n${twiml.length} of ${MAX_TWIML} characters\n\n`,
        );
      }
    }
  }
  edges.stderr.write(`dry run: nothing was sent, and ${SAMPLE} is a made-up code\n`);
  return EXIT.done;
}
