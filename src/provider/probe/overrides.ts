/** Tries how overrides behave: what counts where two overlap, which minutes they keep, and what may lie in the past. */
import { MINUTE_MS } from "../../time/zone.ts";
import { readInstant, readText } from "../fields.ts";
import type { ProbePoint } from "../probe.ts";
import { remember } from "../remember.ts";
import type { Scratch } from "./scratch.ts";
import { conclude, giveUp, type ScratchOverride } from "./words.ts";

const HOUR = 60;
const HOUR_MS = HOUR * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function listOverridePoints(scratch: Scratch): readonly ProbePoint[] {
  const { at, words } = scratch;
  /** The key of an override that has ended, for the question whether lists have it. */
  const past = remember(() => tryPast(scratch));
  return [
    {
      id: "read-lag",
      question: "Does a read that follows a write show it at once?",
      assumed: undefined,
      async settle() {
        const key = await scratch.addOverride({
          who: "nobody",
          start: at(0, 1, 2 * HOUR),
          end: at(0, 1, 3 * HOUR),
        });
        let stale = -1;
        await scratch.look(async () => {
          stale += 1;
          const all = await words.listAll(`${scratch.path()}/overrides`);
          return all.find((each) => readText(each, "alias") === key);
        });
        if (stale === 0) return conclude("at once", "the first list after an override was made had it");
        const reads = stale === 1 ? "1 read" : `${stale} reads`;
        return conclude(reads, `${reads} after an override was made still came without it, a second apart`);
      },
    },
    {
      id: "override-minutes",
      question: "Are the minutes of an override kept?",
      assumed: "kept",
      async settle() {
        const span = { start: at(0, 1, 4 * HOUR + 7), end: at(0, 1, 5 * HOUR + 52) };
        const override = await scratch.readOverride(await scratch.addOverride({ who: "nobody", ...span }));
        const [start, end] = [readInstant(override, "startDate"), readInstant(override, "endDate")];
        if (start === span.start && end === span.end)
          return conclude("kept", "an override from 7 past to 52 past came back as it was sent");
        const isHalf = [start, end].every((each) => each !== undefined && each % (30 * MINUTE_MS) === 0);
        return isHalf
          ? conclude(
              "half-hours",
              "an override from 7 past to 52 past came back with minutes of 0 or 30; oncall cannot push covers that begin or end at other minutes",
            )
          : conclude("otherwise", "an override from 7 past to 52 past came back with other times");
      },
    },
    {
      id: "overlap",
      question: "Which of two overrides counts where they overlap?",
      assumed: undefined,
      settle: () => tryOverlap(scratch),
    },
    {
      id: "past-start",
      question: "May an override begin in the past?",
      assumed: "accepted",
      settle: () => tryPastStart(scratch),
    },
    {
      id: "past-override",
      question: "May an override lie wholly in the past?",
      assumed: undefined,
      async settle() {
        const { reply } = await past();
        if (reply.status < 300) return conclude("accepted", "one that ended yesterday was accepted");
        return conclude("refused", `one that ended yesterday was refused with ${reply.status}`);
      },
    },
    {
      id: "ended-listed",
      question: "Does the list of overrides have those that have ended?",
      assumed: undefined,
      async settle() {
        const { key } = await past();
        const ended = key ?? (await waitForEnd(scratch));
        await scratch.settle();
        const all = await words.listAll(`${scratch.path()}/overrides`);
        return all.some((each) => readText(each, "alias") === ended)
          ? conclude("listed", "one that had ended was in the list")
          : conclude("left-out", "one that had ended was not in the list");
      },
    },
  ];
}

/** In the past, it is nobody who is named. */
async function tryPast(scratch: Scratch) {
  const end = Math.floor(scratch.subject.now() / HOUR_MS) * HOUR_MS - DAY_MS;
  const body = scratch.writeOverride({ who: "nobody", start: end - 2 * HOUR_MS, end });
  const reply = await scratch.ask("POST", `${scratch.path()}/overrides`, body);
  const key = reply.status < 300 ? readText(scratch.words.readThing(reply.body), "alias") : undefined;
  return { reply, key };
}

