/** Holds the schedules of the text fixtures: one team with ASCII, CJK and combining names, and unusual schedules. */

import type { Schedule } from "../../src/render/schedule.ts";
import type { WhoView } from "../../src/render/who.ts";
import type { Id } from "../../src/roster/model.ts";
import type { Shift } from "../../src/timeline/model.ts";
import { at, NEW_YORK, people, shift, terms, weeks, zone } from "./render-build.ts";

type Team = Readonly<Record<"alice" | "bob" | "carol" | "dave" | "erin", string>>;

export const TEAMS: Readonly<
  Record<"ascii" | "cjk" | "combining", { readonly team: string; readonly names: Team }>
> = {
  ascii: {
    team: "Platform Engineering",
    names: {
      alice: "Alice Nguyen",
      bob: "Bob Okafor",
      carol: "Carol Diaz",
      dave: "Dave Lindqvist",
      erin: "Erin Park",
    },
  },
  cjk: {
    team: "基盤チーム",
    names: {
      alice: "阮愛麗",
      bob: "Bob Okafor",
      carol: "김민준",
      dave: "リンドクヴィスト大輔",
      erin: "朴 恵琳",
    },
  },
  combining: {
    team: "Plateforme d'inge\u0301nierie",
    names: {
      alice: "Nguye\u0302\u0303n Thi\u0323 A\u0301i",
      bob: "Zoe\u0308 O\u0301 Se\u0301",
      carol: "Ioa\u0306na \ud83d\udc69\u200d\ud83d\ude92",
      dave: "Bjo\u0308rn A\u030angstro\u0308m",
      erin: "Ł̵ukasz Wójcik",
    },
  },
};

const QUEUE = ["alice", "bob", "carol", "dave"] as const;

/** Eight weeks over the turn of the year: covers of every length, one of them running, and a vacancy. */
export function usual(kind: keyof typeof TEAMS, viewer: boolean): Schedule {
  const { team, names } = TEAMS[kind];
  const covers: Readonly<Record<string, Parameters<typeof shift>[3]>> = {
    "2026-11-23": [
      { role: "primary", by: "erin", from: "2026-11-24 18:00", until: "2026-11-25 09:00" },
      { role: "secondary", by: "dave", from: "2026-11-28 00:00" },
    ],
    "2026-12-07": [{ role: "primary", by: "erin" }],
    "2026-12-28": [{ role: "secondary", by: "bob", from: "2026-12-31 18:00", until: "2027-01-01 12:00" }],
  };
  const shifts = weeks("2026-11-23", 8, QUEUE).map(({ date, held }, index) =>
    shift(46 + index, date, date === "2026-12-14" ? [held[0] ?? null, null] : held, covers[date]),
  );
  return {
    team,
    shifts,
    people: people(names),
    zone: NEW_YORK,
    viewer: viewer ? zone("Europe/Lisbon") : undefined,
    now: at("2026-11-24 20:15"),
  };
}

export function who(kind: keyof typeof TEAMS, viewer: boolean): WhoView {
  const { shifts, people: known, zone: where, viewer: reader, team, now } = usual(kind, viewer);
  const [running, following] = shifts;
  const next = following === undefined ? [] : ending(following);
  const instant = now ?? 0;
  return {
    team,
    people: known,
    zone: where,
    viewer: reader,
    at: instant,
    isNow: true,
    onCall: ["primary", "secondary"].flatMap((role) => {
      const held = (running?.stretches ?? []).filter((stretch) => stretch.role === role);
      const current = held.filter(({ start, end }) => start <= instant && instant < end);
      return current.map((stretch) => {
        return {
          ...stretch,
          after: held.find(({ start }) => start === stretch.end)?.engineer,
          offDuty: false,
        };
      });
    }),
    next,
  };
}

/** The stretches of a shift none of which is followed by another in it. */
function ending(of: Shift): WhoView["next"] {
  return of.stretches.map((stretch) => ({ ...stretch, after: undefined, offDuty: false }));
}

const ASCII = TEAMS.ascii.names;

function odd(shifts: Schedule["shifts"], more: Partial<Schedule> = {}): Schedule {
  return {
    team: "Platform Engineering",
    shifts,
    people: people(ASCII),
    zone: NEW_YORK,
    viewer: undefined,
    now: undefined,
    ...more,
  };
}

const lead = terms({ index: 1, start: 0, roles: ["lead", "backup", "shadow"], every: 14, handoff: 10 * 60 });

