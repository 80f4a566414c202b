/** The way of `oncall verify-notifications`: whom to test, a yes, one page after the other, and what was proven noted. */

import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { localTimeOf } from "../../proof/hours.ts";
import { CHANNELS, type Channel } from "../../proof/model.ts";
import { type Account, accountOf } from "../../provider/twilio/account.ts";
import { twilioAt } from "../../provider/twilio/twilio.ts";
import { forTerminal } from "../../render/escape.ts";
import { pagesText, resultsText } from "../../render/proof.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { isE164, maskPhone } from "../../roster/phone.ts";
import { type Instant, wallOf } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { checkClock, checkNamed, colourLevel, readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openBytes, readRoster } from "../shared/open.ts";
import { askingOf } from "../shared/prompt.ts";
import type { VerifyFlags } from "./command.ts";
import { type Result, type Run, tested } from "./page.ts";
import { previewed } from "./preview.ts";
import { byPhone, type Candidate, type Chosen, chosen } from "./recipients.ts";
import { note } from "./record.ts";

/** What does not change from page to page. */
export interface Occasion {
  readonly edges: Edges;
  readonly flags: VerifyFlags;
  readonly path: string;
  readonly timeline: Timeline;
  readonly now: Instant;
}

/** How a page to somebody came out. */
interface Came {
  readonly candidate: Candidate;
  readonly channel: Channel;
  readonly result: Result;
}

export async function runVerify(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<VerifyFlags>(command);
  const ids: readonly string[] = command.args;
  checkNamed(edges, flags, "a test");
  if (flags.commit === true && (flags.via === "opsgenie" || !flags.record))
    throw new Fault(
      EXIT.usage,
      `--commit is for what is noted, and nothing is with ${flags.record ? "--via opsgenie" : "--no-record"}`,
      "leave one of the two out",
    );
  const path = findRoster(edges, flags);
  const { timeline } = openBytes(edges, path, readRoster(edges, path), { withPrivate: true });
  const now = readClock(edges);
  const occasion: Occasion = { edges, flags, path, timeline, now };
  if (flags.via === "opsgenie") {
    const { byOpsgenie } = await import("./alert.ts");
    return byOpsgenie(occasion, { ...flags, ids });
  }
  const channels = CHANNELS.filter((channel) => flags.via === undefined || flags.via === channel);
  const who = chosen(edges, timeline, { ...flags, ids, ways: channels }, now, byPhone(edges));
  if (!anybody(edges, who)) return EXIT.done;
  if (flags.dryRun === true) return previewed(occasion, who.candidates, channels);
  return byTwilio(occasion, who, channels);
}

/** Says who is left out; false: nobody is left to be tested. */
export function anybody({ stdout, stderr }: Edges, { candidates, left }: Chosen): boolean {
  for (const { reason } of left) stderr.write(`warning: left out: ${forTerminal(reason)}\n`);
  if (candidates.length === 0) stdout.write("nobody is to be tested\n");
  return candidates.length > 0;
}

async function byTwilio(occasion: Occasion, who: Chosen, channels: readonly Channel[]): Promise<ExitCode> {
  const { edges, flags, timeline } = occasion;
  const begun = edges.now();
  const account = accountOf(edges.env, channels);
  checkClock(edges, account.at?.isLoopback === true, "a page is sent", "TWILIO_API_URL");
  const pager = await twilioAt(account, edges.proxies);
  const { says, warning } = await pager.account();
  const rows = who.candidates.map(({ person: { id, name }, shown, local }) => {
    return { id, name, ways: channels.join(" and "), address: shown, clock: local.clock };
  });
  await consented(occasion, `Twilio, ${says}, from ${sendersOf(account, channels)}`, warning, rows);
  const stopping = new AbortController();
  const forget = edges.onInterrupt(() => stopping.abort());
  const asks =
    askingOf(edges, flags) === undefined
      ? undefined
      : { colour: colourLevel(edges.stderr, edges.env, flags.color) > 0 };
  const run: Run = {
    edges,
    pager,
    asks,
    stopping: stopping.signal,
    say: (line) => edges.stderr.write(`${forTerminal(line)}\n`),
  };
  const came: Came[] = [];
  try {
    // All texts before the first call: with several people the minute between two pages to a number passes meanwhile.
    const tests = channels.flatMap((channel) => who.candidates.map((candidate) => ({ channel, candidate })));
    for (const [index, { channel, candidate }] of tests.entries()) {
      const result =
        tooLate(occasion, candidate, edges.now() - begun) ??
        (await tested(run, { channel, candidate, team: timeline.roster.team }));
      came.push({ candidate, channel, result });
      if (result.kind === "stopped") break;
      // Of the last one the answer itself tells, and what is told by status alone has been.
      if (index < tests.length - 1 && result.kind !== "reached") run.say(`  ${entryKey(result)}`);
    }
  } finally {
    forget();
    await told(edges, came);
    await recorded(occasion, came);
  }
  return exitOf(edges, came, who, asks !== undefined);
}

