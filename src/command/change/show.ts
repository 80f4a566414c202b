/** Shows a planned or written edit: the diff and whose weeks move on stdout, warnings on stderr. */
import { type ChangeView, changeJson, type Outcome } from "../../render/change.ts";
import { forTerminal } from "../../render/escape.ts";
import { movesText } from "../../render/moves.ts";
import { suggestText } from "../../render/suggest.ts";
import { yearOf } from "../../render/when.ts";
import { wallOf } from "../../time/zone.ts";
import { choosePage, findViewer } from "../shared/context.ts";
import { keepRoster } from "../shared/proposal.ts";
import type { EditFlags } from "./command.ts";
import type { EditContext, EditPlan } from "./plan.ts";

export async function showPlan(context: EditContext, plan: EditPlan, outcome: Outcome): Promise<void> {
  const { edges, flags, beside } = context;
  if (flags.json === true) edges.stdout.write(changeJson(plan.view, outcome, beside?.record));
  else edges.stdout.write(await describeChange(context, plan));
  for (const warning of plan.view.warnings) edges.stderr.write(warningText(warning, flags));
}

/** What somebody is asked to say yes to. */
export async function previewPlan(context: EditContext, plan: EditPlan): Promise<string> {
  const warnings = plan.view.warnings.map((warning) => warningText(warning, context.flags)).join("");
  return `\n${await describeChange(context, plan)}${warnings}`;
}

async function describeChange(
  { edges, flags, now, beside, wish }: EditContext,
  { view, people }: EditPlan,
): Promise<string> {
  const { zone, moves, diff, clashes } = view;
  const faces = { zone, viewer: findViewer(edges) };
  const page = await choosePage(edges.stdout, edges, flags);
  if (clashes !== undefined) {
    const solved = await suggestText({ ...faces, team: undefined, solutions: clashes, people }, page);
    const isOver = wish.kind === "away" && wish.until <= wallOf(zone, now).date;
    const none = isOver ? "this time is over" : "no shift of theirs falls into this time";
    return `${diff}\n${solved || `${none}\n`}`;
  }
  const shown = await movesText({ ...moves, ...faces, people, year: yearOf(zone, now) }, page);
  return `${diff}\n${shown}${beside?.text ?? ""}`;
}

function warningText({ message, help }: ChangeView["warnings"][number], { roster }: EditFlags): string {
  const advice = help === undefined ? [] : [`help: ${keepRoster(help, roster)}`];
  return [`warning: ${message}`, ...advice].map((line) => `${forTerminal(line)}\n`).join("");
}
