/** Prints what a push would do to a group whose members are whoever is on call: who that is now, and who joins and leaves. */
import type { GroupPlan } from "../plan/group.ts";
import type { Id, Person } from "../roster/model.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Serving } from "../timeline/ask.ts";
import { forTerminal } from "./escape.ts";
import { jsonDocument } from "./json.ts";
import { buildNames, type Names } from "./names.ts";
import { whoText } from "./plan.ts";
import { day, moment, yearOf } from "./when.ts";

export interface GroupView {
  readonly plan: GroupPlan;
  /** What the service is called, and the account there. */
  readonly title: string;
  readonly account: string;
  /** Of the roster that is pushed. */
  readonly path: string;
  readonly team: string;
  readonly now: Instant;
  /** The rosters that name the group, the one that is pushed first. */
  readonly rosters: readonly [ServedRoster, ...ServedRoster[]];
}

export interface ServedRoster {
  readonly file: string;
  readonly people: ReadonlyMap<Id, Person>;
  readonly zone: Zone;
  /** Empty before the rotation begins. */
  readonly serving: readonly Serving[];
  /** When the next shift begins. */
  readonly next: Instant;
}

/** A group of people on call has fewer. */
const MOST_NAMED = 12;

/** Ends with a line break. */
export function groupText(view: GroupView): string {
  const { plan, title, account, path, team, rosters } = view;
  const [own, ...others] = rosters;
  const names = buildNames(own.people, forTerminal);
  const name = forTerminal(plan.name);
  const list = (whos: GroupPlan["to"]) => {
    const shown = whos.slice(0, MOST_NAMED).map((who) => whoText(who, names));
    const rest = whos.length - shown.length;
    return shown.length === 0 ? "nobody" : `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  };
  const stays = plan.from.length === 0 ? "empty" : list(plan.from);
  const what =
    plan.keys !== undefined
      ? ["1 call:", `  update group ${name}: ${list(plan.to)} instead of ${list(plan.from)}`]
      : [isServed(view) ? "nothing to do" : `nothing to do: ${name} stays as it is (${stays})`];
  return [
    `${forTerminal(`${path}, team ${team} → ${title}, account ${account}, group ${plan.name}`)}`,
    `on call now: ${servingText(own, view.now, names)}`,
    ...others.map(
      (other) =>
        `and in ${forTerminal(other.file)}: ${servingText(other, view.now, buildNames(other.people, forTerminal))}`,
    ),
    "",
    ...what,
    "",
  ].join("\n");
}

/** Whether anybody is on call. */
export function isServed({ rosters }: Pick<GroupView, "rosters">): boolean {
  return rosters.some(({ serving }) => serving.some(({ engineer }) => engineer !== null));
}

function servingText({ serving, zone, next }: ServedRoster, now: Instant, names: Names): string {
  const write = (at: Instant) => moment({ zone, viewer: undefined }, at, yearOf(zone, now));
  const [first] = serving;
  if (first === undefined) return `nobody, since the rotation begins on ${day(zone, next, undefined)}`;
  if (first.offDuty) return `nobody, off duty until ${write(first.end)} ${forTerminal(zone.name)}`;
  return serving.map(({ role, engineer }) => `${names.role(role)} ${names(engineer)}`).join(", ");
}

/** The `plan` and `push` documents of cli.md. */
export function groupJson(view: GroupView, provider: string, isVerified = false): string {
  const { name, from, to, keys, refusals, fingerprint } = view.plan;
  return jsonDocument({
    version: 1,
    provider,
    changes: keys === undefined ? [] : [{ action: "update", kind: "usergroup", name, from, to }],
    changed_shifts: [],
    drift: [],
    guards: refusals,
    faults: [],
    fingerprint,
    ...(isVerified && { verified: true }),
  });
}
