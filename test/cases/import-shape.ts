/** Reads the shapes of `test/cases/import`, and writes each as the local services take it. */
import { parse } from "yaml";
import type { TimeRestriction } from "../fake/opsgenie/model.ts";

export interface ShapeRotation {
  readonly name: string;
  /** Weekly by default. */
  readonly type?: string;
  readonly length?: number;
  readonly start: string;
  readonly end?: string;
  /** `ann`, `none`, `team platform`, `escalation up`, `group old`. */
  readonly people: readonly string[];
  /** One daily window (`09:00-17:00`), or a list of weekly ones (`fri 18:00 - mon 10:00`). */
  readonly hours?: string | readonly string[];
}

interface ShapeOverride {
  readonly by: string;
  readonly from: string;
  readonly until: string;
  readonly rotations?: readonly string[];
}

export interface ShapeSchedule {
  readonly name: string;
  readonly timezone: string;
  readonly team?: string;
  readonly enabled?: boolean;
  readonly rotations: readonly ShapeRotation[];
  readonly overrides?: readonly ShapeOverride[];
}

interface ShapeRule {
  readonly notify: string;
  /** Minutes. */
  readonly after: number;
  readonly type?: string;
}

export interface Shape {
  readonly now: string;
  readonly names?: readonly string[];
  /** Which forms cannot hold it, and why. */
  readonly without?: Readonly<Record<string, string>>;
  readonly schedules: readonly ShapeSchedule[];
  readonly escalations?: readonly {
    readonly name: string;
    readonly team: string;
    readonly rules: readonly ShapeRule[];
    readonly repeat?: number;
  }[];
  readonly routing?: Readonly<
    Record<string, readonly { readonly name: string; readonly hours: string; readonly notify: string }[]>
  >;
}

export function readShape(text: string): Shape {
  return parse(text);
}

export const mail = (name: string) => `${name}@example.com`;
const cap = (name: string) => name.replace(/^./, (letter) => letter.toUpperCase());

/** Everybody who takes part in anything. */
export function peopleOf({ schedules, escalations = [] }: Shape): readonly string[] {
  const all = [
    ...schedules.flatMap(({ rotations, overrides = [] }) => [
      ...rotations.flatMap(({ people }) => people),
      ...overrides.map(({ by }) => by),
    ]),
    ...escalations.flatMap(({ rules }) =>
      rules.flatMap(({ notify }) => (/^user /.test(notify) ? notify.slice(5) : [])),
    ),
  ];
  return [...new Set(all.filter((each) => /^[a-z]+$/.test(each) && each !== "none"))];
}

export function teamsOf({ schedules }: Shape): readonly string[] {
  const named = schedules.flatMap(({ team, rotations }) => [
    ...(team === undefined ? [] : [team]),
    ...rotations.flatMap(({ people }) => people.flatMap((each) => /^team (.*)/.exec(each)?.[1] ?? [])),
  ]);
  return [...new Set([...named, "platform"])];
}

const WORDS = {
  mon: "monday",
  tue: "tuesday",
  wed: "wednesday",
  thu: "thursday",
  fri: "friday",
  sat: "saturday",
  sun: "sunday",
};
const dayOf = (short: string) => Object.entries(WORDS).find(([key]) => key === short)?.[1] ?? short;

function clockOf(from: string, until: string) {
  const [startHour = 0, startMin = 0] = from.split(":").map(Number);
  const [endHour = 0, endMin = 0] = until.split(":").map(Number);
  return { startHour, startMin, endHour, endMin };
}

function restrictionOf(hours: NonNullable<ShapeRotation["hours"]>): TimeRestriction {
  if (typeof hours === "string") {
    const [from = "", until = ""] = hours.split("-");
    return { type: "time-of-day", restriction: clockOf(from, until) };
  }
  const restrictions = hours.map((window) => {
    const [, first = "", from = "", last = "", until = ""] =
      /^(\w+) ([\d:]+) - (\w+) ([\d:]+)$/.exec(window) ?? [];
    return { startDay: dayOf(first), endDay: dayOf(last), ...clockOf(from, until) };
  });
  return { type: "weekday-and-time-of-day", restrictions };
}

