/**
 * Runs every editing command: plans the edit, checks it, writes it under the lock, and shows whose weeks move. What may
 * not be written is refused before anything is, and nobody else can write between the last read and our write.
 */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { unifiedDiff } from "../../edit/diff.ts";
import { edit } from "../../edit/edit.ts";
import type { Refusal } from "../../edit/model.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { draftWish } from "../../intent/draft.ts";
import { judge } from "../../intent/guard.ts";
import type { Warning, WishRefusal } from "../../intent/refusal.ts";
import { findNewErrors } from "../../lint/new-errors.ts";
import { type ChangeView, changeJson } from "../../render/change.ts";
import { forTerminal } from "../../render/escape.ts";
import { movesText } from "../../render/moves.ts";
import { yearOf } from "../../render/when.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { Wish } from "../../rules/wish.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Instant } from "../../time/zone.ts";
import { buildTimeline, type Timeline } from "../../timeline/build.ts";
import { findMoves } from "../../timeline/moves.ts";
import {
  checkCommitFlags,
  commit,
  commitFault,
  committedText,
  hasOtherEdits,
  suggestCommit,
  warnMixed,
} from "../shared/commit.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { displayPath, findRoster, nameInDiff } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openForEditing } from "../shared/open.ts";
import { buildAsking } from "../shared/prompt.ts";
import { keepRoster } from "../shared/proposal.ts";
import { readRoster } from "../shared/read.ts";
import { consent, type Known } from "../shared/slot.ts";
import { writeRoster } from "../shared/write.ts";
import { completeWish } from "./approver.ts";
import { buildAsker } from "./asker.ts";
import type { EditFlags } from "./command.ts";
import { writeSubject } from "./subject.ts";
import { readWish } from "./wish.ts";

/** What would come of the wish on one state of the file. */
interface ChangePlan {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly view: ChangeView;
  readonly after: Timeline;
  readonly subject: string;
  /** What somebody should say yes to, where somebody is there. */
  readonly doubts: readonly Warning[];
}

/** A yes of whoever is there, where one is needed; `ask` throws where it is a no. */
interface Consent {
  isNeeded(plan: ChangePlan): boolean;
  ask(plan: ChangePlan): Promise<void>;
}

/** All that the way needs from its beginning on. */
interface Way {
  readonly edges: Edges;
  readonly flags: EditFlags;
  readonly now: Instant;
  readonly path: string;
  readonly file: string;
  readonly wish: Wish;
}

export async function runChange(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<EditFlags>(command);
  checkCommitFlags(flags);
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const opened = openForEditing(edges, path, bytes);
  const known: Known = { edges, flags, now, timeline: opened.timeline };
  const ask = buildAsker(known);
  const typedWish = await readWish(command.name(), command.args, flags, known, ask).catch(rethrowMasked);
  const wish = await completeWish(typedWish, known, ask);
  // An entry that oncall chose is shown before it is taken back.
  const isChosen = command.name() === "undo" && command.args.length === 0;
  const way: Way = { edges, flags, now, path, file: displayPath(edges, path), wish };

  const first = planChange(way, bytes, opened);
  if (flags.dryRun === true) {
    await show(way, first, { written: false, committed: undefined });
    edges.stderr.write("dry run; nothing was written\n");
    return EXIT.done;
  }
  const plan = await writeDown(way, first, {
    isNeeded: (found) =>
      (isChosen || ask.hasAsked() || found.doubts.length > 0) && buildAsking(edges, flags) !== undefined,
    ask: async (found) => consent(known, await preview(way, found), "Write this?"),
  });
  const isMixed = flags.commit === true && hasOtherEdits(edges, path, plan.bytes);
  const done = flags.commit === true ? commit(edges, path, plan.subject, flags) : undefined;
  await show(way, plan, {
    written: true,
    committed: done?.kind === "committed" ? done.id : undefined,
  });
  if (isMixed && done?.kind !== "failed") edges.stderr.write(`${forTerminal(warnMixed(way.file))}\n`);
  if (done?.kind === "failed") throw commitFault(edges, path, done);
  const next = done === undefined ? suggestCommit(edges, path, plan.subject) : undefined;
  if (done !== undefined) edges.stderr.write(committedText(done));
  if (next !== undefined) edges.stderr.write(`next: ${next}\n`);
  return EXIT.done;
}

