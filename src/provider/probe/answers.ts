/** Looks at the form of answers: dates, periods, zones, and what came with them about limits. */
import { EXIT, Fault } from "../../fault.ts";
import { readList, readText } from "../fields.ts";
import type { ProbePoint } from "../probe.ts";
import { type Scratch, ZONE } from "./scratch.ts";
import { conclude, giveUp, Unanswered } from "./words.ts";

const HOUR = 60;
/** Two names of one zone. */
const OTHER_NAME = "US/Eastern";
const NO_ZONE = "Mars/Olympus";

/** Whether clocks in a zone show what those of New York show, in summer and in winter. */
export function isSameZone({ subject, zone, at }: Scratch, name: string): boolean {
  const other = subject.zoneOf(name);
  return [0, 26].every((weeks) => other?.offsetAt(at(weeks, 0, 0)) === zone.offsetAt(at(weeks, 0, 0)));
}

export function listAnswerPoints(scratch: Scratch): readonly ProbePoint[] {
  const { at, subject, words } = scratch;
  const readRow = async (from: number, weeks: number) => {
    const id = scratch.main();
    const timeline = await scratch.demand("GET", `${scratch.path()}/timeline`, undefined, {
      ...{ date: new Date(from).toISOString(), interval: `${weeks}`, intervalUnit: "weeks" },
    });
    return readList(timeline["finalTimeline"], "rotations").find((each) => readText(each, "id") === id);
  };
  return [
    {
      id: "dates",
      question: "Do dates come with milliseconds?",
      assumed: undefined,
      async settle() {
        const date = readText(await scratch.readRotation(scratch.main()), "startDate") ?? "";
        return /\.\d+/.test(date)
          ? conclude("milliseconds", "a whole second came with milliseconds")
          : conclude("seconds", "a whole second came without milliseconds");
      },
    },
    {
      id: "neighbours",
      question: "Do two turns in a row of one person come as one period?",
      assumed: undefined,
      async settle() {
        // Turns 1 and 2 of the list are the person's.
        const periods = (await scratch.readPeriods(scratch.main(), at(7, 0, 0), 4)).filter(
          ({ who }) => who === "person",
        );
        if (periods.length === 0) return giveUp("the timeline did not show them");
        const middle = at(8, 0, 12 * HOUR);
        return periods.some(({ start, end }) => start < middle && middle < end)
          ? conclude("merged", "they came as one")
          : conclude("apart", "each came by itself");
      },
    },
    {
      id: "no-periods",
      question: "How does a rotation come in the timeline that has no turns there?",
      assumed: undefined,
      async settle() {
        const row = await readRow(at(-3, 0, 12 * HOUR), 1);
        if (row === undefined) return conclude("left-out", "it was not in the answer at all");
        const { periods } = row;
        if (periods === undefined) return conclude("absent", "it came without periods");
        return Array.isArray(periods) && periods.length === 0
          ? conclude("empty", "it came with an empty list of periods")
          : conclude("filled", "it came with periods all the same");
      },
    },
    {
      id: "zone",
      question: "Does a time zone come back by the name that was sent?",
      assumed: "kept",
      async settle() {
        const own = readText(await scratch.demand("GET", scratch.path()), "timezone") ?? "";
        if (!isSameZone(scratch, own))
          return conclude(
            "replaced",
            `${ZONE} was silently replaced by ${own}; oncall refuses a roster in such a zone`,
          );
        if (own !== ZONE) return conclude("renamed", `${ZONE} came back as ${own}`);
        const path = await scratch.makeSchedule("-eastern", OTHER_NAME);
        const zone = readText(await scratch.look(() => readThere(scratch, path)), "timezone");
        return zone === OTHER_NAME
          ? conclude("kept", `${OTHER_NAME} came back as it was sent`)
          : conclude("renamed", `${OTHER_NAME} came back as ${zone}`);
      },
    },
    {
      id: "unknown-zone",
      question: "What becomes of a time zone that does not exist?",
      assumed: "replaced",
      async settle() {
        const path = await scratch.makeSchedule("-mars", NO_ZONE).catch((error: unknown) => {
          if (error instanceof Fault && error.exit === EXIT.service && !(error instanceof Unanswered))
            return error;
          throw error;
        });
        if (path instanceof Fault) return conclude("refused", `a schedule in ${NO_ZONE} was refused`);
        const zone = readText(await scratch.look(() => readThere(scratch, path)), "timezone");
        return zone === NO_ZONE
          ? conclude("kept", "it was accepted and kept")
          : conclude("replaced", `it was silently replaced by ${zone}`);
      },
    },
    {
      id: "limits",
      question: "Which headers tell of limits, and what do they say?",
      assumed: undefined,
      async settle() {
        const { headers, wasThrottled } = subject.listLimits();
        const when = wasThrottled ? "one request was refused with 429" : "no request was refused with 429";
        if (headers.length === 0) return conclude("none", `no answer had any; ${when}`);
        return conclude(wasThrottled ? "throttled" : "told", `${headers.join(", ")}; ${when}`);
      },
    },
  ];

  function readThere({ ask }: Scratch, path: string) {
    return ask("GET", path).then(({ status, body }) => (status < 300 ? words.readThing(body) : undefined));
  }
}