/** Makes one that is short, and waits until it has ended. */
async function waitForEnd(scratch: Scratch): Promise<string> {
  const { subject } = scratch;
  const start = Math.ceil(subject.now() / MINUTE_MS + 1) * MINUTE_MS;
  const end = start + MINUTE_MS;
  const key = await scratch.addOverride({ who: "nobody", start, end });
  await subject.http.sleep(end - subject.now() + 5000);
  return key;
}

async function tryPastStart(scratch: Scratch) {
  const { subject } = scratch;
  const attempt = async (minutes: number) => {
    const start = Math.floor(subject.now() / MINUTE_MS - minutes) * MINUTE_MS;
    const end = start + 2 * DAY_MS;
    const body = scratch.writeOverride({ who: "nobody", start, end });
    const reply = await scratch.ask("POST", `${scratch.path()}/overrides`, body);
    if (reply.status >= 300) return { kind: "refused" as const, status: reply.status };
    const key = readText(scratch.words.readThing(reply.body), "alias") ?? "";
    const given = readInstant(await scratch.readOverride(key), "startDate");
    const isNow = given !== undefined && given > subject.now() - 10 * MINUTE_MS;
    return {
      kind: given === start ? ("accepted" as const) : isNow ? ("clamped" as const) : ("moved" as const),
    };
  };
  const [recent, late] = [await attempt(3), await attempt(2 * HOUR)];
  if (late.kind === "clamped")
    return conclude("clamped", "one that began 2 hours ago came back as beginning now");
  if (late.kind === "moved")
    return conclude("otherwise", "one that began 2 hours ago came back with another start");
  if (recent.kind === "refused")
    return conclude(
      "refused",
      `one that began 3 minutes ago was refused with ${recent.status}; oncall cannot push a cover that has begun`,
    );
  return late.kind === "refused"
    ? conclude(
        "recent",
        `one that began 3 minutes ago was accepted, one that began 2 hours ago was refused with ${late.status}`,
      )
    : conclude("accepted", "those that began 3 minutes and 2 hours ago came back as they were sent");
}

/** In the order in which they are made; between 12:00 and 14:00 the two overlap. */
const PAIRS: readonly (readonly [ScratchLine, ScratchLine])[] = [
  [
    ["person", 10, 14],
    ["nobody", 12, 16],
  ],
  [
    ["nobody", 12, 16],
    ["person", 10, 14],
  ],
  [
    ["person", 12, 16],
    ["nobody", 10, 14],
  ],
];

type ScratchLine = readonly [who: ScratchOverride["who"], from: number, until: number];

/** Who is on call in the overlap of each pair, and the rule that this means. */
const RULES: Readonly<Record<string, readonly [answer: string, text: string]>> = {
  "nobody person nobody": ["last", "the one that was made last counted each time"],
  "person nobody person": ["first", "the one that was made first counted each time"],
  "nobody nobody person": ["later-start", "the one that begins later counted each time"],
  "person person nobody": ["earlier-start", "the one that begins earlier counted each time"],
  "person person person": ["somebody", "the one that names somebody counted each time, whenever it was made"],
  "nobody nobody nobody": ["nobody", "the one that names nobody counted each time, whenever it was made"],
};

async function tryOverlap(scratch: Scratch) {
  const rotation = scratch.main();
  for (const [index, pair] of PAIRS.entries())
    for (const [who, from, until] of pair)
      await scratch.addOverride({
        who,
        start: scratch.at(0, 2 + index, from * HOUR),
        end: scratch.at(0, 2 + index, until * HOUR),
      });
  await scratch.settle();
  const periods = await scratch.readPeriods(rotation, scratch.at(0, 0, 0), 1);
  const told = PAIRS.map((_, index) => {
    const noon = scratch.at(0, 2 + index, 13 * HOUR);
    const there = periods.filter(({ start, end }) => start <= noon && noon < end).map(({ who }) => who);
    return new Set(there).size > 1 ? "both" : (there[0] ?? "nobody");
  });
  if (told.includes("both")) return conclude("both", "both counted at once");
  const rule = RULES[told.join(" ")];
  if (rule !== undefined) return conclude(...rule);
  return giveUp(`no one rule explains who was on call in three overlaps: ${told.join(", ")}`);
}
