/**
 * Runs every editing command: reads the wish, plans the edit, writes it under the lock, shows whose weeks move, and
 * commits it if asked to. What may not be written is refused before anything is.
 */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { maskPhones } from "../../text/mask.ts";
import { checkCommitFlags } from "../shared/commit.ts";
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
import { finish } from "./finish.ts";
import { type EditContext, planEdit } from "./plan.ts";
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

/** A phone number typed in the wrong place must not be printed. */
function rethrowMasked(error: unknown): never {
  if (!(error instanceof Fault)) throw error;
  const { exit, message, help, findings, more } = error;
  throw new Fault(exit, maskPhones(message), help && maskPhones(help), findings, more);
}