/** As each page is sent: texts by the messaging service, where there is one. */
function sendersOf({ from = "", service }: Account, channels: readonly Channel[]): string {
  const number = isE164(from) ? maskPhone(from) : from;
  const senders = channels.map((channel) =>
    channel === "sms" && service !== undefined ? "its messaging service" : number,
  );
  return [...new Set(senders)].join(" and ");
}

/** Others took their time, or the yes did: a phone that might ring when it was chosen may not any more. `passed`: milliseconds. */
function tooLate(
  { flags, timeline, now }: Occasion,
  { person }: Candidate,
  passed: number,
): Result | undefined {
  const local = localTimeOf(person, now + passed, outputZone(timeline.roster));
  if (local.isWithin || flags.anyHour === true) return undefined;
  return {
    kind: "failed",
    says: `by now it is ${local.clock} there, and a test may ring from ${local.hours} only: not sent`,
    help: "run it again within these hours, or with --any-hour",
  };
}

/** Names the roster, the account and everybody who would be disturbed; throws where the answer is no. */
export async function consented(
  { edges, flags, path, timeline }: Occasion,
  through: string,
  warning: string | undefined,
  rows: Parameters<typeof pagesText>[0],
): Promise<void> {
  const from = `${path}, team ${timeline.roster.team}`;
  edges.stderr.write(`${forTerminal(`${from} → ${through}`)}\n\n${await pagesText(rows)}\n`);
  if (warning !== undefined) edges.stderr.write(`warning: ${forTerminal(warning)}\n`);
  if (flags.yes === true) return;
  const asking = askingOf(edges, flags, "nothing was sent");
  if (asking === undefined)
    throw new Fault(EXIT.usage, "test pages need a yes, and nobody can be asked here", "say yes with --yes");
  if (!(await asking.yes(rows.length === 1 ? "Send this?" : "Send these?", false)))
    throw new Fault(EXIT.no, "nothing was sent");
}

function entryKey(result: Result): string {
  switch (result.kind) {
    case "proven":
      return "verified: the code was typed back";
    case "reached":
      return result.says;
    case "failed":
      return `not verified: ${result.says}`;
    case "stopped":
      return result.says === undefined ? "not sent" : `stopped: ${result.says}`;
  }
}

async function told(edges: Edges, came: readonly Came[]): Promise<void> {
  const rows = came.map(({ candidate, channel, result }) => ({
    id: candidate.person.id,
    way: channel,
    says: entryKey(result),
  }));
  if (rows.length > 0) edges.stdout.write(`${await resultsText(rows)}`);
  for (const { candidate, channel, result } of came)
    if (result.kind === "failed" && result.help !== undefined)
      edges.stderr.write(`help: ${candidate.person.id}, ${channel}: ${forTerminal(result.help)}\n`);
}

async function recorded(
  { edges, flags, path, timeline, now }: Occasion,
  came: readonly Came[],
): Promise<void> {
  const proven = came.filter(({ result }) => result.kind === "proven");
  if (proven.length === 0 || !flags.record) return;
  const candidates = [...new Set(proven.map(({ candidate }) => candidate))];
  const proofs = candidates.map((candidate) => ({
    person: candidate.person,
    number: candidate.address,
    channels: proven.filter((each) => each.candidate === candidate).map((each) => each.channel),
  }));
  const today = wallOf(outputZone(timeline.roster), now).date;
  await note(edges, path, proofs, today, flags.commit === true);
}

function exitOf(edges: Edges, came: readonly Came[], { left }: Chosen, isAsked: boolean): ExitCode {
  if (came.some(({ result }) => result.kind === "stopped"))
    throw new Fault(EXIT.interrupted, "stopped: no further page is sent");
  if (!isAsked)
    edges.stderr.write("by status alone: nobody has typed a code back, and nothing is verified\n");
  const isFailed = came.some(({ result }) => result.kind === "failed") || left.some((each) => each.isFailed);
  return isFailed ? EXIT.no : EXIT.done;
}
