/** Tests the lint rules on random rosters, times and bases: they never throw, give the same answer twice, and agree with the naive computation. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { zoneOf } from "../../src/edge/zones.ts";
import { findVacancies, findWindow } from "../../src/lint/ahead.ts";
import { takeGuards } from "../../src/lint/base/guards.ts";
import { lint } from "../../src/lint/lint.ts";
import type { RuleContext } from "../../src/lint/rule.ts";
import { type LoadedRoster, loadRoster } from "../../src/roster/load.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import { compare } from "../../src/timeline/compare.ts";
import { findLastEffect } from "../../src/timeline/entry.ts";
import type { PlainEntry, PlainRoster } from "../naive/roster.ts";
import { answerOf } from "../naive/schedule.ts";
import { buildRotation, validRosters, withoutFaults } from "./rosters.ts";
import { scaleRuns } from "./seed.ts";
import { RUNS } from "./shifts.ts";

/** Thousands of rosters take longer than the usual limit on a busy machine. */
const SLOW_MS = scaleRuns(90_000);
const HOUR_MS = 3_600_000;

/** What the rosters of the naive computation lack. */
interface More {
  readonly approvals: "required" | "optional";
  /** The positions of entries that nobody approved; every third one says `unapproved`. */
  readonly bare: readonly number[];
  /** A person with hours and a phone. */
  readonly hours: string;
}

interface Written {
  readonly text: string;
  readonly loaded: LoadedRoster;
  readonly timeline: Timeline;
}

/** The roster as JSON, which is YAML, with one entry per line. */
function written(plain: PlainRoster, { approvals, bare, hours }: More): Written {
  const { changes = [], people, ...rest } = plain;
  const head = {
    ...rest,
    policy: { approvals },
    people: {
      ...people,
      ann: { name: "Ann", manager: "mia", hours, phone: "+12025550101", verified: { sms: "2026-03-02" } },
    },
  };
  const lines = changes.map((entry, position) => {
    if (!bare.includes(position)) return JSON.stringify(entry);
    const { approved_by: _, ...left } = entry;
    return JSON.stringify({ ...left, ...(position % 3 === 0 && { unapproved: true }) });
  });
  const text = `${JSON.stringify(head).slice(0, -1)},"changes":[\n${lines.join(",\n")}\n]}\n`;
  const loaded = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  if (loaded.roster === undefined) throw new Error(loaded.findings.map(({ message }) => message).join("; "));
  return { text, loaded, timeline: buildTimeline(loaded.roster) };
}

const more: fc.Arbitrary<More> = fc.record({
  approvals: fc.constantFrom("required", "optional"),
  bare: fc.array(fc.nat({ max: 15 }), { maxLength: 5 }),
  hours: fc.constantFrom("09:00-17:00", "22:00-06:00", "00:00-23:59"),
});

/** A roster, a time near its entries, and perhaps the roster before a change. */
const moments = validRosters.chain(({ roster, from }) =>
  fc.record({
    roster: fc.constant(roster),
    now: fc
      .integer({ min: -24 * 30, max: 24 * 200 })
      .map((hours) => Date.parse(`${from}T00:00:00Z`) + hours * HOUR_MS),
    more,
    moreBefore: more,
    before: fc.option(fc.array(fc.nat({ max: 15 }), { maxLength: 3 }), { nil: undefined, freq: 2 }),
  }),
);

function questionOf({ timeline, loaded }: Written, now: number, old: Written | undefined): RuleContext {
  const { roster } = timeline;
  return {
    timeline,
    now,
    before: old && { timeline: old.timeline, ...compare(old.timeline, timeline).log },
    said: loaded.said,
    guards: old === undefined ? roster : takeGuards(old.timeline.roster, roster),
    isTracked: () => true,
    isPrivateUnread: false,
    resolve: (phone) => (phone.kind === "number" ? phone : { kind: "unset", variable: phone.variable }),
  };
}

/** The roster without the entries at some positions, and without those that are then invalid. */
function lessOf(roster: PlainRoster, gone: readonly number[]): PlainRoster {
  const { changes = [] } = roster;
  return withoutFaults({ ...roster, changes: changes.filter((_, position) => !gone.includes(position)) });
}

/** The vacancies from a moment on, by the naive computation; adjacent ones of a role are one. */
function vacanciesOf(roster: PlainRoster, timeline: Timeline, now: number): readonly string[] {
  const { start, end } = findWindow({ timeline, now });
  const naive = answerOf(roster);
  if (naive.kind === "invalid") throw new Error("invalid");
  const first = new Date(now - 40 * 24 * HOUR_MS).toISOString().slice(0, 10);
  const weeks = Math.ceil((end - now) / (7 * 24 * HOUR_MS)) + 16;
  const empty = naive
    .window(first, weeks)
    .filter((shift) => Date.parse(shift.end) > start && Date.parse(shift.start) < end)
    .flatMap(({ stretches }) => stretches.filter(({ engineer }) => engineer === null));
  const found = new Map<string, { role: string; start: number; end: number }[]>();
  for (const { role, ...span } of empty) {
    const list = found.get(role) ?? [];
    found.set(role, list);
    const [from, until] = [Date.parse(span.start), Date.parse(span.end)];
    const last = list.at(-1);
    if (last?.end === from) last.end = until;
    else list.push({ role, start: from, end: until });
  }
  return [...found.values()].flat().map(textOf).sort();
}

