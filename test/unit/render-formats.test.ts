/** Holds JSON, CSV, Markdown and calendars as whole texts, hostile text included. */
import { describe, expect, test } from "vitest";
import { scheduleCsv } from "../../src/render/csv.ts";
import { scheduleIcs } from "../../src/render/ics.ts";
import { lintJson, scheduleJson, whoJson } from "../../src/render/json.ts";
import { scheduleMarkdown } from "../../src/render/markdown.ts";
import { plain } from "../../src/render/palette.ts";
import type { Schedule } from "../../src/render/schedule.ts";
import { scheduleSvg } from "../../src/render/svg.ts";
import { scheduleTable } from "../../src/render/table.ts";
import { whoText } from "../../src/render/who.ts";
import { expectFile, filesIn } from "../expected.ts";
import { at, dateOn, NEW_YORK, people, shift, terms } from "./render-build.ts";
import { ODD, personal, usual, WHO, who } from "./render-cases.ts";

const page = { columns: 80, palette: plain };

/** People, a team and roles that try to be more than text. */
const HOSTILE: Schedule = {
  team: "Ops\u001b]0;owned\u0007\r\nX-EVIL:1",
  shifts: [
    shift(0, "2026-11-23", ["esc", "formula"], [{ role: "::error::primary", by: "here" }], {
      terms: terms({ roles: ["::error::primary", "=secondary,|"] }),
    }),
    shift(1, "2026-11-30", ["image", "bidi"], [], {
      terms: terms({ roles: ["::error::primary", "=secondary,|"] }),
    }),
    shift(2, "2026-12-07", ["pipe", "hidden"], [], {
      terms: terms({ roles: ["::error::primary", "=secondary,|"] }),
    }),
  ],
  people: people({
    esc: "\u001b[2JEve\u009b31m",
    formula: '=cmd("calc")',
    here: "@here ##[error]\n::error::x",
    image: "<img src=x> ![x](http://evil.example)",
    bidi: "Eve\u202egnp.exe",
    pipe: "a|b`c`|, #1 <!channel>",
    hidden: "Al\u200bex; BEGIN:VEVENT",
  }),
  zone: NEW_YORK,
  viewer: undefined,
  now: undefined,
};

/** A rotation by the day, and time off up to and over the end of the picture. */
const AWAY: Schedule = {
  ...usual("ascii", false),
  shifts: ["alice", "bob", "alice", null, null, "carol"].map((id, index) =>
    shift(index, `2026-12-${String(index + 1).padStart(2, "0")}`, [id], [], {
      terms: terms({ every: 1, roles: ["primary"] }),
    }),
  ),
  away: [
    { who: "bob", from: "2026-12-01", until: "2026-12-02" },
    { who: "erin", from: "2026-12-06", until: "2026-12-20" },
    { who: "dave", from: "2027-01-01", until: "2027-01-02" },
  ].map(({ who: person, from, until }, index) => ({
    absence: {
      index,
      path: ["away", index],
      line: 1,
      person,
      from: dateOn(from),
      until: dateOn(until),
      note: undefined,
    },
    start: at(from),
    end: at(until),
  })),
};

const hostileWho = {
  ...WHO["contact"],
  ...who("ascii", false),
  team: HOSTILE.team,
  people: HOSTILE.people,
  onCall: HOSTILE.shifts
    .slice(0, 1)
    .flatMap((one) => one.stretches.map((each) => ({ ...each, after: "bidi", offDuty: false }))),
  next: [],
  contacts: new Map([["here", { phone: "\u001b[2J+1", slack: "@here\n::error::" }]]),
};

