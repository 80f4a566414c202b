/** Imports the shapes that people hold in OpsGenie, rebuilt with other names: each becomes rosters, or a note says why not. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { oncallAt } from "../cli/push-world.ts";
import { EXAMPLE, oncall } from "../cli/world.ts";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

const user = (name: string) => ({ type: "user", id: `u-${name}`, username: `${name}@example.com` });
const users = (names: string) => names.split(" ").map(user);

function rotation(name: string, more: object): object {
  return {
    ...{ id: `r-${name}`, name, type: "weekly", length: 1, startDate: "2026-01-05T17:00:00Z" },
    ...more,
  };
}

function schedule(name: string, rotations: readonly object[], timezone = "America/New_York"): object {
  return { id: `s-${name}`, name, timezone, enabled: true, ownerTeam: { id: "t", name: "web" }, rotations };
}

async function imported(document: unknown, words: readonly string[] = [], now = "2026-11-24T15:00:00Z") {
  const files = { "/team/export.json": JSON.stringify(document) };
  const args = ["import", "opsgenie", ...words, "--file", "export.json", "--json"];
  const { exit, stdout, stderr } = await oncall(args, { files, now });
  expect(stderr).not.toMatch(/oncall failed/);
  const answer = JSON.parse(stdout);
  const isValid = ajv.getSchema("output#/definitions/import");
  expect([isValid?.(answer), isValid?.errors]).toEqual([true, null]);
  const rosters: readonly { file: string; roster: string; notes: readonly { code: string }[] }[] =
    answer.rosters;
  return {
    exit,
    files: rosters.map(({ file }) => file),
    codes: [...answer.notes, ...rosters.flatMap(({ notes }) => notes)].map(
      ({ code }: { code: string }) => code,
    ),
    terms: rosters.map(({ file, roster }) => {
      const bytes = new TextEncoder().encode(roster);
      const loaded = loadRoster({ file, bytes, zoneOf });
      expect(loaded.findings).toEqual([]);
      return roster
        .replaceAll('"', "")
        .split("\n")
        .filter((line) => /^ {2}(- | {2})?(start|timezone|handoff|every|roles|queue|duty):/.test(line));
    }),
  };
}

describe("one list", () => {
  test("weekly, of all its people", async () => {
    expect(
      await imported(schedule("web", [rotation("weekly", { participants: users("ann bob cem dee eve") })])),
    ).toEqual({
      exit: 0,
      files: ["roster.yaml"],
      codes: [],
      terms: [
        [
          "  start: 2026-01-05",
          "  timezone: America/New_York",
          "  handoff: monday 12:00",
          "  every: 1 week",
          "  roles: [primary]",
          "  queue: [ann, bob, cem, dee, eve]",
        ],
      ],
    });
  });
  test("daily, one person, on weekdays from 8 to 18", async () => {
    const restrictions = ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => {
      return { startDay: day, endDay: day, startHour: 8, startMin: 0, endHour: 18, endMin: 0 };
    });
    const timeRestriction = { type: "weekday-and-time-of-day", restrictions };
    const { terms, codes } = await imported(
      schedule("web", [rotation("daily", { type: "daily", participants: users("ann"), timeRestriction })]),
    );
    expect(codes).toEqual([]);
    expect(terms[0]).toContain("  every: 1 day");
    expect(terms[0]).toContain("  handoff: 12:00");
    expect(terms[0]).toContain("  duty: mon-fri 08:00-18:00");
  });
  test("an anchor decades ago and in another zone than its hour: the handoff is on Sunday there", async () => {
    const { terms } = await imported(
      schedule("web", [rotation("w", { startDate: "2024-01-01T00:00:00Z", participants: users("ann bob") })]),
    );
    expect(terms[0]).toContain("  start: 2023-12-31");
    expect(terms[0]).toContain("  handoff: sunday 19:00");
  });
});

describe("several lists", () => {
  test("two that are one turned by one are primary and secondary, whichever comes first", async () => {
    const lists = [
      schedule("web_secondary", [rotation("a", { participants: users("bob cem ann") })]),
      schedule("web_primary", [rotation("b", { participants: users("ann bob cem") })]),
    ];
    const { terms, files, codes } = await imported({ data: lists });
    expect({ files, codes }).toEqual({ files: ["roster.yaml"], codes: [] });
    expect(terms[0]).toContain("  roles: [primary, secondary]");
    expect(terms[0]).toContain("  queue: [ann, bob, cem]");
  });
  test("parallel rotations of one schedule each get a roster, and their address", async () => {
    const restriction = { startHour: 9, startMin: 0, endHour: 17, endMin: 30 };
    const { files, codes, terms } = await imported(
      schedule("line", [
        rotation("IC", {
          participants: users("ann bob"),
          timeRestriction: { type: "time-of-day", restriction },
        }),
        rotation("Ops lead", { participants: users("cem dee eve") }),
      ]),
    );
    expect({ files, codes }).toEqual({
      files: ["line-ic.roster.yaml", "line-ops-lead.roster.yaml"],
      codes: [],
    });
    expect(terms[0]).toContain("  duty: 09:00-17:30");
    expect(terms[1]).toContain("  roles: [ops-lead]");
  });
  test("out of hours with dated successors that overlap by hours: one list of terms, and the double duty is said", async () => {
    const nights = ["monday", "tuesday"].map((startDay, index) => {
      const endDay = ["tuesday", "wednesday"][index];
      return { startDay, endDay, startHour: 18, startMin: 0, endHour: 10, endMin: 0 };
    });
    const weekend = {
      startDay: "friday",
      endDay: "monday",
      startHour: 18,
      startMin: 0,
      endHour: 10,
      endMin: 0,
    };
    const timeRestriction = { type: "weekday-and-time-of-day", restrictions: [...nights, weekend] };
    const { codes, terms, exit } = await imported(
      schedule(
        "first_line",
        [
          rotation("Phone", { type: "daily", startDate: "2017-01-02T09:00:00Z", participants: users("zoe") }),
          rotation("OOH", {
            ...{ startDate: "2019-07-24T09:00:00Z", endDate: "2019-09-04T10:00:00Z", timeRestriction },
            participants: users("ann bob cem"),
          }),
          rotation("OOH minus bob", {
            ...{ startDate: "2019-09-04T09:00:00Z", timeRestriction },
            participants: users("ann cem"),
          }),
          rotation("Dev", {
            startDate: "2018-01-03T09:00:00Z",
            endDate: "2018-06-06T09:00:00Z",
            participants: users("dee"),
          }),
        ],
        "Europe/London",
      ),
    );
    // They overlap for an hour, in which it is day, and nobody is on duty.
    expect(codes).toEqual(["rotation-ended", "overlapping-successors"].sort().reverse());
    expect(exit).toBe(0);
    expect(terms[1]?.join("\n")).toContain("start: 2019-07-24");
    expect(terms[1]?.join("\n")).toContain("start: 2019-09-04");
    expect(terms[1]?.join("\n")).toContain("fri 18:00 - mon 10:00");
  });
});

describe("what no roster holds is a note", () => {
  test.each([
    ["participant-team", { participants: [{ type: "team", id: "t", name: "boston" }] }],
    ["participant-nobody", { participants: [user("ann"), { type: "none" }] }],
    ["participant-escalation", { participants: [{ type: "escalation", id: "e", name: "up" }] }],
    ["participant-group", { participants: [{ type: "group", id: "g" }] }],
    ["hourly-rotation", { type: "hourly", length: 6, participants: users("ann bob") }],
    ["same-person-twice", { participants: users("ann bob ann") }],
    ["no-participants", { participants: [] }],
    ["rotation-ends", { participants: users("ann"), endDate: "2027-06-01T00:00:00Z" }],
  ])("%s", async (code, more) => {
    const { codes, exit } = await imported(schedule("web", [rotation("w", more)]));
    expect({ codes, exit }).toEqual({ codes: [code], exit: 1 });
  });
  test("a zone that does not exist", async () => {
    expect(
      (await imported(schedule("web", [rotation("w", { participants: users("ann") })], "Europe/Norway")))
        .codes,
    ).toEqual(["unknown-zone"]);
  });
});

test("the official backup: a folder; overrides become covers that wait for approval", async () => {
  const one = {
    schedule: schedule("web", [rotation("w", { participants: users("ann bob") })]),
    scheduleOverrideList: [
      { alias: "x", user: user("cem"), startDate: "2026-12-01T12:00:00Z", endDate: "2026-12-01T20:00:00Z" },
    ],
  };
  const escalation = {
    ...{ id: "e", name: "up" },
    rules: [
      {
        condition: "if-not-acked",
        notifyType: "default",
        delay: { timeAmount: 0, timeUnit: "minutes" },
        recipient: { type: "schedule", id: "s-web" },
      },
      {
        condition: "if-not-acked",
        notifyType: "default",
        delay: { timeAmount: 5, timeUnit: "minutes" },
        recipient: user("ann"),
      },
    ],
  };
  const files = {
    "/team/b/schedules/web-1.json": JSON.stringify(one),
    "/team/b/escalations/up-e.json": JSON.stringify(escalation),
  };
  const { exit, stdout, stderr } = await oncall(
    ["import", "opsgenie", "--file", "b", "--output", "new.yaml"],
    { files },
  );
  expect({ exit, stdout, stderr }).toEqual({
    exit: 1,
    stdout:
      "From a file: nobody can tell whether all overrides are in it, and nothing is proven against the service.\nwrote new.yaml\nnew.yaml: not proven, for who was on call is not known\nnew.yaml: lint finds no errors\n",
    stderr:
      "note: up: a step is left out, so the roster does not name it: it tells ann after 5 minutes, and the roster counts in whole hours [escalation-step]\nnote: bob: cem covers for bob by an override there, and nobody has approved that here: oncall approve [cover-unapproved]\nnext: oncall lint -r new.yaml\n",
  });
  const again = await oncall(["import", "opsgenie", "--file", "b"], {
    files: { ...files, "/team/roster.yaml": "" },
  });
  expect(again.exit).toBe(5);
});

test("what terraform shows", async () => {
  const resources = [
    { type: "opsgenie_user", values: { id: "u-ann", username: "Ann@example.com", full_name: "Ann" } },
    {
      type: "opsgenie_schedule",
      values: { id: "s", name: "web", timezone: "America/New_York", enabled: true },
    },
    {
      type: "opsgenie_schedule_rotation",
      values: {
        ...{
          id: "r",
          schedule_id: "s",
          name: "w",
          type: "weekly",
          length: 1,
          start_date: "2026-01-05T17:00:00Z",
        },
        participant: [{ type: "user", id: "u-ann" }],
        time_restriction: [
          { type: "time-of-day", restriction: [{ start_hour: 9, start_min: 0, end_hour: 17, end_min: 0 }] },
        ],
      },
    },
  ];
  const { terms, codes } = await imported({ values: { root_module: { resources } } });
  expect(codes).toEqual([]);
  expect(terms[0]).toContain("  duty: 09:00-17:00");
});

test("what was pushed comes back the same, proven against the service's own timeline", async () => {
  const now = "2026-11-24T15:00:00Z";
  const ids = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "mia", "max"];
  const opsgenie = await startOpsgenie({
    now: () => Date.parse(now),
    users: ids.map((id) => ({ id, username: `${id}@example.com`, fullName: id })),
    teams: [{ id: "t", name: "platform" }],
  });
  try {
    await oncallAt(opsgenie, ["push", "--yes"], { roster: EXAMPLE, now });
    // Before the push nobody was on call there; by now the four weeks back are all after it.
    const later = "2026-12-29T15:00:00Z";
    opsgenie.setNow(() => Date.parse(later));
    const words = ["import", "opsgenie", "--json"];
    const { stdout } = await oncallAt(opsgenie, words, { roster: EXAMPLE, now: later });
    const answer = JSON.parse(stdout);
    expect(
      answer.rosters.map(({ proof }: { proof: { equal: boolean; differences: unknown } }) => proof),
    ).toEqual([expect.objectContaining({ equal: true, differences: [] })]);
  } finally {
    await opsgenie.close();
  }
});