/** `user`: how a service calls a person; `none`: its word for nobody. */
export function rotationOf(rotation: ShapeRotation, user: (name: string) => object, none: string): object {
  const { name, type = "weekly", length = 1, start, end, people, hours } = rotation;
  const participants = people.map((each) => {
    const [, kind, other] = /^(team|escalation|group) (.*)$/.exec(each) ?? [];
    if (kind !== undefined) return { type: kind, id: `${kind}-${other}` };
    return each === "none" ? { type: none } : { type: "user", ...user(each) };
  });
  return {
    ...{ name, type, length, startDate: start, participants },
    ...(end === undefined ? {} : { endDate: end }),
    ...(hours === undefined ? {} : { timeRestriction: restrictionOf(hours) }),
  };
}

export const RECIPIENT = /^(user|schedule|team|escalation) (.*)$/;

export function opsgenieOf(shape: Shape) {
  const { schedules, escalations = [], routing = {} } = shape;
  return {
    users: peopleOf(shape).map((name) => ({
      ...{ id: `u-${name}`, username: mail(name), fullName: cap(name) },
      timeZone: schedules[0]?.timezone ?? "UTC",
    })),
    teams: teamsOf(shape).map((name) => ({
      ...{ id: `team-${name}`, name },
      rules: (routing[name] ?? []).map((rule) => ({
        ...{ name: rule.name, notify: { type: "schedule" as const, name: rule.notify } },
        timeRestriction: restrictionOf(rule.hours),
      })),
    })),
    schedules: schedules.map(({ name, timezone, team, enabled = true, rotations, overrides = [] }) => ({
      ...{ name, timezone, enabled },
      ...(team === undefined ? {} : { ownerTeam: { name: team } }),
      rotations: rotations.map((each) => rotationOf(each, (who) => ({ username: mail(who) }), "none")),
      overrides: overrides.map(({ by, from, until, rotations: bound }, index) => ({
        ...{ alias: `override-${index + 1}`, startDate: from, endDate: until },
        user: by === "none" ? { type: "none" } : { type: "user", username: mail(by) },
        ...(bound === undefined ? {} : { rotations: bound.map((each) => ({ name: each })) }),
      })),
    })),
    escalations: escalations.map(({ name, team, rules, repeat }) => ({
      ...{ name, ownerTeam: { name: team } },
      rules: rules.map(({ notify, after, type = "default" }) => {
        const [, kind, goal] = RECIPIENT.exec(notify) ?? [];
        return {
          ...{ condition: "if-not-acked", notifyType: type },
          delay: { timeAmount: after, timeUnit: "minutes" },
          recipient: { type: kind, ...(kind === "user" ? { username: mail(goal ?? "") } : { name: goal }) },
        };
      }),
      ...(repeat === undefined ? {} : { repeat: { waitInterval: repeat, count: 3 } }),
    })),
  };
}

export function jsmOf(shape: Shape) {
  const { schedules } = shape;
  return {
    accounts: peopleOf(shape).map((name) => ({ id: `712020:${name}`, email: mail(name), name: cap(name) })),
    teams: teamsOf(shape).map((name) => ({ id: `team-${name}`, name })),
    schedules: schedules.map(({ name, timezone, team, enabled = true, rotations, overrides = [] }) => ({
      ...{ name, timezone, enabled },
      ...(team === undefined ? {} : { teamId: `team-${team}` }),
      rotations: rotations.map((each) => rotationOf(each, (who) => ({ id: `712020:${who}` }), "noone")),
      overrides: overrides
        .filter((each) => each.rotations === undefined)
        .map(({ by, from, until }) => ({
          ...{ startDate: from, endDate: until },
          responder: by === "none" ? { type: "noone" } : { type: "user", id: `712020:${by}` },
        })),
    })),
  };
}

/** The body of each, below the path of its team; `idOf` finds what was made. */
export function jsmEscalationsOf({ escalations = [] }: Shape, idOf: (schedule: string) => string) {
  return escalations.map(({ name, team, rules, repeat }) => ({
    path: `/teams/team-${team}/escalations`,
    body: {
      name,
      rules: rules.map(({ notify, after: delay, type: notifyType = "default" }) => {
        const [, type = "", goal = ""] = RECIPIENT.exec(notify) ?? [];
        const id = type === "user" ? `712020:${goal}` : type === "team" ? `team-${goal}` : idOf(goal);
        return { condition: "if-not-acked", notifyType, delay, recipient: { type, id } };
      }),
      ...(repeat === undefined ? {} : { repeat: { waitInterval: repeat, count: 3 } }),
    },
  }));
}
