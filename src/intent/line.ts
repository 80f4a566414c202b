/** Drafts an undo or an approval: a wish about an entry in the log, named by its line. */
import type { Edit } from "../edit/model.ts";
import type { Absence, Entry, Id, Roster } from "../roster/model.ts";
import { findApprovers, findConcerned, findMissingApprovals } from "../rules/approval.ts";
import type { ApproveWish, UndoWish } from "../rules/wish.ts";
import { describeAbsence, describeEntry, joinWords, peopleOf } from "../rules/words.ts";
import { buildTimeline, type Timeline } from "../timeline/build.ts";
import { findUndecided, refuseUndecided, resolveApprovers } from "./approver.ts";
import { idOrIds } from "./entry.ts";
import { findInvalid } from "./fit.ts";
import type { DraftResult } from "./model.ts";
import { refuse, type WishRefusal } from "./refusal.ts";

/** Removes the entry or the time away that begins on that line and, with a join, the person who came with it. */
export function draftUndo(wish: UndoWish, before: Timeline): DraftResult {
  const { roster } = before;
  const absence = roster.away.find(({ line }) => line === wish.line);
  if (absence !== undefined) return draftReturn(absence, roster);
  const entry = findOnLine(before, wish.line, roster.away);
  if ("rule" in entry) return entry;
  const newcomer = findNewcomer(wish, entry, roster);
  const people = new Map([...roster.people].filter(([id]) => id !== newcomer));
  const after = buildTimeline({
    ...roster,
    people,
    changes: roster.changes.filter((each) => each !== entry),
  });
  const edits: readonly Edit[] = [
    { kind: "remove-entry", index: entry.index },
    ...(newcomer === undefined ? [] : [{ kind: "remove-person" as const, id: newcomer }]),
  ];
  return findInvalid(wish, before, after, [], -Infinity) ?? { kind: "drafted", edits, entries: [], after };
}

function draftReturn(absence: Absence, roster: Roster): DraftResult {
  const away = roster.away.filter((each) => each !== absence);
  return {
    kind: "drafted",
    edits: [{ kind: "remove-absence", index: absence.index }],
    entries: [],
    after: buildTimeline({ ...roster, away }),
  };
}

/** Who joins by this entry, is not committed yet, and is named nowhere else. */
function findNewcomer({ uncommitted = [] }: UndoWish, entry: Entry, roster: Roster): Id | undefined {
  if (entry.kind !== "join" || !uncommitted.includes(entry.person)) return undefined;
  const { person } = entry;
  const others = roster.changes.filter((each) => each !== entry);
  const isNamed =
    others.some((each) => [...peopleOf(each), ...each.approvedBy].includes(person)) ||
    others.some((each) => each.kind === "join" && each.after === person) ||
    roster.rotation.some(({ queue }) => queue.includes(person)) ||
    [...roster.people.values()].some(({ managers }) => managers.includes(person));
  return isNamed ? undefined : person;
}

/** `away`: what else could be meant. */
function findOnLine({ roster }: Timeline, line: number, away: readonly Absence[] = []): Entry | WishRefusal {
  const found = roster.changes.find((entry) => entry.line === line);
  if (found !== undefined) return found;
  const all = [...roster.changes, ...away].toSorted((one, other) => one.line - other.line);
  const above = all.findLast((each) => each.line < line);
  const below = all.find((each) => each.line > line);
  const near = [above, below].flatMap((each) =>
    each === undefined ? [] : ["kind" in each ? describeEntry(each) : describeAbsence(each)],
  );
  return refuse({
    rule: "no-such-entry",
    message: `no entry begins in line ${line} of ${roster.file}`,
    help:
      near.length === 0
        ? "the log is empty"
        : `the nearest ${near.length === 1 ? "is" : "are"} ${joinWords(near)}`,
  });
}

/** Adds approvers to an entry; it stays `unapproved` until it has all it needs. */
export function draftApproval(wish: ApproveWish, before: Timeline): DraftResult {
  const { roster } = before;
  const entry = findOnLine(before, wish.line);
  if ("rule" in entry) return entry;
  const missing = findMissingApprovals(roster, entry);
  if (!entry.unapproved && missing.length === 0) {
    const by =
      entry.approvedBy.length === 0
        ? "needs no approval"
        : `is approved by ${joinWords(entry.approvedBy)} already`;
    return { kind: "settled", message: `${describeEntry(entry)} ${by}` };
  }
  const concerned = findConcerned(roster, entry);
  const undecided = refuseUndecided(
    findUndecided(roster, missing.length === 0 ? concerned : missing.map(({ person }) => person), wish.by),
    (id) => `oncall approve ${wish.line} --by ${id}`,
  );
  if (undecided !== undefined) return undecided;
  const given = resolveApprovers(roster, concerned, wish.by);
  const idle = given.find((id) => !concerned.some((person) => findApprovers(roster, person).includes(id)));
  const open = missing.map(({ person }) => person);
  if (idle !== undefined && roster.policy.approvals === "required") {
    const may = open.flatMap((person) => findApprovers(roster, person));
    return refuse({
      rule: "wrong-approver",
      message: concerned.includes(idle)
        ? `${idle} cannot approve for themselves`
        : `${idle} is no manager of ${joinWords(open.length === 0 ? concerned : open)}`,
      help:
        may.length === 0
          ? undefined
          : `${joinWords([...new Set(may)], "or")} may: oncall approve ${wish.line} --by ${new Set(may).size === 1 ? may[0] : "ID"}`,
    });
  }
  const approvedBy = [...new Set([...entry.approvedBy.filter((id) => isUseful(id)), ...given])];
  const now = { ...entry, approvedBy };
  const done = findMissingApprovals(roster, now).length === 0;
  const edit: Edit = {
    kind: "amend-entry",
    index: entry.index,
    set: { approved_by: idOrIds(approvedBy) },
    unset: done && entry.unapproved ? ["unapproved"] : [],
  };
  const settled: Entry = { ...now, unapproved: entry.unapproved && !done };
  const changes = roster.changes.map((each) => (each === entry ? settled : each));
  return { kind: "drafted", edits: [edit], entries: [settled], after: buildTimeline({ ...roster, changes }) };

  function isUseful(id: string): boolean {
    return concerned.some((person) => findApprovers(roster, person).includes(id));
  }
}
