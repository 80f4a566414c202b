/**
 * One page to one person in, whether it reached them out: proven by the code that is typed back, or told by status alone
 * where nobody can type. The code lives in these functions and nowhere else.
 */
import type { Edges } from "../../edge/edges.ts";
import { type Challenge, CODE_MS, challengeOf, TRIES, type Verdict } from "../../proof/code.ts";
import type { Channel, Reason, Standing } from "../../proof/model.ts";
import type { Pager, Sent } from "../../provider/paging.ts";
import { forTerminal } from "../../render/escape.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { follow, type Progress, progressOf, settled } from "./follow.ts";
import type { Candidate } from "./recipients.ts";

/** One page: who is to get it, and how. */
export interface Test {
  readonly channel: Channel;
  readonly candidate: Candidate;
  readonly team: string;
}

/** How it came out. */
export type Result =
  | { readonly kind: "proven" }
  /** By status alone. */
  | { readonly kind: "reached"; readonly says: string }
  | ({ readonly kind: "failed" } & Reason)
  /** Somebody wanted to stop; what was sent by then, if anything. */
  | { readonly kind: "stopped"; readonly says: string | undefined };

/** What every page of a run is sent with. */
export interface Run {
  readonly edges: Edges;
  readonly pager: Pager;
  /** Whether somebody can type the code; the colour of the question. */
  readonly asks: { readonly colour: boolean } | undefined;
  /** Aborted when somebody wants to stop. */
  readonly stopping: AbortSignal;
  /** A line for whoever waits. */
  say(line: string): void;
}

/** A text and a call to one number are a minute apart too: no phone is to ring all the time. */
const APART_MS = MINUTE_MS;

/** All that is known of a page before the first look: a text counts as sent when the carrier has it. */
const ACCEPTED = "Twilio has accepted it";

const SENT: Readonly<Record<Channel, string>> = { sms: "the text is sent", voice: "the call is made" };

export async function tested(run: Run, test: Test): Promise<Result> {
  const { edges, pager, stopping, asks } = run;
  const { channel, candidate, team } = test;
  await turnCame(run, test);
  if (stopping.aborted) return { kind: "stopped", says: undefined };
  const code = edges.code();
  // From before it is sent: it is never good for longer than ten minutes.
  const challenge = challengeOf(code, edges.now());
  run.say(`${channel} to ${candidate.person.name}, ${candidate.shown}`);
  const sent = await pager.send(channel, candidate.address, { code, team, name: candidate.person.name });
  switch (sent.kind) {
    case "refused":
      return { kind: "failed", says: sent.says, help: sent.help };
    case "unknown":
      // It may have arrived: then there is a code.
      if (asks === undefined) return { kind: "failed", says: sent.says, help: sent.help };
      return typedBack(run, test, challenge, UNFOLLOWED, progressOf(sent.says));
    case "sent":
      try {
        return asks === undefined
          ? await byStatus(run, channel, sent)
          : await typedBack(run, test, challenge, sent, progressOf(ACCEPTED));
      } catch (error) {
        await sent.hangUp();
        throw error;
      }
  }
}

/** What can be done about a page of which nothing is known. */
const UNFOLLOWED: Sent = { look: async () => undefined, hangUp: async () => false };

/** Nothing is left to be hung up. */
function isOver(standing: Standing | undefined): boolean {
  return standing?.isFinal === true && standing.isUnseen !== true;
}

async function turnCame({ edges, stopping, say }: Run, { candidate, channel }: Test): Promise<void> {
  for (let isTold = false; !stopping.aborted; isTold = true) {
    const left = edges.recently.claim(candidate.address, edges.now(), APART_MS);
    if (left <= 0) return;
    if (!isTold)
      say(
        `${channel} to ${candidate.person.name} follows in ${Math.ceil(left / 1000)} s: a number gets one page a minute`,
      );
    await edges.http.sleep(Math.min(left, 1000), stopping);
  }
}

