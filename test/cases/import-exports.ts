/** Writes a shape of `test/cases/import` in the forms in which people export it. */
import { mail, opsgenieOf, RECIPIENT, rotationOf, type Shape, type ShapeSchedule } from "./import-shape.ts";

const idOf = (kind: string, name: string) => `${kind}-${name.replaceAll(/[^a-z0-9]+/gi, "-")}`;

/** A schedule as the API answers it, with ids. */
function answerOf({ name, timezone, team, enabled = true, rotations }: ShapeSchedule): object {
  return {
    ...{ id: idOf("s", name), name, description: "", timezone, enabled },
    ...(team === undefined ? {} : { ownerTeam: { id: `team-${team}`, name: team } }),
    rotations: rotations.map((each) => {
      const whole = rotationOf(each, (who) => ({ id: `u-${who}`, username: mail(who) }), "none");
      return { id: idOf(`r-${name}`, each.name), ...whole };
    }),
  };
}

function escalationsOf({ escalations = [] }: Shape): readonly object[] {
  return escalations.map(({ name, team, rules, repeat }) => ({
    ...{ id: idOf("e", name), name, ownerTeam: { id: `team-${team}`, name: team } },
    rules: rules.map(({ notify, after, type = "default" }) => {
      const [, kind = "", goal = ""] = RECIPIENT.exec(notify) ?? [];
      const id = kind === "user" ? `u-${goal}` : idOf(kind.slice(0, 1), goal);
      return {
        ...{ condition: "if-not-acked", notifyType: type, recipient: { type: kind, id } },
        delay: { timeAmount: after, timeUnit: "minutes" },
      };
    }),
    ...(repeat === undefined ? {} : { repeat: { waitInterval: repeat, count: 3 } }),
  }));
}

/** Answers of the API, one after the other: schedules with their rotations, users, escalations. */
export function answersOf(shape: Shape): Readonly<Record<string, string>> {
  const { users } = opsgenieOf(shape);
  const text = (data: unknown) => JSON.stringify({ data, took: 0.01, requestId: "r" });
  return {
    "schedules.json": text(shape.schedules.map(answerOf)),
    "users.json": text(users.map((each) => ({ ...each, role: { name: "User" }, verified: true }))),
    "escalations.json": text(escalationsOf(shape)),
  };
}

/** The folder of the official backup: a file for each thing, its name and id in the name; it has no overrides. */
export function backupOf(shape: Shape): Readonly<Record<string, string>> {
  const { users, teams } = opsgenieOf(shape);
  const files: [string, object][] = [
    ...shape.schedules.map((schedule): [string, object] => [
      `schedules/${schedule.name}-1`,
      { schedule: answerOf(schedule), scheduleOverrideList: [] },
    ]),
    ...users.map((user): [string, object] => [
      `users/${user.username}-${user.id}`,
      {
        user: {
          ...user,
          role: { name: "User" },
          userContacts: [{ contactMethod: "voice", to: "1-2025550101", enabled: true }],
        },
        notificationRuleList: [{ id: "n", name: "New Alert", criteria: { type: "match-all" }, steps: [] }],
      },
    ]),
    ...escalationsOf(shape).map((each, index): [string, object] => [`escalations/e-${index}`, each]),
    ...teams.map(({ id, name }): [string, object] => [
      `teams/${name}-${id}`,
      {
        team: { id, name, members: [{ user: { id: "u-x", username: mail("x") }, role: "admin" }] },
        teamRoutingRules: [
          {
            id: "d",
            name: "Default",
            isDefault: true,
            timezone: "Europe/London",
            criteria: { type: "match-all" },
            notify: { type: "none" },
          },
        ],
      },
    ]),
  ];
  return Object.fromEntries(files.map(([name, value]) => [`${name}.json`, JSON.stringify(value)]));
}

const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Terraform prints attributes in snake case, and blocks as lists. */
function snaked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snaked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snake(key), snaked(inner)]));
}

function resource(type: string, name: string, values: object): object {
  return { address: `${type}.${name}`, mode: "managed", type, name, values: snaked(values) };
}

/** What `terraform show -json` prints. */
export function terraformOf(shape: Shape): string {
  const { users, teams } = opsgenieOf(shape);
  const resources = [
    ...users.map(({ id, username, fullName }) =>
      resource("opsgenie_user", id, { id, username, fullName, role: "User" }),
    ),
    ...teams.map(({ id, name }) => resource("opsgenie_team", name, { id, name })),
    ...shape.schedules.flatMap((schedule) => {
      const { name, timezone, team, enabled = true, rotations } = schedule;
      const id = idOf("s", name);
      return [
        resource("opsgenie_schedule", name, {
          ...{ id, name, timezone, enabled, description: "" },
          ownerTeamId: team === undefined ? null : `team-${team}`,
        }),
        ...rotations.map((each) => {
          const whole = rotationOf(each, (who) => ({ id: `u-${who}` }), "none");
          const { participants, timeRestriction, ...rest } = JSON.parse(JSON.stringify(whole));
          const { restriction, ...restricted } = timeRestriction ?? {};
          return resource("opsgenie_schedule_rotation", each.name, {
            ...rest,
            ...{ id: idOf(`r-${name}`, each.name), scheduleId: id, participant: participants },
            timeRestriction:
              timeRestriction === undefined
                ? []
                : [{ ...restricted, ...(restriction === undefined ? {} : { restriction: [restriction] }) }],
          });
        }),
      ];
    }),
    ...escalationsOf(shape).map((each) => {
      const { rules, repeat, delay: _, ...rest } = JSON.parse(JSON.stringify(each));
      return resource("opsgenie_escalation", rest.name, {
        ...rest,
        rules: rules.map((rule: { recipient: object; delay: { timeAmount: number } }) => ({
          ...rule,
          ...{ recipient: [rule.recipient], delay: rule.delay.timeAmount },
        })),
        repeat: repeat === undefined ? [] : [repeat],
      });
    }),
  ];
  const child = { address: "module.on_call", resources };
  return JSON.stringify({ format_version: "1.0", values: { root_module: { child_modules: [child] } } });
}