function textOf({ role, start, end }: { role: string; start: number; end: number }): string {
  return `${role} ${start} ${end}`;
}

test(
  "the rules never throw, stay within the file, and give the same answer twice",
  () => {
    fc.assert(
      fc.property(moments, ({ roster, now, more: head, moreBefore, before }) => {
        const { text, loaded, timeline } = written(roster, head);
        const old = before && written(lessOf(roster, before), moreBefore);
        const question = questionOf({ text, loaded, timeline }, now, old);
        const told = lint(question);
        const again = written(roster, head);
        expect(lint(questionOf(again, now, old))).toEqual(told);

        const lines = text.split("\n");
        for (const { place } of told.map(loaded.place)) {
          const { line, column, endLine, endColumn } = place;
          expect([line, column].every((number) => number >= 1)).toBe(true);
          expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column);
          expect(lines[endLine - 1]?.length).toBeGreaterThanOrEqual(endColumn - 1);
          expect(endLine > line || endColumn > column).toBe(true);
        }
        if (question.guards.policy.approvals === "optional")
          expect(told.filter(({ rule }) => /appro/.test(rule))).toEqual([]);
      }),
      { ...RUNS, numRuns: scaleRuns(250) },
    );
  },
  SLOW_MS,
);

test(
  "vacancies agree with the naive computation, and a cover is hollow if it changes no shift and no earlier cover took its time",
  () => {
    fc.assert(
      fc.property(moments, ({ roster, now, more: head }) => {
        const file = written(roster, head);
        const { timeline } = file;
        const told = lint(questionOf(file, now, undefined));
        const vacancies = vacanciesOf(roster, timeline, now);
        expect(findVacancies({ timeline, now }).map(textOf).sort()).toEqual(vacancies);
        expect(told.filter(({ rule }) => rule === "vacant-role").length).toBe(vacancies.length);

        const { changes } = timeline.roster;
        const covers = changes.filter((entry) => entry.kind === "cover");
        const last = Math.max(now, ...covers.map((cover) => findLastEffect(timeline, cover)));
        const weeks = Math.ceil((last - Date.parse(firstOf(roster))) / (7 * 24 * HOUR_MS)) + 8;
        const used = new Set(
          timeline
            .window(timeline.roster.rotation[0].start, Math.max(1, weeks))
            .flatMap(({ stretches }) => stretches.flatMap((stretch) => stretch.covers)),
        );
        const hollow = covers.filter((cover) => !used.has(cover) && findLastEffect(timeline, cover) > now);
        const toldBy = (id: string) =>
          told.filter(({ rule }) => rule === id).map(({ path }) => path.join("."));
        // A time that an earlier cover took is reported once, by another rule.
        const taken = toldBy("double-cover");
        expect(toldBy("hollow-cover")).toEqual(
          hollow.map(({ path }) => path.join(".")).filter((path) => !taken.includes(path)),
        );
      }),
      { ...RUNS, numRuns: scaleRuns(200) },
    );
  },
  SLOW_MS,
);

function firstOf(roster: PlainRoster): string {
  return buildRotation(roster)[0]?.start ?? "";
}

const PAIRS = ["ann", "ben", "cat", "dan", "eve"];

/** A swap with an end, in the first half of 2026. */
const whiles: fc.Arbitrary<PlainEntry> = fc
  .record({
    swap: fc.shuffledSubarray(PAIRS, { minLength: 2, maxLength: 2 }),
    from: fc.integer({ min: 1, max: 60 }),
    length: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ swap, from, length }) => ({
    swap,
    from: dayOf(from),
    until: dayOf(from + length),
    approved_by: "mia",
  }));

function dayOf(days: number): string {
  return new Date(Date.UTC(2026, 0, 5) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

test("two swaps with an end are reported if and only if they change the order for good", () => {
  const rotation = { start: "2026-01-05", timezone: "UTC", handoff: "00:00", every: "1 day", queue: PAIRS };
  const people = Object.fromEntries(["mia", ...PAIRS].map((id) => [id, { name: id, manager: "mia" }]));
  const plain = { version: 1, team: "Test", rotation, people };
  const orderOf = (changes: readonly PlainEntry[]) => {
    const naive = answerOf({ ...plain, changes });
    return naive.kind === "invalid"
      ? []
      : naive.window("2026-08-03", 1).map(({ stretches }) => stretches[0]?.engineer);
  };
  fc.assert(
    fc.property(fc.tuple(whiles, whiles), (changes) => {
      const file = written({ ...plain, changes }, { approvals: "required", bare: [], hours: "00:00-23:59" });
      const told = lint(questionOf(file, Date.parse("2025-12-01T00:00:00Z"), undefined));
      expect(told.some(({ rule }) => rule === "overlapping-swaps")).toBe(
        orderOf(changes).join() !== orderOf([]).join(),
      );
    }),
    { ...RUNS, numRuns: scaleRuns(250) },
  );
});
