/** Checks which lists an import takes, which files it writes, and what it makes of exports. */
import { describe, expect, test } from "vitest";
import {
  jsmRotation,
  mail,
  names,
  ofOpsgenie,
  oncall,
  openOpsgenie,
  opsgenieRotation,
  told,
} from "./import-world.ts";

describe("names and files", () => {
  const rotations = [
    opsgenieRotation(["ann", "bob"], { name: "a" }),
    opsgenieRotation(["bob", "ann"], { name: "b" }),
  ];
  const two = [
    { name: "web", rotations },
    { name: "data", rotations: [opsgenieRotation(["cem", "dee", "ann"])] },
  ];
  test("two rotations of one schedule that are one list turned: one roster, and a push needs two schedules", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two.slice(0, 1) }));
    expect(await told(["opsgenie", "web/a", "web/b"], { env })).toMatchObject({
      exit: 1,
      codes: ["shared-schedule"],
    });
    expect(await told(["opsgenie"], { env })).toMatchObject({ exit: 1, codes: ["shared-schedule"] });
  });
  test("two that are not: a roster each, and a note", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two }));
    expect(await told(["opsgenie", "web/b", "data"], { env })).toMatchObject({
      exit: 1,
      codes: ["separate-lists"],
    });
    const { exit, stderr } = await oncall(["opsgenie", "web"], { env });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: "oncall: web has several rotations\nhelp: name one: web/a, web/b\n",
    });
  });
  test("names that are no schedule, where there are some and where there are none", async () => {
    const env = ofOpsgenie(await openOpsgenie({ schedules: two.slice(1) }));
    expect(await oncall(["opsgenie", "nope"], { env })).toMatchObject({
      ...{ exit: 2 },
      stderr:
        'oncall: there is no schedule or rotation "nope" that a roster could hold\nhelp: there are data\n',
    });
    const none = ofOpsgenie(await openOpsgenie());
    expect((await oncall(["opsgenie", "nope"], { env: none })).stderr).toContain("without names says why");
    expect(await oncall(["opsgenie"], { env: none })).toEqual({
      ...{ exit: 1, stdout: "nothing that a roster could hold was found\n", stderr: "" },
    });
  });
  test("files of one name are numbered; a folder; what exists is left alone", async () => {
    const schedules = ["web.x", "web x", "web-x"].map((name, index) => {
      return { name, rotations: [opsgenieRotation([names[index] ?? ""])] };
    });
    const env = ofOpsgenie(await openOpsgenie({ schedules }));
    const disk = new Map<string, Uint8Array>();
    expect((await oncall(["opsgenie", "--output", "all"], { env, disk })).exit).toBe(0);
    expect([...disk.keys()]).toEqual([
      "/team/all/web-x.roster.yaml",
      "/team/all/web-x-2.roster.yaml",
      "/team/all/web-x-3.roster.yaml",
    ]);
    expect((await oncall(["opsgenie", "web x", "--output", "all"], { env, disk })).stdout).toContain(
      "wrote all/roster.yaml",
    );
    expect(await oncall(["opsgenie", "--output", "all"], { env, disk })).toEqual({
      ...{ exit: 5, stdout: "" },
      stderr:
        "oncall: all/web-x.roster.yaml exists already, and is not overwritten\nhelp: name another with --output, or print the roster with --json\n",
    });
  });
});

