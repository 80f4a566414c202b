/** Tests people by texts and calls through Twilio, one page after the other, and records what was proven. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { readLocalTime } from "../../proof/hours.ts";
import { CHANNELS, type Channel } from "../../proof/model.ts";
import { type Recipient, reachByPhone } from "../../proof/recipients.ts";
import { describeResult, type PageResult, refuseByHours } from "../../proof/result.ts";
import { readTwilioAccount, type TwilioAccount } from "../../provider/twilio/environment.ts";
import { connectTwilio } from "../../provider/twilio/pager.ts";
import { forTerminal } from "../../render/escape.ts";
import { resultsText } from "../../render/proof.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { isE164, maskPhone } from "../../roster/phone.ts";
import { wallOf } from "../../time/zone.ts";
import { checkClock, colourLevel } from "../shared/context.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import { buildAsking } from "../shared/prompt.ts";
import { type PageRun, testPerson } from "./page.ts";
import { previewPages } from "./preview.ts";
import { recordProofs } from "./record.ts";
import { chooseRecipients, confirmPages, phoneResolver, type VerifySession } from "./session.ts";

/** The result of a page to somebody. */
interface TestedPage {
  readonly recipient: Recipient;
  readonly channel: Channel;
  readonly result: PageResult;
}

export async function sendPages(session: VerifySession): Promise<ExitCode> {
  const { edges, flags } = session;
  const channels = CHANNELS.filter((channel) => flags.via === undefined || flags.via === channel);
  const selection = chooseRecipients(session, reachByPhone(phoneResolver(edges)), channels);
  const { recipients, leftOut } = selection;
  if (recipients.length === 0) return EXIT.done;
  if (flags.dryRun === true) return previewPages(session, recipients, channels);
  const begun = edges.now();
  const account = readTwilioAccount(edges.env, channels);
  checkClock(edges, account.at?.isLoopback === true, "a test", "TWILIO_API_URL");
  const pager = await connectTwilio(account, edges.proxies);
  const { text, warning } = await pager.describeAccount();
  const through = `Twilio, ${text}, from ${nameSenders(account, channels)}`;
  await confirmPages(session, through, warning, selection, channels.join(" and "));
  const asks =
    buildAsking(edges, flags) === undefined
      ? undefined
      : { colour: colourLevel(edges.stderr, edges.env, flags.color) > 0 };
  const pages = await stopOnInterrupt(edges, undefined, ({ signal }) => {
    const say: PageRun["say"] = (line) => edges.stderr.write(`${forTerminal(line)}\n`);
    return testInTurn(session, { edges, pager, asks, stopping: signal, say }, recipients, channels, begun);
  });
  if (pages.some(({ result }) => result.kind === "stopped"))
    throw new Fault(EXIT.interrupted, "stopped: no more pages are sent");
  if (asks === undefined)
    edges.stderr.write("by status alone: no code was typed back, so nothing is verified\n");
  const isFailed = pages.some(({ result }) => result.kind === "failed");
  return isFailed || leftOut.some(({ isAsleep }) => !isAsleep) ? EXIT.no : EXIT.done;
}

/** As each page is sent: a text by the messaging service, if there is one. */
function nameSenders({ from = "", service }: TwilioAccount, channels: readonly Channel[]): string {
  const number = isE164(from) ? maskPhone(from) : from;
  const senders = channels.map((channel) =>
    channel === "sms" && service !== undefined ? "its messaging service" : number,
  );
  return [...new Set(senders)].join(" and ");
}

/** Reports and records the results of the pages, whatever happens. `begun`: when the hours of people were checked. */
async function testInTurn(
  session: VerifySession,
  run: PageRun,
  recipients: readonly Recipient[],
  channels: readonly Channel[],
  begun: number,
): Promise<readonly TestedPage[]> {
  const { edges, flags, timeline, now } = session;
  const { team } = timeline.roster;
  const pages: TestedPage[] = [];
  // All texts come before the first call: with several people, that uses the minute between two pages to a number.
  const tests = channels.flatMap((channel) => recipients.map((recipient) => ({ channel, recipient })));
  try {
    for (const [index, { channel, recipient }] of tests.entries()) {
      const local = readLocalTime(recipient.person, now + edges.now() - begun, outputZone(timeline.roster));
      const result =
        (flags.anyHour === true ? undefined : refuseByHours(local)) ??
        (await testPerson(run, { channel, recipient, team }));
      pages.push({ recipient, channel, result });
      if (result.kind === "stopped") break;
      // The table follows the last page at once, and its delivery has been reported already.
      if (index < tests.length - 1 && result.kind !== "delivered") run.say(`  ${describeResult(result)}`);
    }
  } finally {
    await reportPages(edges, pages);
    await recordPages(session, pages);
  }
  return pages;
}

async function reportPages(edges: Edges, pages: readonly TestedPage[]): Promise<void> {
  const rows = pages.map(({ recipient, channel, result }) => ({
    id: recipient.person.id,
    way: channel,
    text: describeResult(result),
  }));
  if (rows.length > 0) edges.stdout.write(await resultsText(rows));
  for (const { recipient, channel, result } of pages)
    if (result.kind === "failed" && result.help !== undefined)
      edges.stderr.write(`help: ${recipient.person.id}, ${channel}: ${forTerminal(result.help)}\n`);
}

async function recordPages(
  { edges, flags, path, timeline, now }: VerifySession,
  pages: readonly TestedPage[],
): Promise<void> {
  const proven = pages.filter(({ result }) => result.kind === "proven");
  if (proven.length === 0 || !flags.record) return;
  const recipients = [...new Set(proven.map(({ recipient }) => recipient))];
  const proofs = recipients.map((recipient) => ({
    person: recipient.person,
    number: recipient.address,
    channels: proven.filter((page) => page.recipient === recipient).map(({ channel }) => channel),
  }));
  const today = wallOf(outputZone(timeline.roster), now).date;
  await recordProofs(edges, path, proofs, today, flags.commit === true);
}
