/** Finishes an edit that was written: commits it if asked to, and says what was done and what comes next. */
import { forTerminal } from "../../render/escape.ts";
import type { Id } from "../../roster/model.ts";
import { joinWords } from "../../rules/words.ts";
import { settleEdit } from "../shared/commit.ts";
import type { EditContext, EditPlan } from "./plan.ts";
import { showPlan } from "./show.ts";

/** `isShown`: on this terminal, before the question. */
export async function finish(context: EditContext, plan: EditPlan, isShown: boolean): Promise<void> {
  const { edges, flags, path, file } = context;
  const { subject, bytes: before } = plan;
  const { committed, isTracked, check, say } = settleEdit(edges, path, { subject, before, flags });
  if (isShown && flags.json !== true) edges.stdout.write(`wrote ${forTerminal(file)}\n`);
  else await showPlan(context, plan, { written: true, committed });
  check();
  if (isTracked) edges.stderr.write(claimText(plan.approvers));
  say();
}

/** Whoever edits the file can write down any approval. */
function claimText(approvers: readonly Id[]): string {
  const [only, ...others] = approvers;
  if (only === undefined) return "";
  const who = `${joinWords(approvers)} ${others.length === 0 ? "approves" : "approve"}`;
  return `note: the approval is a claim until ${who} the pull request\n`;
}
