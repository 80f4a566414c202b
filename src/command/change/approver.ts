/**
 * Asks for what a wish turns out to need: who covers what a leaver would still serve, and who approved. Asks nothing
 * that the command line says already.
 */
import type { Choice } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { findUndecided, resolveApprovers } from "../../intent/approver.ts";
import { draftWish } from "../../intent/draft.ts";
import type { Entry, Id, Roster } from "../../roster/model.ts";
import { findApprovers, findConcerned, findMissingApprovals } from "../../rules/approval.ts";
import { findTimeAfterLeaving } from "../../rules/serving.ts";
import type { EditWish, EntryWish, LeaveWish } from "../../rules/wish.ts";
import { describeEntry, joinWords } from "../../rules/words.ts";
import type { Known } from "../shared/slot.ts";
import type { Asker } from "./asker.ts";
import { readApprovers } from "./remarks.ts";
import { settleManager } from "./settle.ts";

/** Asks nothing if nobody can be asked, or if the wish will be refused anyway: the refusal says why. */
export async function completeWish(wish: EditWish, known: Known, ask: Asker): Promise<EditWish> {
  if (wish.kind === "away" || wish.kind === "undo" || wish.kind === "approve" || wish.kind === "adopt")
    return wish;
  const whole = wish.kind === "leave" && ask.isPossible ? await withCover(wish, known, ask) : wish;
  if (whole.approvedBy.includes("manager")) return settle(whole, known, ask);
  if (!ask.isPossible || whole.approvedBy.length > 0 || whole.unapproved) return whole;
  const draft = draftWish(whole, known.timeline, known.now);
  if (draft.kind !== "drafted") return whole;
  const { roster } = draft.after;
  const concerned = draft.entries.flatMap((entry) =>
    findMissingApprovals(roster, entry).map(({ person }) => person),
  );
  const more = whole.kind === "cover" ? [PENDING] : [];
  const by = await askApprover("--approved-by", [...new Set(concerned)], roster, ask, more);
  if (by === PENDING.value) return { ...whole, unapproved: true };
  return by === undefined ? whole : { ...whole, approvedBy: readApprovers([by], roster) };
}

async function settle(wish: EntryWish, known: Known, ask: Asker): Promise<EntryWish> {
  // The entries say whom they concern, whoever approves.
  const draft = draftWish({ ...wish, approvedBy: [] }, known.timeline, known.now);
  if (draft.kind !== "drafted") return wish;
  const { roster } = draft.after;
  const concerned = [...new Set(draft.entries.flatMap((entry) => findConcerned(roster, entry)))];
  const approvedBy = await settleManager("--approved-by", wish.approvedBy, concerned, roster, known, ask);
  return { ...wish, approvedBy };
}

/** At 3 a.m. there may be nobody to ask: the cover takes effect at once and is approved later. */
const PENDING: Choice = {
  value: "--unapproved",
  line: "nobody can be asked now: approve it later",
  short: "pending",
};

async function withCover(wish: LeaveWish, known: Known, ask: Asker): Promise<LeaveWish> {
  const { person, coveredBy, backdated, allow } = wish;
  if (coveredBy !== undefined || backdated || allow.includes("serves-after-leaving")) return wish;
  const draft = draftWish(wish, known.timeline, known.now);
  if (draft.kind !== "drafted") return wish;
  const left = draft.entries.flatMap((entry) =>
    entry.kind === "leave" ? findTimeAfterLeaving(draft.after, entry, known.now) : [],
  );
  if (left.length === 0) return wish;
  const roles = joinWords([...new Set(left.map(({ role }) => role))]);
  const question = `Who covers the time that ${person} would still serve as ${roles}?`;
  const slot = { name: "--covered-by", question, only: (id: Id) => id !== person };
  return { ...wish, coveredBy: (await ask.person(slot, undefined)).id };
}

/** Undefined if nobody is concerned, or nobody may approve. `more` are choices other than people. */
export async function askApprover(
  name: string,
  concerned: readonly Id[],
  roster: Roster,
  ask: Asker,
  more: readonly Choice[] = [],
): Promise<string | undefined> {
  const may = [...new Set(concerned.flatMap((person) => findApprovers(roster, person)))];
  if (may.length === 0) return undefined;
  const nameOf = (id: Id) => roster.people.get(id)?.name ?? id;
  const isClear = findUndecided(roster, concerned, ["manager"]).length === 0;
  const managers = joinWords(resolveApprovers(roster, concerned, ["manager"]));
  const choices: readonly Choice[] = [
    ...(isClear ? [{ value: "manager", line: `manager: ${managers}`, short: "manager" }] : []),
    ...may.map((id) => ({ value: id, line: nameOf(id), short: nameOf(id) })),
    ...more,
  ];
  return ask.choice({ name, question: `Who approves for ${joinWords(concerned)}?` }, choices);
}

/** Asks for one of the entries that wait for approval; answers with its line. */
export async function askPendingLine(roster: Roster, ask: Asker): Promise<string> {
  const pending = roster.changes.filter((entry) => isPending(roster, entry));
  const slot = { name: "LINE", question: "Which entry do you approve?" };
  if (pending.length === 0 && ask.isPossible) {
    throw new Fault(EXIT.done, "nothing to do: no entry needs approval");
  }
  const choices = pending.map((entry) => {
    const line = describeEntry(entry);
    return { value: String(entry.line), line, short: line };
  });
  return ask.choice(slot, choices);
}

function isPending(roster: Roster, entry: Entry): boolean {
  return entry.unapproved || findMissingApprovals(roster, entry).length > 0;
}
