/** Finishes an edit that was written: commits it if asked to, and says what was done and what comes next. */
import { forTerminal } from "../../render/escape.ts";
import type { Id } from "../../roster/model.ts";
import { joinWords } from "../../rules/words.ts";
import {
  commit,
  commitFault,
  committedText,
  hasOtherEdits,
  suggestCommit,
  warnMixed,
} from "../shared/commit.ts";
import type { EditContext, EditPlan } from "./plan.ts";
import { showPlan } from "./show.ts";

/** `isShown`: on this terminal, before the question. */
export async function finish(context: EditContext, plan: EditPlan, isShown: boolean): Promise<void> {
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
