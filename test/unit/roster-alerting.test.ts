/** Reads `escalation`, `in_effect` and `opsgenie`: values, defaults, and what is left out if it is wrong. */
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";

function read(sections: string) {
  const text = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: UTC, roles: [primary, secondary, third], queue: [ann] }
people: { ann: { name: Ann, opsgenie: ann.a } }
${sections}`;
  const { draft } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  if (draft === undefined) throw new Error("nothing is read");
  const { escalation, inEffect, opsgenie, people } = draft;
  return { escalation, inEffect, opsgenie, username: people.get("ann")?.opsgenie };
}

test("without the sections, the defaults apply", () => {
  expect(read("")).toEqual({
    escalation: undefined,
    inEffect: [],
    opsgenie: undefined,
    username: "ann.a",
  });
});

test("every key is read", () => {
  const { escalation, inEffect, opsgenie } = read(`escalation:
  - { notify: ann }
  - { notify: secondary, after: 2 hours }
  - { notify: third, after: 1 week }
in_effect: [{ from: 2026-01-05, incidents: [security, data loss] }]
opsgenie: { region: eu, team: t, schedules: { primary: p }, escalation: e }
`);
  expect(escalation).toEqual([
    { notify: "ann", after: 0 },
    { notify: "secondary", after: 120 },
    { notify: "third", after: 10_080 },
  ]);
  expect(inEffect).toEqual([{ from: 20_458, incidents: ["security", "data loss"] }]);
  expect(opsgenie).toEqual({
    region: "eu",
    team: "t",
    schedules: new Map([["primary", { schedule: "p", rotation: undefined }]]),
    escalation: "e",
  });
});

test("wrong values are left out", () => {
  const { escalation, inEffect, opsgenie } =
    read(`escalation: [primary, { after: 1 hour }, { notify: primary, after: soon }]
in_effect: [now, { from: 2026-02-30, incidents: [a] }, { from: 2026-01-05 }]
opsgenie: { region: mars, schedules: { primary: 1, secondary: s }, team: 3 }
`);
  expect(escalation).toEqual([{ notify: "primary", after: 0 }]);
  expect(inEffect).toEqual([{ from: 20_458, incidents: [] }]);
  expect(opsgenie).toEqual({
    region: "us",
    team: undefined,
    schedules: new Map([["secondary", { schedule: "s", rotation: undefined }]]),
    escalation: undefined,
  });
  expect(read("opsgenie: { schedules: none }\n").opsgenie?.schedules).toEqual(new Map());
});

test.each<
  readonly [string, { readonly schedule: string; readonly rotation: string | undefined } | undefined]
>([
  ["sun", { schedule: "sun", rotation: undefined }],
  ["sun/europe", { schedule: "sun", rotation: "europe" }],
  ["a//b", { schedule: "a/b", rotation: undefined }],
  ["a//b/c//d", { schedule: "a/b", rotation: "c/d" }],
  ["a///b", { schedule: "a/", rotation: "b" }],
  ["////", { schedule: "//", rotation: undefined }],
  ["on call/my team", { schedule: "on call", rotation: "my team" }],
  ["/b", undefined],
  ["a/", undefined],
  ["a/b/c", undefined],
  ["a / b", undefined],
])("the address %s", (written, address) => {
  const { opsgenie } = read(`opsgenie: { schedules: { primary: ${JSON.stringify(written)} } }\n`);
  expect(opsgenie?.schedules.get("primary")).toEqual(address);
});
