/** Prints what a push would do: whose time changes, the calls, and what somebody did by hand. */
import type {
  Assignment,
  Drift,
  EscalationRule,
  Pattern,
  Plan,
  PushStep,
  Reassignment,
  Who,
} from "../plan/model.ts";
import type { Id, Person } from "../roster/model.ts";
import type { Interval } from "../time/interval.ts";
import { type Instant, instantOf, type Zone } from "../time/zone.ts";
import { dutyText } from "./duty.ts";
import { forTerminal } from "./escape.ts";
import { NARROWEST } from "./grid.ts";
import { buildNames, type Names, NOBODY, OFF_DUTY } from "./names.ts";
import { clock, day, length, moment } from "./when.ts";
import { padEnd, type Width, widest, widthFor, wrap } from "./width.ts";

export interface PlanView {
  readonly plan: Plan;
  /** The zone of all times: a hundred times with the reader's own beside each would be unreadable. */
  readonly zone: Zone;
  /** The width of the terminal; Infinity without one, so that each stretch of time is one line. */
  readonly columns: number;
  readonly people: ReadonlyMap<Id, Person>;
  /** What the provider is called. */
  readonly title: string;
  /** Dates in other years say which. */
  readonly year: number;
}

/** The most changes to show: a first push changes everything, any other somebody's weeks. */
const MOST = { first: 12, other: 120 };

/** Ends with a line break. */
export async function planText(view: PlanView): Promise<string> {
  const { moves, steps, drift } = view.plan;
  const names = buildNames(view.people, forTerminal);
  const who = (one: Who | null) => whoText(one, names);
  const describe = (one: Assignment) => `${who(one.who)}, ${timeText(one, view)}`;
  const isFirst = steps.some(
    ({ action, kind }) => action === "create" && (kind === "schedule" || kind === "rotation"),
  );
  const most = isFirst ? MOST.first : MOST.other;
  const cells = moves.slice(0, most).map(({ role, from, to, isPart, ...span }) => {
    const now = to === null ? OFF_DUTY : who(to);
    const part = isPart ? `, for ${length(span.length)} of it` : "";
    return { time: timeText(span, view), role: names.role(role), move: `${who(from)} → ${now}${part}` };
  });
  const times = cells.map(({ time }) => time);
  const roles = cells.map(({ role }) => role);
  const calls = steps.map((step) => stepText(step, view));
  const found = drift.map((override) => {
    const others = [...new Set(override.against.map((one) => who(one.who)))].join(", ");
    const remark = others === "" ? AGREEMENTS[override.unserved] : `the roster says ${others}`;
    return `${names.role(override.role)}: ${describe(override)}; ${remark}`;
  });
  const width = await widthFor([...times, ...roles, ...cells.map(({ move }) => move), ...calls, ...found]);
  const [roleColumns, timeColumns] = [widest(roles, width), widest(times, width)];
  const rows = cells.flatMap(({ time, role, move }) => {
    const what = `${padEnd(role, roleColumns, width)}   ${move}`;
    const row = `${padEnd(time, timeColumns, width)}   ${what}`;
    return width(row) <= view.columns ? [row] : fold([[time], [what]], "", view.columns, width);
  });
  const rest = moves.slice(most);
  const last = rest.reduce((latest, { end }) => Math.max(latest, end), 0);
  const more =
    rest.length === 0 ? [] : [`… and ${rest.length} more, until ${day(view.zone, last, view.year)}`];
  const list = (text: string) => fold([text.split(/(?<=[,;:]) /)], "  ", view.columns, width);
  const callLines = calls.flatMap(list);
  const byHand = found.flatMap(list);
  const count = `${steps.length} ${steps.length === 1 ? "call" : "calls"}:`;
  const parts = [
    [...rows, ...more],
    calls.length === 0 ? ["nothing to do"] : [count, ...callLines],
    byHand.length === 0 ? [] : [`made by hand in ${view.title}, and left alone:`, ...byHand],
  ].filter((part) => part.length > 0);
  return `${parts.map((part) => part.join("\n")).join("\n\n")}\n`;
}

/** What the roster says of an override that contradicts nothing. */
const AGREEMENTS: Readonly<Record<Drift["unserved"], string>> = {
  none: "as the roster says",
  some: "as the roster says, which has nobody on call for some of that time",
  all: "the roster has nobody on call then",
};

