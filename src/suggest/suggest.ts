/**
 * Suggests the ways out of each clash, best first: every swap for once and every cover is tried on the rotation, and those
 * that the guards of edits, the errors of lint, somebody's time away or somebody's rest speak against are left out.
 */
import { findUndecided } from "../intent/approver.ts";
import { draftWish } from "../intent/draft.ts";
import { judge } from "../intent/guard.ts";
import { findNewErrors, type Version } from "../lint/new-errors.ts";
import type { RuleContext } from "../lint/rule.ts";
import type { Id, Roster } from "../roster/model.ts";
import { findApprovers, helpWithoutApprover } from "../rules/approval.ts";
import type { AwayClash } from "../rules/away.ts";
import { writeCommand } from "../rules/command.ts";
import type { Approver, CoverWish, SwapWish } from "../rules/wish.ts";
import { countStats } from "../stats/count.ts";
import type { Stats } from "../stats/model.ts";
import { wallOf } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import { type Change, findAllChanges, joinByShift } from "../timeline/changes.ts";
import { listCandidates } from "./candidates.ts";
import type { Option, Solution } from "./model.ts";
import { callsAbsent, deniesRest, goesOnForGood, isSolved } from "./strain.ts";

/** What is known besides the roster. */
type World = Pick<RuleContext, "now" | "isTracked" | "resolve">;

/** How far back and ahead to look for who owes whom, in days. */
const REACH = 26 * 7;

/** What is said before a cover of time that is running, and speaks against nothing. */
const HARMLESS = ["cover-begun"];

export function suggest(version: Version, clashes: readonly AwayClash[], world: World): readonly Solution[] {
  if (clashes.length === 0) return [];
  const rank = buildRank(version.timeline, world);
  // A swap may solve several clashes, and is tried once.
  const known = new Map<string, Option | undefined>();
  return clashes.map((clash) => {
    const options = listCandidates(version.timeline, clash, world.now).flatMap((bare): readonly Option[] => {
      const key = JSON.stringify(bare);
      const option = known.has(key) ? known.get(key) : tryWish(bare, version, world);
      known.set(key, option);
      return option !== undefined && isSolved(clash, option.moves) ? [option] : [];
    });
    return {
      clash,
      options: options.toSorted((one, other) => rank(clash, one, other)),
      approvalHelp: findApprovalHelp(version.timeline.roster, clash.person),
    };
  });
}

function findApprovalHelp(roster: Roster, person: Id): string | undefined {
  return chooseApprovers(roster, [person]) === undefined ? helpWithoutApprover(roster, [person]) : undefined;
}

/** Undefined if it would do harm, or nothing. */
function tryWish(bare: SwapWish | CoverWish, version: Version, world: World): Option | undefined {
  const { timeline: before, loaded } = version;
  const { roster } = before;
  const approvedBy = chooseApprovers(roster, bare.kind === "swap" ? bare.people : [bare.person, bare.by]);
  if (approvedBy === undefined) return undefined;
  const wish = { ...bare, approvedBy };
  const draft = draftWish(wish, before, world.now);
  if (draft.kind !== "drafted") return undefined;
  const { after } = draft;
  const moves = findAllChanges(before, after);
  if (moves.length === 0 || callsAbsent(roster, moves) || deniesRest(before, after, moves)) return undefined;
  if (goesOnForGood(before, after, moves)) return undefined;
  const errors = findNewErrors(version, { timeline: after, loaded }, world);
  const { refusals, doubts, warnings } = judge(wish, before, after, world.now, errors);
  const objections = [...refusals, ...doubts, ...warnings].filter(({ rule }) => !HARMLESS.includes(rule));
  if (objections.length > 0) return undefined;
  return {
    wish,
    command: writeCommand(wish, roster),
    moves,
    told: joinByShift(moves),
    score: countMoved(moves),
  };
}

/** Undefined if somebody must approve and nobody may. */
function chooseApprovers(roster: Roster, concerned: readonly Id[]): readonly Approver[] | undefined {
  if (roster.policy.approvals === "optional") return [];
  const may = concerned.map((person) => findApprovers(roster, person));
  if (may.some((ids) => ids.length === 0)) return undefined;
  if (findUndecided(roster, concerned, ["manager"]).length === 0) return ["manager"];
  return [...new Set(may.flatMap((ids) => ids.slice(0, 1)))];
}

/** People and weeks: a week is a role in one shift, however much of it changes hands. */
function countMoved(moves: readonly Change[]): number {
  const people = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const weeks = new Set(moves.map(({ role, shift }) => `${shift.start} ${role}`));
  return people.size + weeks.size;
}

type Rank = (clash: AwayClash, one: Option, other: Option) => number;

/** The fewest moves first; then whoever owes the person most, has had most covered, has served least of their share. */
function buildRank(timeline: Timeline, { now }: World): Rank {
  const today = wallOf(timeline.shift(timeline.shiftFrom(now)).terms.zone, now).date;
  const stats = countStats(timeline, {
    from: today - REACH,
    until: today + REACH,
    now,
    isHoliday: () => false,
  });
  return ({ person }, one, other) => {
    const [first, second] = [claimsOn(stats, one, person), claimsOn(stats, other, person)];
    return one.score - other.score || compareClaims(first, second) || (one.command < other.command ? -1 : 1);
  };
}

/** Why it is somebody's turn to help, in milliseconds. */
interface Claims {
  readonly owed: number;
  /** By others, less what they covered themselves. */
  readonly covered: number;
  /** What is missing to their fair share. */
  readonly missing: number;
}

function claimsOn({ debts, people }: Stats, { wish }: Option, person: Id): Claims {
  const helper = wish.kind === "cover" ? wish.by : wish.people[1];
  const debt = debts.find(({ debtor, creditor }) => debtor === helper && creditor === person);
  const own = people.find(({ id }) => id === helper);
  return {
    owed: debt?.time ?? 0,
    covered: own === undefined ? 0 : own.taken - own.given,
    missing: own === undefined ? 0 : own.total.share - own.total.time,
  };
}

/** By the weightiest that differs; shares are fractions, so less than a millisecond is no difference. */
function compareClaims(one: Claims, other: Claims): number {
  const differences = [other.owed - one.owed, other.covered - one.covered, other.missing - one.missing];
  return differences.find((difference) => Math.abs(difference) >= 1) ?? 0;
}
