/**
 * The way of every command that edits: a wish in, the file changed, what that moves and what to do next shown. What may
 * not be written is refused before anything is, and between the last look at the file and its writing nobody comes in.
 */
import type { Choice, Edges } from "../../edge/edges.ts";
import { unifiedDiff } from "../../edit/diff.ts";
import { edit } from "../../edit/edit.ts";
import type { Refusal } from "../../edit/model.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { draftOf } from "../../intent/draft.ts";
import { judge } from "../../intent/guard.ts";
import type { GuardRefusal, Remark } from "../../intent/refusal.ts";
import type { Wish } from "../../intent/wish.ts";
import { type ChangeView, changeJson } from "../../render/change.ts";
import { forTerminal } from "../../render/escape.ts";
import { movesText } from "../../render/moves.ts";
import { yearOf } from "../../render/when.ts";
import type { Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { maskPhones } from "../../text/mask.ts";
import type { LocalDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import { type Timeline, timelineOf } from "../../timeline/build.ts";
import { movesBetween } from "../../timeline/moves.ts";
import { commit, hasOtherEdits, mixedText, nextCommand, notCommitted } from "../shared/commit.ts";
import { pageOf, readClock, viewerOf } from "../shared/context.ts";
import { findRoster, named, nameInDiff, openForEditing, readRoster } from "../shared/open.ts";
import { askingOf } from "../shared/prompt.ts";
import {
  choiceFor,
  consent,
  dateFor,
  type Known,
  type PersonSlot,
  personFor,
  type Slot,
  textFor,
} from "../shared/slot.ts";
import { writeRoster } from "../shared/write.ts";
import { completed } from "./approver.ts";
import type { ChangeFlags } from "./flags.ts";
import { subjectOf } from "./subject.ts";
import { type Typed, wishOf } from "./wish.ts";

/** Arguments that may be missing: what was given, or what somebody answers. */
export interface Asker {
  readonly isPossible: boolean;
  person(slot: PersonSlot, given: string | undefined): Promise<Person>;
  /** Of a shift in which `serving` has a role. */
  date(slot: Slot, given: string | undefined, serving: string): Promise<LocalDate>;
  text(slot: Slot, given: string | undefined): Promise<string>;
  choice(slot: Slot, choices: readonly Choice[]): Promise<string>;
}

/** What would come of the wish on one state of the file. */
interface Plan {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly view: ChangeView;
  readonly after: Timeline;
  readonly subject: string;
  /** What somebody should say yes to, where somebody is there. */
  readonly doubts: readonly Remark[];
}

/** A yes of whoever is there, where one is needed; `ask` throws where it is a no. */
interface Consent {
  isNeeded(plan: Plan): boolean;
  ask(plan: Plan): Promise<void>;
}

/** All that the way needs from its beginning on. */
interface Way {
  readonly edges: Edges;
  readonly flags: ChangeFlags;
  readonly now: Instant;
  readonly path: string;
  readonly file: string;
  readonly wish: Wish;
}

export async function change(edges: Edges, typed: Typed): Promise<ExitCode> {
  const { flags } = typed;
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const opened = openForEditing(edges, path, bytes);
  const known: Known = { edges, flags, now, timeline: opened.timeline };
  // Which entry is the newest is seen before it is taken back.
  const asked = { any: typed.verb === "undo" && typed.words[0] === undefined };
  const ask = askerOf(known, asked);
  const typedWish = await wishOf(typed, known, ask).catch(rethrowMasked);
  const wish = await completed(typedWish, known, ask);
  const way: Way = { edges, flags, now, path, file: named(edges, path), wish };

  const first = planned(way, bytes, opened);
  if (flags.dryRun === true) {
    await show(way, first, { written: false, committed: undefined });
    edges.stderr.write("a dry run: nothing was written\n");
    return EXIT.done;
  }
  const plan = await writeDown(way, first, {
    isNeeded: (found) => (asked.any || found.doubts.length > 0) && askingOf(edges, flags) !== undefined,
    ask: async (found) => consent(known, await preview(way, found), "Write this?"),
  });
  const isMixed = flags.commit === true && hasOtherEdits(edges, path, plan.bytes);
  const done = flags.commit === true ? commit(edges, path, plan.subject) : undefined;
  await show(way, plan, {
    written: true,
    committed: done?.kind === "committed" ? done.id : undefined,
  });
  if (isMixed && done?.kind !== "failed") edges.stderr.write(`${forTerminal(mixedText(way.file))}\n`);
  if (done?.kind === "failed") throw notCommitted(edges, path, done.reason);
  const next = done === undefined ? nextCommand(edges, path, plan.subject) : undefined;
  if (done !== undefined) edges.stderr.write(`committed as ${done.id}\n`);
  if (next !== undefined) edges.stderr.write(`next: ${next}\n`);
  return EXIT.done;
}

function askerOf(known: Known, asked: { any: boolean }): Asker {
  const noting = <Value>(given: string | undefined, value: Promise<Value>): Promise<Value> => {
    asked.any ||= given === undefined;
    return value;
  };
  return {
    isPossible: askingOf(known.edges, known.flags) !== undefined,
    person: (slot, given) => noting(given, personFor(known, slot, given)),
    date: (slot, given, serving) => noting(given, dateFor(known, slot, given, serving)),
    text: (slot, given) => noting(given, textFor(known, slot, given)),
    choice: (slot, choices) => noting(undefined, choiceFor(known, slot, choices)),
  };
}

/** What would come of it; throws what stands against it. */
function planned(
  { edges, now, path, file, wish }: Way,
  bytes: Uint8Array,
  { timeline: before, loaded: old } = openForEditing(edges, path, bytes),
): Plan {
  const draft = draftOf(wish, before, now);
  if (draft.kind === "refused") throw refusedBy([draft]);
  if (draft.kind === "settled") throw new Fault(EXIT.done, `nothing to do: ${draft.message}`);
  const edited = edit({ file, bytes, edits: draft.edits, zoneOf: edges.zoneOf, old });
  if (edited.kind === "refused") throw refusedBy([edited]);
  const { roster } = edited.loaded;
  if (roster === undefined) throw new Error("an edit was proven, and its roster cannot be used");
  const after = timelineOf(roster);
  const { refusals, doubts, warnings } = judge(wish, before, after, now);
  if (refusals.length > 0) throw refusedBy(refusals);
  const shown = (line: string) => forTerminal(maskPhones(line));
  return {
    bytes,
    text: edited.text,
    after,
    subject: subjectOf(wish, draft.edits, before.roster),
    doubts,
    view: {
      file,
      diff: unifiedDiff(edited.before, edited.text, { file: nameInDiff(edges, path), shown }),
      lines: edited.lines.filter((lines) => lines !== undefined),
      moves: movesBetween(before, after),
      warnings: [...doubts, ...warnings].map(({ guard, message, help }) => {
        return { guard, message: maskPhones(message), help: help && maskPhones(help) };
      }),
      zone: outputZone(roster),
    },
  };
}

/** What was typed in the wrong place is told without its telephone number. */
function rethrowMasked(error: unknown): never {
  if (!(error instanceof Fault)) throw error;
  const { exit, message, help, findings, more } = error;
  throw new Fault(exit, maskPhones(message), help && maskPhones(help), findings, more);
}

/** All refusals, each with the rule it rests on and what would do instead. */
function refusedBy(refusals: readonly (Refusal & Partial<Pick<GuardRefusal, "guard" | "rule">>)[]): Fault {
  const lines = refusals.flatMap(({ message, guard, rule, help }) => [
    guard === undefined ? message : `${message} [${guard}]`,
    ...(rule === undefined ? [] : [`rule: ${rule}`]),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ]);
  // The command that would do instead has the reason in it that was typed.
  const [first = "", ...more] = lines.map(maskPhones);
  return new Fault(EXIT.refused, first, undefined, [], more);
}

/** Writes what `plan` says, or what comes of the wish if the file has changed since; the plan that was written. */
async function writeDown(way: Way, first: Plan, yes: Consent): Promise<Plan> {
  const { edges, path, file, wish } = way;
  let plan = first;
  for (;;) {
    if (yes.isNeeded(plan)) await yes.ask(plan);
    const seen = plan;
    const { value, kind } = await writeRoster(edges, path, (current) => {
      const isSame = Buffer.compare(current, seen.bytes) === 0;
      if (!isSame && "line" in wish) {
        throw new Fault(
          EXIT.refused,
          `${file} has changed meanwhile, and its lines with it`,
          "look at it, then say it again",
        );
      }
      const fresh = isSame ? seen : planned(way, current);
      // Somebody said yes to something else, or there was no need of one until now.
      if (!isSame && yes.isNeeded(fresh)) return { value: fresh, text: undefined };
      return { value: fresh, text: fresh.text };
    });
    plan = value;
    if (kind === "written") return plan;
    edges.stderr.write(`${forTerminal(file)} has changed meanwhile: once more\n`);
    if (kind === "changed") plan = planned(way, readRoster(edges, path));
  }
}

/** Answer on stdout: the diff, and whose weeks move. What to heed goes to stderr. */
async function show(
  way: Way,
  plan: Plan,
  outcome: { written: boolean; committed: string | undefined },
): Promise<void> {
  const { edges, flags } = way;
  if (flags.json === true) edges.stdout.write(changeJson(plan.view, outcome));
  else edges.stdout.write(`${plan.view.diff}\n${await movesOf(way, plan)}`);
  for (const warning of plan.view.warnings) edges.stderr.write(warningText(warning));
}

async function movesOf({ edges, flags, now }: Way, { view, after }: Plan): Promise<string> {
  const { zone, moves } = view;
  const faces = { zone, viewer: viewerOf(edges) };
  const people = after.roster.people;
  return movesText(
    { ...moves, ...faces, people, year: yearOf(zone, now) },
    await pageOf(edges.stdout, edges, flags),
  );
}

function warningText({ message, help }: ChangeView["warnings"][number]): string {
  return `warning: ${forTerminal(message)}\n${help === undefined ? "" : `help: ${forTerminal(help)}\n`}`;
}

/** What somebody says yes to. */
async function preview(way: Way, plan: Plan): Promise<string> {
  const warnings = plan.view.warnings.map(warningText).join("");
  return `\n${plan.view.diff}\n${await movesOf(way, plan)}${warnings}`;
}