/** What would come of it; throws what stands against it. */
function planChange(
  { edges, now, path, file, wish }: Way,
  bytes: Uint8Array,
  { timeline: before, loaded: old } = openForEditing(edges, path, bytes),
): ChangePlan {
  const draft = draftWish(wish, before, now);
  if (draft.kind === "refused") throw toFault([draft]);
  if (draft.kind === "settled") throw new Fault(EXIT.done, `nothing to do: ${draft.message}`);
  const edited = edit({ file, bytes, edits: draft.edits, zoneOf: edges.zoneOf, old });
  if (edited.kind === "refused") throw toFault([edited]);
  const { roster } = edited.loaded;
  if (roster === undefined) throw new Error("an edit was proven, and its roster cannot be used");
  const after = buildTimeline(roster);
  const errors = findNewErrors(
    { timeline: before, loaded: old },
    { timeline: after, loaded: edited.loaded },
    {
      now,
      isTracked: () => edges.git.tracks(path).kind === "tracked",
      resolve: (phone) => resolvePhone(phone, edges.env),
    },
  );
  const { refusals, doubts, warnings } = judge(wish, before, after, now, errors);
  if (refusals.length > 0) throw toFault(refusals);
  const showLine = (line: string) => forTerminal(maskPhones(line));
  return {
    bytes,
    text: edited.text,
    after,
    subject: writeSubject(wish, draft.edits, before.roster),
    doubts,
    view: {
      file,
      diff: unifiedDiff(edited.before, edited.text, { file: nameInDiff(edges, path), show: showLine }),
      lines: edited.lines.filter((lines) => lines !== undefined),
      moves: findMoves(before, after),
      warnings: [...doubts, ...warnings].map(({ rule, message, help }) => {
        return { rule, message: maskPhones(message), help: help && maskPhones(help) };
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

/** All refusals, each with the id of its rule and what would do instead. */
function toFault(refusals: readonly (Refusal & Partial<Pick<WishRefusal, "rule">>)[]): Fault {
  const lines = refusals.flatMap(({ message, rule, help }) => [
    rule === undefined ? message : `${message} [${rule}]`,
    ...(help === undefined ? [] : [`help: ${help}`]),
  ]);
  // The command that would do instead has the reason in it that was typed.
  const [first = "", ...more] = lines.map(maskPhones);
  return new Fault(EXIT.refused, first, undefined, [], more);
}

/** Writes what `plan` says, or what comes of the wish if the file has changed since; the plan that was written. */
async function writeDown(way: Way, first: ChangePlan, yes: Consent): Promise<ChangePlan> {
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
      const fresh = isSame ? seen : planChange(way, current);
      // Somebody said yes to something else, or there was no need of one until now.
      if (!isSame && yes.isNeeded(fresh)) return { value: fresh, text: undefined };
      return { value: fresh, text: fresh.text };
    });
    plan = value;
    if (kind === "written") return plan;
    edges.stderr.write(`${forTerminal(file)} has changed meanwhile: once more\n`);
    if (kind === "changed") plan = planChange(way, readRoster(edges, path));
  }
}

/** Answer on stdout: the diff, and whose weeks move. What to heed goes to stderr. */
async function show(
  way: Way,
  plan: ChangePlan,
  outcome: { written: boolean; committed: string | undefined },
): Promise<void> {
  const { edges, flags } = way;
  if (flags.json === true) edges.stdout.write(changeJson(plan.view, outcome));
  else edges.stdout.write(`${plan.view.diff}\n${await writeMoves(way, plan)}`);
  for (const warning of plan.view.warnings) edges.stderr.write(warningText(warning, flags));
}

async function writeMoves({ edges, flags, now }: Way, { view, after }: ChangePlan): Promise<string> {
  const { zone, moves } = view;
  const faces = { zone, viewer: findViewer(edges) };
  const people = after.roster.people;
  return movesText(
    { ...moves, ...faces, people, year: yearOf(zone, now) },
    await choosePage(edges.stdout, edges, flags),
  );
}

function warningText({ message, help }: ChangeView["warnings"][number], { roster }: EditFlags): string {
  const advice =
    help === undefined
      ? ""
      : `help: ${forTerminal(keepRoster(help, roster))}
`;
  return `warning: ${forTerminal(message)}
${advice}`;
}

/** What somebody says yes to. */
async function preview(way: Way, plan: ChangePlan): Promise<string> {
  const warnings = plan.view.warnings.map((warning) => warningText(warning, way.flags)).join("");
  return `\n${plan.view.diff}\n${await writeMoves(way, plan)}${warnings}`;
}