/** Schedules unlike the usual one, each with what it is about as its name. */
export const ODD: Readonly<Record<string, Schedule>> = {
  "new-terms": odd(
    [
      shift(50, "2026-12-21", ["alice", "bob"]),
      shift(51, "2026-12-28", ["bob", "carol"], [], { end: "2026-12-31 10:00" }),
      shift(52, "2026-12-31", ["carol", "dave", "erin"], [], { terms: lead }),
      shift(
        53,
        "2027-01-14",
        ["dave", "erin", "alice"],
        [{ role: "backup", by: "bob", until: "2027-01-20 09:00" }],
        {
          terms: lead,
        },
      ),
    ],
    { now: at("2026-12-31 09:00") },
  ),
  "many-covers": odd([
    shift(
      0,
      "2026-01-05",
      ["alice", "bob"],
      [
        { role: "primary", by: "bob", from: "2026-01-05 18:00", until: "2026-01-06 09:00" },
        {
          role: "primary",
          by: "carol",
          from: "2026-01-06 18:00",
          until: "2026-01-07 09:00",
          unapproved: true,
        },
        { role: "primary", by: "erin", from: "2026-01-07 18:00", until: "2026-01-08 09:00", via: "dave" },
        { role: "secondary", by: "carol", until: "2026-01-08 12:00" },
        { role: "secondary", by: "dave", from: "2026-01-08 12:00" },
      ],
    ),
    shift(1, "2026-01-12", ["bob", "carol"]),
  ]),
  "one-role-daily": odd(
    weeks("2026-11-02", 1, ["alice"]).flatMap(() =>
      ["2026-10-31", "2026-11-01", "2026-11-02"].map((date, index) =>
        shift(index, date, [(["alice", "bob", null] as const)[index] ?? null], [], {
          terms: terms({ roles: ["on-call"], every: 1, handoff: 90 }),
        }),
      ),
    ),
    { now: at("2026-11-01 12:00"), viewer: zone("Asia/Tokyo") },
  ),
  "all-vacant": odd([shift(0, "2026-01-05", [null, null]), shift(1, "2026-01-12", [null, null])]),
  namesakes: odd([shift(0, "2026-01-05", ["alice", "bob"])], {
    people: people({ alice: "Alex Kim", bob: "Alex\u200b Kim" }),
  }),
  "longer-and-fortnightly": odd([
    shift(0, "2026-01-05", ["alice"], [], {
      terms: terms({ every: 14, roles: ["on-call"] }),
      end: "2026-01-19 15:00",
    }),
    shift(1, "2026-01-19", ["bob"], [], {
      terms: terms({ index: 1, every: 3, roles: ["on-call"], handoff: 15 * 60 }),
    }),
    shift(2, "2026-01-22", ["carol"], [], {
      terms: terms({ index: 1, every: 3, roles: ["on-call"], handoff: 15 * 60 }),
    }),
  ]),
  "long-names": odd(
    [
      shift(0, "2026-01-05", ["alice", "bob"], [{ role: "primary", by: "bob", until: "2026-01-06 09:00" }]),
      shift(1, "2026-01-12", ["bob", "alice"]),
    ],
    {
      people: people({
        alice: "Maria Fernanda de los \u00c1ngeles Rodr\u00edguez-Villanueva y Castellanos",
        bob: "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren",
      }),
    },
  ),
  none: odd([]),
  "nobody-new": odd([], { person: "alice" }),
  "not-on-call": odd([shift(0, "2026-01-05", ["alice", "bob"])], { person: "erin" }),
};

/** What one person sees. */
export function personal(person: Id, viewer: boolean): Schedule {
  return { ...usual("ascii", viewer), person };
}

const base = who("ascii", false);

/** Answers unlike the usual one. */
export const WHO: Readonly<Record<string, WhoView>> = {
  contact: {
    ...base,
    contacts: new Map([
      ["erin", { phone: "+12025550101", slack: "U0123" }],
      ["bob", { phone: undefined, slack: undefined }],
    ]),
  },
  asked: { ...base, isNow: false, viewer: zone("Asia/Tokyo") },
  "of-a-day": { ...base, isNow: false, at: at("2026-11-30 00:00") },
  vacant: {
    ...base,
    at: at("2026-12-15 09:00"),
    onCall: usual("ascii", false).shifts.slice(3, 4).flatMap(ending),
    next: [],
  },
  "not-begun": {
    ...base,
    onCall: [],
    next: usual("ascii", false).shifts.slice(1, 2).flatMap(ending),
  },
};