/** Wraps phrases into lines, each part on a new one; all but the first are indented. */
function fold(
  parts: readonly (readonly string[])[],
  indent: string,
  columns: number,
  width: Width,
): readonly string[] {
  const within = Math.max(NARROWEST, columns) - indent.length - 4;
  return parts
    .flatMap((phrases) => wrap(phrases, within, width))
    .map((line, index) => `${indent}${index === 0 ? "" : "    "}${line}`);
}

/** Describes one call: `create override platform_primary: Bob, Mon 14 Dec 12:00 → Mon 21 Dec`. */
export function stepText(step: PushStep, view: PlanView): string {
  const names = buildNames(view.people, forTerminal);
  const what = `${step.action} ${step.kind} ${names.text(step.name)}`;
  switch (step.kind) {
    case "schedule":
    case "rotation":
      if (step.kind === "schedule" && step.action === "update")
        return `${what}: ${step.isFinished ? "" : "un"}finished, ${commitText(step.pushed)}enabled, in ${step.pattern.zone.name}`;
      if (step.action === "update" && step.from === step.pattern) return `${what}: finished`;
      return `${what}: ${patternText(step.pattern, view, names)}`;
    case "override": {
      const one = step.to ?? step.from;
      return one === undefined ? what : `${what}: ${whoText(one.who, names)}, ${timeText(one, view)}`;
    }
    case "escalation":
      return `${what}: ${step.to.map((rule) => ruleText(rule, names)).join(", ")}`;
  }
}

function commitText(commit: string | undefined): string {
  return commit === undefined ? "" : `at commit ${commit.slice(0, 7)}, `;
}

function patternText(
  { zone, date, time, every, people, hours }: Pattern,
  view: PlanView,
  names: Names,
): string {
  const starts = people.flatMap((one, index) => (one === people[index - 1] ? [] : [index]));
  const order = starts
    .map((start, index) => {
      const count = (starts[index + 1] ?? people.length) - start;
      return `${whoText(people[start] ?? null, names)}${count === 1 ? "" : ` ×${count}`}`;
    })
    .join(", ");
  const turn = every % 7 === 0 ? `${every / 7} week` : `${every} day`;
  const onDuty = hours === undefined ? "" : `, ${dutyText({ windows: hours, outside: false })}`;
  return `${order}; ${turn}${/^1 /.test(turn) ? "" : "s"} each, from ${momentText(instantOf(zone, date, time), { zone, year: view.year })}${onDuty}`;
}

export function ruleText({ kind, notify, minutes }: EscalationRule, names: Names): string {
  const whom = kind === "person" ? whoText(notify, names) : names.text(notify);
  return `${whom} ${minutes === 0 ? "at once" : `after ${length(minutes * 60_000)}`}`;
}

export function whoText(who: Who | null, names: Names): string {
  if (who === null) return NOBODY;
  return who
    .split(" + ")
    .map((one) => (one.startsWith("@") ? names.text(one.slice(1)) : names(one)))
    .join(" + ");
}

/** `Mon 14 Dec 12:00 → Mon 21 Dec`: with the hour of the end where it is not that of the start. */
export function timeText({ start, end }: Interval, style: DateStyle): string {
  const { zone, year } = style;
  const isSameDay = day(zone, start, year) === day(zone, end, year);
  const isSameTime = clock(zone, start) === clock(zone, end);
  const until = isSameDay ? clock(zone, end) : isSameTime ? day(zone, end, year) : momentText(end, style);
  return `${momentText(start, style)} → ${until}`;
}

type DateStyle = Pick<PlanView, "zone" | "year">;

function momentText(instant: Instant, { zone, year }: DateStyle): string {
  return moment({ zone, viewer: undefined }, instant, year);
}

/** `platform_primary: Bob, Mon 14 Dec 12:00 → Mon 21 Dec`. */
export function assignmentText(
  { name, who, ...span }: Assignment & { readonly name: string },
  view: PlanView,
): string {
  const names = buildNames(view.people, forTerminal);
  return `${names.text(name)}: ${whoText(who, names)}, ${timeText(span, view)}`;
}

export function changeText({ role, from, to, ...span }: Reassignment, view: PlanView): string {
  const names = buildNames(view.people, forTerminal);
  return `${timeText(span, view)} ${names.role(role)}: ${whoText(from, names)} instead of ${whoText(to, names)}`;
}
