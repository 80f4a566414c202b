/** Tries how rotations follow the clocks of a zone where they are changed. */

import { EXIT, Fault } from "../../fault.ts";
import { type Instant, MINUTE_MS, wallOf, type Zone } from "../../time/zone.ts";
import { readText } from "../fields.ts";
import type { ProbePoint } from "../probe.ts";
import { isSameZone } from "./answers.ts";
import type { Scratch } from "./scratch.ts";
import { conclude, formatDate, giveUp, type Participant, type ScratchPeriod } from "./words.ts";

const HOUR = 60;
const NOON = 12 * HOUR;
const WEEK_MS = 7 * 24 * HOUR * MINUTE_MS;

export function listClockPoints(scratch: Scratch): readonly ProbePoint[] {
  return [
    {
      id: "dst",
      question: "Do handoffs keep to the wall clock of New York over its next two changes?",
      assumed: "wall",
      settle: () => tryClocks(scratch),
    },
    {
      id: "repeated-hour",
      question: "Which of the two is a handoff in an hour that happens twice?",
      assumed: "earlier",
      settle: () => tryRepeatedHour(scratch),
    },
  ];
}

interface ClockChange {
  readonly at: Instant;
  /** How far the clocks are moved forward; negative: back. */
  readonly by: number;
}

/** The next changes of the clocks, to the hour. */
function findChanges(zone: Zone, from: Instant, count: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  const HOUR_MS = HOUR * MINUTE_MS;
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; changes.length < count; hour += HOUR_MS) {
    const by = zone.offsetAt(hour) - zone.offsetAt(hour - HOUR_MS);
    if (by !== 0) changes.push({ at: hour, by });
    if (hour > from + 60 * WEEK_MS) break;
  }
  return changes;
}

const isEdge = (who: Participant) => (period: ScratchPeriod) => period.who === who;

/** Elsewhere the clocks are changed on other days, or never. */
async function requireZone(scratch: Scratch): Promise<void> {
  const given = readText(await scratch.demand("GET", scratch.path()), "timezone") ?? "";
  if (isSameZone(scratch, given)) return;
  throw new Fault(
    EXIT.service,
    `the scratch schedule is not in the zone of New York: it came back in ${given}`,
  );
}

async function tryClocks(scratch: Scratch) {
  const { at, zone } = scratch;
  await requireZone(scratch);
  const start = at(0, 0, NOON);
  const id = await scratch.addRotation({
    name: "clocks",
    start,
    type: "weekly",
    participants: ["person", "nobody"],
  });
  await scratch.readRotation(id);
  const changes = findChanges(zone, start, 2);
  const times: number[] = [];
  for (const change of changes) {
    const from = change.at - 2 * WEEK_MS;
    const periods = (await scratch.readPeriods(id, from, 6)).filter(isEdge("person"));
    // The window cuts the first and the last.
    const edges = periods
      .flatMap(({ start: begin, end }) => [begin, end])
      .toSorted((one, other) => one - other);
    const after = edges.slice(1, -1).filter((edge) => edge > change.at);
    times.push(...after.map((edge) => wallOf(zone, edge).time));
  }
  if (times.length === 0) return giveUp("the timeline had no handoffs there");
  const dates = changes.map((change) => formatDate(change.at).slice(0, 10)).join(" and ");
  if (times.every((time) => time === NOON)) return conclude("wall", `after ${dates} they stayed at noon`);
  return times.every((time) => time % HOUR === 0)
    ? conclude(
        "elapsed",
        `after ${dates} they were no longer at noon; a week is 168 hours there, and oncall cannot push a rotation by wall clock`,
      )
    : conclude("otherwise", `after ${dates} they were at other times`);
}

async function tryRepeatedHour(scratch: Scratch) {
  const { zone } = scratch;
  await requireZone(scratch);
  const back = findChanges(zone, scratch.at(0, 0, NOON), 2).find(({ by }) => by < 0);
  if (back === undefined) return giveUp("the clocks are not moved back within a year");
  const { date } = wallOf(zone, back.at);
  const time = HOUR + HOUR / 2;
  const [earlier, later] = zone.instantsAt(date, time);
  const [start] = zone.instantsAt(date - 1, time);
  if (start === undefined || later === undefined) return giveUp("half past one does not happen twice there");
  const id = await scratch.addRotation({
    name: "twice",
    start,
    type: "daily",
    participants: ["person", "nobody"],
  });
  await scratch.readRotation(id);
  const periods = await scratch.readPeriods(id, start, 2);
  const edges = periods.filter(isEdge("person")).flatMap((period) => [period.start, period.end]);
  if (earlier !== undefined && edges.includes(earlier))
    return conclude("earlier", "a handoff at half past one was at the first of the two");
  if (edges.includes(later))
    return conclude(
      "later",
      "a handoff at half past one was at the second of the two; oncall takes the first, and a push would need overrides",
    );
  return conclude("otherwise", "a handoff at half past one was at neither of the two");
}