const CASES: readonly { readonly name: string; readonly render: () => string | Promise<string> }[] = [
  ...Object.entries({
    usual: usual("combining", true),
    person: personal("alice", true),
    none: ODD["none"] ?? HOSTILE,
    hostile: HOSTILE,
    "new-terms": ODD["new-terms"] ?? HOSTILE,
  }).flatMap(([name, schedule]) => [
    { name: `formats/${name}.json`, render: () => scheduleJson(schedule) },
    { name: `formats/${name}.csv`, render: () => scheduleCsv(schedule) },
    { name: `formats/${name}.md`, render: () => scheduleMarkdown(schedule) },
    { name: `formats/${name}.ics`, render: () => scheduleIcs(schedule) },
    { name: `formats/${name}.svg`, render: () => scheduleSvg(schedule) },
  ]),
  { name: "formats/away.svg", render: () => scheduleSvg(AWAY) },
  { name: "formats/hostile.txt", render: () => scheduleTable(HOSTILE, page) },
  { name: "formats/hostile-40.txt", render: () => scheduleTable(HOSTILE, { ...page, columns: 40 }) },
  { name: "formats/hostile-person.txt", render: () => scheduleTable({ ...HOSTILE, person: "here" }, page) },
  { name: "formats/hostile-person.md", render: () => scheduleMarkdown({ ...HOSTILE, person: "here" }) },
  { name: "formats/hostile-who.txt", render: () => whoText(hostileWho, page) },
  { name: "formats/hostile-who.json", render: () => whoJson(hostileWho) },
  { name: "formats/who.json", render: () => whoJson(who("combining", true)) },
  { name: "formats/who-vacant.json", render: () => whoJson(WHO["vacant"] ?? hostileWho) },
];

describe("formats for programs", () => {
  test.each(CASES)("$name", async ({ name, render }) => {
    expectFile(`test/cases/render/${name}`, await render());
  });

  test("every file of the folder is a case", () => {
    expect(filesIn("test/cases/render/formats")).toEqual(
      CASES.map(({ name }) => `test/cases/render/${name}`).sort(),
    );
  });

  test.each(CASES)("$name holds nothing that steers a terminal or a CI runner", async ({ render }) => {
    const text = await render();
    const steering = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\r\n\u200d])\p{Cc}/u;
    expect(
      [...text.replaceAll("\ud83d\udc69\u200d\ud83d\ude92", "")].filter((letter) => steering.test(letter)),
    ).toEqual([]);
    expect(text.split(/\r?\n/).filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });
});

test("the schedule document has the keys of the contract, in order, and reads back", () => {
  const document: unknown = JSON.parse(scheduleJson(usual("ascii", false)));
  expect(Object.keys(document ?? {})).toEqual(["version", "team", "timezone", "from", "until", "shifts"]);
});

test("the who document has the keys of the contract, in order", () => {
  const document: unknown = JSON.parse(whoJson(who("ascii", false)));
  expect(Object.keys(document ?? {})).toEqual(["version", "team", "at", "on_call", "next"]);
});

test("the lint document", () => {
  const place = { line: 3, column: 5, endLine: 3, endColumn: 9 };
  const finding = {
    rule: "a-rule",
    severity: "error",
    message: "m",
    file: "f.yaml",
    place,
    excerpt: "x",
    blocks: true,
  } as const;
  const findings = [
    { ...finding, help: "h" },
    { ...finding, help: undefined },
  ];
  const text = lintJson({ findings, comparison: undefined });
  const told = {
    rule: "a-rule",
    severity: "error",
    message: "m",
    file: "f.yaml",
    line: 3,
    column: 5,
    end_line: 3,
    end_column: 9,
  };
  const expected = {
    version: 1,
    findings: [
      { ...told, help: "h" },
      { ...told, help: null },
    ],
    changed_shifts: [],
  };
  expect(text).toBe(`${JSON.stringify(expected, undefined, 2)}\n`);
});

test("somebody on call whom `people` does not name goes by their id", () => {
  const stranger = { ...usual("ascii", false), people: people({}) };
  expect(scheduleCsv(stranger).split("\r\n")[1]).toBe(
    "primary,alice,alice,alice,alice,2026-11-23T12:00:00-05:00,2026-11-24T18:00:00-05:00",
  );
  expect(whoJson({ ...who("ascii", false), people: people({}) })).toContain('"name": "erin"');
});

test("no two teams and roles share a UID", async () => {
  const uids = [
    ["b-c", "a"],
    ["c", "a-b"],
    ["\ud800", "基盤"],
    ["\ufffd", "基盤"],
  ].map(async ([team = "", role = ""]) => {
    const shifts = [shift(0, "2026-11-23", ["here"], [], { terms: terms({ roles: [role] }) })];
    const calendar = await scheduleIcs({ ...HOSTILE, team, shifts });
    return /^UID:(.*)\r$/m.exec(calendar)?.[1];
  });
  expect(new Set(await Promise.all(uids)).size).toBe(4);
});
