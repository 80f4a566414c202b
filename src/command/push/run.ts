/** The way of `oncall push`: the plan shown and consented to, its steps made one after the other, and all of it read back. */

import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { Plan } from "../../plan/model.ts";
import { forTerminal } from "../../render/escape.ts";
import { namesOf } from "../../render/names.ts";
import { changeText, stepText, timeText, whoText } from "../../render/plan.ts";
import { day } from "../../render/when.ts";
import { PUSH_RULES } from "../../rules/ids.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { readAllowed } from "../shared/allow.ts";
import { checkNamed } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { buildAsking } from "../shared/prompt.ts";
import type { PushFlags } from "./command.ts";
import {
  type Aim,
  aimOf,
  documentOf,
  exitOf,
  type Look,
  lookAt,
  TITLE,
  tellNotes,
  tellPlan,
  tellRemedy,
  viewOf,
} from "./context.ts";

/** Reads may lag behind writes: half a minute in all. */
const LOOKS = 10;
const LOOK_MS = 3000;

export async function runPush(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PushFlags>(command);
  const allowed = readAllowed(flags.allow, PUSH_RULES);
  checkNamed(edges, flags, "a push");
  const aim = await aimOf(edges, flags, true);
  const first = await lookAt(aim);
  // Whoever reads JSON is told all the same what is about to be done, and where.
  await tellPlan(edges, aim, first, (flags.json === true ? edges.stderr : edges.stdout).write);
  tellNotes(edges, aim, first);
  refuse(first.plan, allowed);
  if (first.plan.steps.length > 0) {
    const look = await consented(edges, flags, aim, first);
    // The yes may have taken its time, and what was to come is now.
    refuse(look.plan, allowed);
    await heedingStop(edges, async (stopping) => {
      await applied(edges, aim, look, stopping);
      await verified(edges, aim, stopping);
    });
  } else await verified(edges, aim, undefined);
  const exit = exitOf(first.plan);
  if (flags.json === true) edges.stdout.write(documentOf(aim, first, true));
  else {
    const { zone, year } = viewOf(edges, aim, first);
    const but = exit === EXIT.done ? "" : ", but for what was made by hand";
    edges.stdout.write(
      `\nverified: ${TITLE} says who the roster says, until ${day(zone, aim.target.until, year)}${but}\n`,
    );
  }
  tellRemedy(edges, first.plan);
  return exit;
}

function refuse({ faults, guards }: Plan, allowed: readonly string[]): void {
  if (faults.length > 0)
    throw new Fault(EXIT.refused, "something there has to be undone by hand first: see above");
  const refused = guards.filter(({ guard }) => !allowed.includes(guard));
  if (refused.length === 0) return;
  const [first = "", ...more] = refused.map(({ guard, message }) => `${message} [${guard}]`);
  const names = refused.map(({ guard }) => guard).join(",");
  throw new Fault(EXIT.refused, first, `if that is meant, say --allow ${names}`, [], more);
}

/** A second look, after the yes: what was agreed to has to be what would be done. */
async function consented(edges: Edges, flags: PushFlags, aim: Aim, first: Look): Promise<Look> {
  if (flags.yes !== true) {
    const asking = buildAsking(edges, flags, "nothing was pushed");
    if (asking === undefined)
      throw new Fault(EXIT.usage, "a push needs a yes, and nobody can be asked here", "say yes with --yes");
    if (!(await asking.yes("Push this?", false))) throw new Fault(EXIT.no, "nothing was pushed");
  }
  const second = await lookAt(aim);
  if (second.fingerprint === first.fingerprint) return second;
  throw new Fault(
    EXIT.refused,
    "the service has changed since the plan was made: nothing was pushed",
    "look at the new plan: run it again",
  );
}

/** Whoever wants to stop waits for the call that is on its way; the second time the program ends at once. */
async function heedingStop(edges: Edges, work: (stopping: AbortSignal) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const forget = edges.onInterrupt(() => {
    edges.stderr.write("stopping after this call\n");
    stopping.abort();
  });
  try {
    await work(stopping.signal);
  } finally {
    forget();
  }
}

async function applied(edges: Edges, aim: Aim, look: Look, stopping: AbortSignal): Promise<void> {
  const writer = aim.service.writer(look.remote);
  const view = viewOf(edges, aim, look);
  const { steps } = look.plan;
  const made = (count: number) =>
    `${count} of ${steps.length} calls were made: run oncall push again, and it goes on from there`;
  for (const [index, step] of steps.entries()) {
    if (stopping.aborted) throw new Fault(EXIT.interrupted, "the push was interrupted", made(index));
    edges.stderr.write(`${index + 1}/${steps.length} ${stepText(step, view)}\n`);
    try {
      await writer.apply(step);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { exit, message, help, more } = error;
      throw new Fault(exit, message, help, [], [...more, made(index)]);
    }
  }
}

/** `stopping`: of a push that has just written, whose reads may lag; undefined: there was nothing to write. */
async function verified(edges: Edges, aim: Aim, stopping: AbortSignal | undefined): Promise<void> {
  for (let look = 1; ; look += 1) {
    if (stopping?.aborted === true)
      throw new Fault(
        EXIT.interrupted,
        "all calls were made, and the push was interrupted before it was verified",
        "run oncall push again",
      );
    const seen = await lookAt(aim);
    const view = viewOf(edges, aim, seen);
    const { steps, changes } = seen.plan;
    const wrong = [
      ...steps.map((step) => `still to do: ${stepText(step, view)}`),
      ...changes.map((change) => changeText(change, view)),
    ];
    if (wrong.length === 0) wrong.push(...(await wrongAround(edges, aim, seen)));
    const [first, ...more] = wrong;
    if (first === undefined) return;
    if (look < LOOKS && stopping !== undefined) {
      await edges.http.sleep(LOOK_MS, stopping);
      continue;
    }
    const lines = more.length > 9 ? [...more.slice(0, 9), `… and ${more.length - 9} more`] : more;
    throw new Fault(
      EXIT.service,
      `not verified: ${first}`,
      "look at the schedule there, and run oncall plan",
      [],
      lines,
    );
  }
}

/** Now, and a minute before and behind the next two handoffs of each role: who the service itself says is on call. */
async function wrongAround(edges: Edges, aim: Aim, look: Look): Promise<readonly string[]> {
  const { plan } = look;
  const view = viewOf(edges, aim, look);
  const names = namesOf(view.people, forTerminal);
  const now = aim.now();
  const wrong: string[] = [];
  for (const { role, spans } of aim.target.roles) {
    const ends = spans.filter(({ end }) => end > now).slice(0, 2);
    const instants = [now, ...ends.flatMap(({ end }) => [end - MINUTE_MS, end + MINUTE_MS])];
    const held = plan.drift.filter((one) => one.role === role).flatMap(({ against }) => against);
    for (const at of instants.filter((instant) => instant >= now)) {
      const span = spans.find(({ start, end }) => start <= at && at < end);
      if (span === undefined || held.some(({ start, end }) => start <= at && at < end)) continue;
      const who = await aim.service.onCall(role, at);
      if (who !== span.who)
        wrong.push(
          `${timeText({ start: at, end: at + MINUTE_MS }, view)} ${names.role(role)}: ${whoText(who, names)} instead of ${whoText(span.who, names)}`,
        );
    }
  }
  return wrong;
}
