/**
 * Runs every editing command: reads the wish, plans the edit, writes it under the lock, shows whose weeks move, and
 * commits it if asked to. What may not be written is refused before anything is.
 */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Id } from "../../roster/model.ts";
import { joinWords } from "../../rules/words.ts";
import { maskPhones } from "../../text/mask.ts";
import {
  checkCommitFlags,
  commit,
  commitFault,
  committedText,
  hasOtherEdits,
  suggestCommit,
  warnMixed,
} from "../shared/commit.ts";
import { requireConsent } from "../shared/consent.ts";
import { readClock } from "../shared/context.ts";
import { displayPath, findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openForEditing } from "../shared/open.ts";
import { buildAsking } from "../shared/prompt.ts";
import { readRoster } from "../shared/read.ts";
import type { Known } from "../shared/slot.ts";
import { completeWish } from "./approver.ts";
import { buildAsker } from "./asker.ts";
import type { EditFlags } from "./command.ts";
import { type EditContext, type EditPlan, planEdit } from "./plan.ts";
import { previewPlan, showPlan } from "./show.ts";
import { readWish } from "./wish.ts";
import { writePlan } from "./write.ts";

export async function runChange(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<EditFlags>(command);
  checkCommitFlags(flags);
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const opened = openForEditing(edges, path, bytes);
  const known: Known = { edges, command: command.name(), flags, now, timeline: opened.timeline };
  const ask = buildAsker(known);
  const typed = await readWish(command.name(), command.args, flags, known, ask).catch(rethrowMasked);
  const wish = await completeWish(typed, known, ask);
  const context: EditContext = { edges, flags, now, path, file: displayPath(edges, path), wish };
  const first = planEdit(context, bytes, opened);
  if (flags.dryRun === true) {
    await showPlan(context, first, { written: false, committed: undefined });
    edges.stderr.write("dry run; nothing was written\n");
    return EXIT.done;
  }
  // An entry that oncall chose is shown before it is taken back.
  const isChosen = command.name() === "undo" && command.args.length === 0;
  const undone = "nothing was written";
  let isShown = false;
  const plan = await writePlan(context, first, {
    isNeeded: ({ doubts }) =>
      (isChosen || ask.hasAsked() || doubts.length > 0) && buildAsking(edges, flags) !== undefined,
    ask: async (shown) => {
      const preview = `${await previewPlan(context, shown)}\n`;
      await requireConsent(edges, flags, { what: "an edit", question: "Write this?", preview, undone });
      isShown = flags.yes !== true && edges.stdout.isTTY;
    },
  });
  await finish(context, plan, isShown);
  return EXIT.done;
}

/** Commits if asked to, and says what was done and what comes next; `isShown`: on this terminal, before the question. */
async function finish(context: EditContext, plan: EditPlan, isShown: boolean): Promise<void> {
  const { edges, flags, path, file } = context;
  const isMixed = flags.commit === true && hasOtherEdits(edges, path, plan.bytes);
  const done = flags.commit === true ? commit(edges, path, plan.subject, flags) : undefined;
  const committed = done?.kind === "committed" ? done.id : undefined;
  if (isShown && flags.json !== true) edges.stdout.write(`wrote ${forTerminal(file)}\n`);
  else await showPlan(context, plan, { written: true, committed });
  if (isMixed && done?.kind !== "failed") edges.stderr.write(`${forTerminal(warnMixed(file))}\n`);
  if (done?.kind === "failed") throw commitFault(edges, path, done);
  const next = done === undefined ? suggestCommit(edges, path, plan.subject) : undefined;
  if ((done ?? next) !== undefined) edges.stderr.write(claimText(plan.approvers));
  if (done !== undefined) edges.stderr.write(committedText(done));
  if (next !== undefined) edges.stderr.write(`next: ${next}\n`);
}

/** Whoever edits the file can write down any approval. */
function claimText(approvers: readonly Id[]): string {
  const [only, ...others] = approvers;
  if (only === undefined) return "";
  const who = `${joinWords(approvers)} ${others.length === 0 ? "approves" : "approve"}`;
  return `note: the approval is a claim until ${who} the pull request\n`;
}

/** A phone number typed in the wrong place must not be printed. */
function rethrowMasked(error: unknown): never {
  if (!(error instanceof Fault)) throw error;
  const { exit, message, help, findings, more } = error;
  throw new Fault(exit, maskPhones(message), help && maskPhones(help), findings, more);
}