describe("exports", () => {
  const read = (text: string, file = "x.json") =>
    told(["opsgenie", "--file", file], { files: { [`/team/${file}`]: text } });
  const schedule = (more: object) =>
    JSON.stringify({
      id: "s",
      name: "web",
      timezone: "Europe/Oslo",
      rotations: [{ id: "r", ...opsgenieRotation(["ann", "bob"]), ...more }],
    });
  test.each([
    ["unreadable-start", schedule({ startDate: "2019-11-31T08:00:00Z" })],
    [
      "unreadable-hours",
      schedule({
        timeRestriction: { type: "weekday-and-time-of-day", restrictions: [{ startDay: "someday" }] },
      }),
    ],
    ["participant-schedule", schedule({ participants: [{ type: "schedule", id: "other" }] })],
    ["unknown-participant", schedule({ participants: [{ type: "user" }] })],
    [
      "turns-off-duty",
      schedule({
        participants: names.slice(0, 3).map((id) => ({ type: "user", username: mail(id) })),
        type: "daily",
        timeRestriction: {
          type: "weekday-and-time-of-day",
          restrictions: [{ startDay: "MONDAY", endDay: "Friday", startHour: 9, endHour: 17 }],
        },
      }),
    ],
  ])("%s", async (code, text) => {
    expect(await read(text)).toMatchObject({ exit: 1, codes: [code] });
  });
  test("an override with its schedule in an answer of its own", async () => {
    const override = {
      ...{ alias: "x", user: { type: "user", username: mail("dee") }, _parent: { id: "s" } },
      ...{ startDate: "2026-12-01T12:00:00Z", endDate: "2026-12-01T20:00:00Z" },
    };
    const { codes, stderr } = await read(`[${schedule({})},${JSON.stringify({ data: [override] })}]`);
    expect(codes).toEqual(["cover-unapproved"]);
    expect(stderr).toMatch(/^From a file: nobody can tell whether all overrides are in it/);
  });
  test.each([
    [
      "Terraform's source",
      'resource "opsgenie_schedule" "x" {\n}\n',
      "x.json is Terraform's source, whose references only its state resolves",
    ],
    ["no JSON", "nothing", "x.json is no JSON"],
  ])("%s is refused", async (_, text, message) => {
    expect(await read(text)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(`oncall: ${message}\nhelp: give answers`),
    });
  });
  test("a folder without any, and a file that is not there", async () => {
    const files = { "/team/empty/readme.txt": "" };
    expect((await oncall(["opsgenie", "--file", "empty"], { files })).stderr).toContain(
      "empty has no .json files",
    );
    expect((await oncall(["opsgenie", "--file", "gone"], { files })).stderr).toContain("gone cannot be read");
  });
  test("answers of Jira, and Terraform's state of it", async () => {
    const rotation = { id: "r", ...jsmRotation(["ann", "bob"]) };
    const answers = [
      {
        values: [{ id: "s", name: "web", timezone: "Europe/Oslo", teamId: "t", rotations: [rotation] }],
        links: {},
      },
      { platformTeams: [{ teamId: "t", teamName: "ops" }] },
      { values: names.map((id) => ({ accountId: `712020:${id}`, displayName: id, emailAddress: mail(id) })) },
    ];
    const { startDate, type } = rotation;
    const resources = [
      {
        type: "atlassian-operations_schedule",
        values: { id: "s", name: "web", timezone: "Europe/Oslo", team_id: "t" },
      },
      { type: "atlassian-operations_team", values: { id: "t", display_name: "ops" } },
      {
        type: "atlassian-operations_schedule_rotation",
        values: {
          ...{ id: "r", schedule_id: "s", name: "weekly", start_date: startDate, type, length: 1 },
          participants: ["ann", "bob"].map((id) => ({ type: "user", id: `712020:${id}` })),
          time_restriction: {
            type: "time-of-day",
            restriction: { start_hour: 9, start_min: 0, end_hour: 17, end_min: 30 },
          },
        },
      },
    ];
    const files = {
      "/team/a.json": JSON.stringify(answers),
      "/team/s.json": JSON.stringify({ values: { root_module: { resources } } }),
    };
    const first = await told(["jsm", "--file", "a.json"], { files });
    expect(first).toMatchObject({ exit: 0, codes: [] });
    expect(first.text).toContain("jsm: { team: ops, schedules: { primary: web } }");
    expect(first.text).toContain("ann: { name: ann, email: ann@example.com }");
    const second = await told(["jsm", "--file", "s.json"], { files });
    expect(second.codes).toEqual(["unknown-participant"]);
  });
});