/** Waits for the code while the delivery is told; what ends the wait is the code, a delivery that failed, or ten minutes. */
async function typedBack(
  { edges, asks, stopping }: Run,
  { channel }: Test,
  challenge: Challenge,
  sent: Sent,
  progress: Progress,
): Promise<Result> {
  const ending = new AbortController();
  const end = () => ending.abort();
  stopping.addEventListener("abort", end);
  if (stopping.aborted) end();
  const looking = follow(
    edges,
    sent,
    ending.signal,
    (standing) => {
      progress.set(standing);
      // Whoever types it now has heard it from a machine.
      if (standing.isVoid) challenge.void();
      if (standing.stage === "failed") end();
    },
    (at) => {
      if (challenge.isExpired(at)) end();
      return !ending.signal.aborted;
    },
  );
  // Nobody waits for it while the question is open: it fails when it is waited for.
  const following = Promise.allSettled([looking.finally(end)]);
  let verdict: Verdict | undefined;
  const asking = edges.ask.code({
    message: `The code (Enter if none ${channel === "sms" ? "comes" : "is spoken"}):`,
    colour: asks?.colour === true,
    live: { lines: () => progress.lines().map(forTerminal), watch: progress.watch },
    ending: ending.signal,
    wrong: (typed) => {
      if (typed.trim() === "") return undefined;
      verdict = challenge.judge(typed, edges.now());
      if (verdict.kind === "no-code") return "a code is six digits";
      if (verdict.kind !== "wrong") return undefined;
      return `that is not the code: ${verdict.left === 1 ? "one try is" : `${verdict.left} tries are`} left`;
    },
  });
  const asked = await asking.finally(end);
  const [looked] = await following;
  if (looked.status === "rejected") throw looked.reason;
  stopping.removeEventListener("abort", end);
  if (asked.kind === "given-up" || stopping.aborted) return stopped(channel, sent, progress);
  // A machine may have been found out since, and then the code was spoken to it.
  const last =
    channel === "voice" && verdict?.kind === "right"
      ? ((await sent.look()) ?? progress.standing)
      : progress.standing;
  if (verdict?.kind === "right" && last?.isVoid !== true) return { kind: "proven" };
  if (channel === "voice" && !isOver(progress.standing)) await sent.hangUp();
  return notTyped(verdict, last, challenge.isExpired(edges.now()), channel, progress);
}

function notTyped(
  verdict: Verdict | undefined,
  standing: Standing | undefined,
  isExpired: boolean,
  channel: Channel,
  progress: Progress,
): Result {
  const known = progress.lines().join(", ");
  if (standing?.stage === "failed") return { kind: "failed", says: standing.says, help: standing.help };
  if (verdict?.kind === "void")
    return {
      kind: "failed",
      says: `${TRIES} codes were wrong`,
      help: "run it again in a minute: it sends a new code",
    };
  if (verdict?.kind === "expired" || isExpired)
    return {
      kind: "failed",
      says: `the code was not typed within ${CODE_MS / MINUTE_MS} minutes (${known})`,
      help: standing?.help ?? "run it again: it sends a new code",
    };
  return { kind: "failed", says: `no code came (${known})`, help: standing?.help ?? UNHEARD[channel] };
}

const UNHEARD: Readonly<Record<Channel, string>> = {
  sms: "see whether the phone files texts of unknown senders away, and whether the number in the roster is right",
  voice:
    "see that the phone rings for unknown callers (Do Not Disturb, Silence Unknown Callers), and whether the number in the roster is right",
};

async function byStatus({ edges, stopping, say }: Run, channel: Channel, sent: Sent): Promise<Result> {
  const progress = progressOf(ACCEPTED);
  let told = "";
  const last = await settled(edges, sent, stopping, (standing) => {
    progress.set(standing);
    if (standing.says !== told) say(`  ${standing.says}`);
    told = standing.says;
  });
  if (stopping.aborted) return stopped(channel, sent, progress);
  if (last?.stage === "reached") return { kind: "reached", says: last.says };
  if (!isOver(last)) await sent.hangUp();
  if (last?.stage === "failed") return { kind: "failed", says: last.says, help: last.help };
  return {
    kind: "failed",
    says:
      last === undefined
        ? "nothing is known of it"
        : last.isFinal
          ? last.says
          : `${last.says}, after two minutes`,
    help: "only a code that is typed back tells: run it at a terminal, without --no-input",
  };
}

/** A call that is running is hung up; a text is with the carrier. */
async function stopped(channel: Channel, sent: Sent, { standing, lines }: Progress): Promise<Result> {
  if (sent === UNFOLLOWED) return { kind: "stopped", says: lines().join(", ") };
  if (standing !== undefined && isOver(standing))
    return { kind: "stopped", says: `${SENT[channel]}: ${standing.says}` };
  const isHungUp = await sent.hangUp();
  const says = isHungUp
    ? "the call is hung up"
    : channel === "voice"
      ? "the call could not be hung up: it ends by itself within two minutes"
      : "the text is sent, and cannot be called back";
  return { kind: "stopped", says };
}
