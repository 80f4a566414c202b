/** Sends one page to one person and finds out whether it reached them. The code lives in these functions and nowhere else. */
import type { Edges } from "../../edge/edges.ts";

import { type Challenge, type CodeVerdict, createChallenge } from "../../proof/code.ts";
import type { Channel, DeliveryStatus } from "../../proof/model.ts";
import type { Recipient } from "../../proof/recipients.ts";
import { judgeCode, judgeStatus, type PageResult } from "../../proof/result.ts";
import type { Pager, SentPage } from "../../provider/pager.ts";

import { forTerminal } from "../../render/escape.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { createProgress, type Progress, pollStatus, pollUntilSettled } from "./poll.ts";

export interface PageTest {
  readonly channel: Channel;
  readonly recipient: Recipient;
  readonly team: string;
}

/** What all pages of a run share. */
export interface PageRun {
  readonly edges: Edges;
  readonly pager: Pager;
  /** Undefined: nobody can type a code. */
  readonly asks: { readonly colour: boolean } | undefined;
  /** Aborted at an interrupt. */
  readonly stopping: AbortSignal;
  say(line: string): void;
}

/** Between two pages to one number, by any channel: no phone should ring without end. */
const APART_MS = MINUTE_MS;

/** All that is known before the first status. */
const ACCEPTED = "Twilio has accepted it";

const SENT: Readonly<Record<Channel, string>> = { sms: "the text was sent", voice: "the call was made" };

export async function testPerson(run: PageRun, test: PageTest): Promise<PageResult> {
  const { edges, pager, stopping, asks } = run;
  const { channel, recipient, team } = test;
  await waitForTurn(run, test);
  if (stopping.aborted) return { kind: "stopped", text: undefined };
  const code = edges.code();
  // Counted from before it is sent, so that it is never good for longer than ten minutes.
  const challenge = createChallenge(code, edges.now());
  run.say(`${channel} to ${recipient.person.name}, ${recipient.shown}`);
  const sent = await pager.send(channel, recipient.address, { code, team, name: recipient.person.name });
  switch (sent.kind) {
    case "refused":
      return { kind: "failed", text: sent.text, help: sent.help };
    case "unknown":
      // If it arrives all the same, there is a code to type.
      if (asks === undefined) return { kind: "failed", text: sent.text, help: sent.help };
      return awaitCode(run, test, challenge, UNTRACKED, createProgress(sent.text));
    case "sent":
      try {
        return asks === undefined
          ? await awaitDelivery(run, channel, sent)
          : await awaitCode(run, test, challenge, sent, createProgress(ACCEPTED));
      } catch (error) {
        await sent.hangUp();
        throw error;
      }
  }
}

/** A page of which nothing is known. */
const UNTRACKED: SentPage = { readStatus: async () => undefined, hangUp: async () => false };

/** Whether there is nothing to hang up. */
function isOver(status: DeliveryStatus | undefined): boolean {
  return status?.isFinal === true && status.isUnseen !== true;
}

async function waitForTurn(
  { edges, stopping, say }: PageRun,
  { recipient, channel }: PageTest,
): Promise<void> {
  for (let isAnnounced = false; !stopping.aborted; isAnnounced = true) {
    const left = edges.recently.claim(recipient.address, edges.now(), APART_MS);
    if (left <= 0) return;
    if (!isAnnounced)
      say(
        `${channel} to ${recipient.person.name} in ${Math.ceil(left / 1000)} s: one page a minute to each number`,
      );
    await edges.http.sleep(Math.min(left, 1000), stopping);
  }
}

/** Waits for the code while the delivery is shown, until it is typed, the delivery fails, or ten minutes have passed. */
async function awaitCode(
  { edges, asks, stopping }: PageRun,
  { channel }: PageTest,
  challenge: Challenge,
  sent: SentPage,
  progress: Progress,
): Promise<PageResult> {
  const ending = new AbortController();
  const end = () => ending.abort();
  stopping.addEventListener("abort", end);
  if (stopping.aborted) end();
  const polling = pollStatus(
    edges,
    sent,
    ending.signal,
    (status) => {
      progress.set(status);
      // A machine has heard the code, so that typing it proves nothing from now on.
      if (status.isVoid) challenge.revoke();
      if (status.stage === "failed") end();
    },
    (at) => {
      if (challenge.isExpired(at)) end();
      return !ending.signal.aborted;
    },
  );
  // Settled, because nothing awaits it while the question is open: a failure surfaces below.
  const settling = Promise.allSettled([polling.finally(end)]);
  let verdict: CodeVerdict | undefined;
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
      return `wrong code: ${verdict.left} ${verdict.left === 1 ? "try" : "tries"} left`;
    },
  });
  const answer = await asking.finally(end);
  const [polled] = await settling;
  if (polled.status === "rejected") throw polled.reason;
  stopping.removeEventListener("abort", end);
  if (answer.kind === "given-up" || stopping.aborted) return stopPage(channel, sent, progress);
  // A machine may have been detected since, and then the code was spoken to it.
  const isRight = verdict?.kind === "right";
  const latest = channel === "voice" && isRight ? await sent.readStatus() : undefined;
  const result = judgeCode({
    channel,
    verdict,
    status: latest ?? progress.status,
    isExpired: challenge.isExpired(edges.now()),
    progress: progress.lines().join(", "),
  });
  if (result.kind !== "proven" && channel === "voice" && !isOver(progress.status)) await sent.hangUp();
  return result;
}

async function awaitDelivery(
  { edges, stopping, say }: PageRun,
  channel: Channel,
  sent: SentPage,
): Promise<PageResult> {
  const progress = createProgress(ACCEPTED);
  let shown = "";
  const last = await pollUntilSettled(edges, sent, stopping, (status) => {
    progress.set(status);
    if (status.text !== shown) say(`  ${status.text}`);
    shown = status.text;
  });
  if (stopping.aborted) return stopPage(channel, sent, progress);
  if (last?.stage !== "reached" && !isOver(last)) await sent.hangUp();
  return judgeStatus(last);
}

/** A running call is hung up; a text is with the carrier. */
async function stopPage(channel: Channel, sent: SentPage, { status, lines }: Progress): Promise<PageResult> {
  if (sent === UNTRACKED) return { kind: "stopped", text: lines().join(", ") };
  if (status !== undefined && isOver(status))
    return { kind: "stopped", text: `${SENT[channel]}: ${status.text}` };
  const isHungUp = await sent.hangUp();
  const text = isHungUp
    ? "the call was hung up"
    : channel === "voice"
      ? "the call could not be hung up; it ends by itself within two minutes"
      : "the text was sent, and cannot be called back";
  return { kind: "stopped", text };
}
