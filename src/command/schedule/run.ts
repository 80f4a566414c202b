/** Runs `oncall schedule`: the coming weeks, as a table for people and in the formats of other programs. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { scheduleJson } from "../../render/json.ts";
import type { Schedule } from "../../render/schedule.ts";
import { outputZone } from "../../roster/output-zone.ts";
import type { LocalDate } from "../../time/date.ts";
import type { Instant, Zone } from "../../time/zone.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { Timeline } from "../../timeline/build.ts";
import { pageOf, readClock, viewerOf } from "../shared/context.ts";
import { here } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { findMe, findPerson } from "../shared/people.ts";
import { readDate } from "../shared/when.ts";
import type { ScheduleFlags } from "./command.ts";

const MOST_WEEKS = 5200;
/** Nearly: a zone may be a day ahead. */
const END_OF_DATES = Date.UTC(9999, 11, 31);

export async function runSchedule(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<ScheduleFlags>(command);
  const weeks = parseCount("--weeks", flags.weeks, MOST_WEEKS);
  const now = readClock(edges);
  const timeline = openTimeline(edges, flags);
  const { roster } = timeline;
  const zone = flags.zone === undefined ? outputZone(roster) : zoneNamed(edges, flags.zone);
  const shifts = timeline.window(await firstDate(timeline, flags, zone, now), weeks);
  if ((shifts.at(-1)?.end ?? 0) >= END_OF_DATES) {
    throw new Fault(
      EXIT.usage,
      "dates have four digits for the year: there is none after 9999-12-31",
      "ask for fewer weeks, or for earlier ones",
    );
  }
  const view: Schedule = {
    team: roster.team,
    shifts,
    people: roster.people,
    zone,
    viewer: flags.zone === undefined ? viewerOf(edges) : undefined,
    now,
    ...(flags.person !== undefined && { person: personIn(edges, timeline, flags.person) }),
  };
  edges.stdout.write(await formatSchedule(edges, flags, view));
  return EXIT.done;
}

/** Each format is loaded when it is asked for. */
async function formatSchedule(edges: Edges, flags: ScheduleFlags, view: Schedule): Promise<string> {
  switch (flags.json === true ? "json" : flags.format) {
    case "table":
      return (await import("../../render/table.ts")).scheduleTable(
        view,
        await pageOf(edges.stdout, edges, flags),
      );
    case "json":
      return scheduleJson(view);
    case "csv":
      return (await import("../../render/csv.ts")).scheduleCsv(view);
    case "markdown":
      return (await import("../../render/markdown.ts")).scheduleMarkdown(view);
    case "ics":
      return (await import("../../render/ics.ts")).scheduleIcs(view);
  }
}

/** The date of the running shift's handoff, or the one asked for. */
async function firstDate(
  timeline: Timeline,
  flags: ScheduleFlags,
  zone: Zone,
  now: Instant,
): Promise<LocalDate> {
  if (flags.from !== undefined) return readDate(flags.from, zone, now);
  return timeline.rotation.handoffs.at(timeline.shiftFrom(now)).date;
}

function personIn(edges: Edges, { roster }: Timeline, text: string): string {
  return text === "me" ? findMe(roster, edges.git.userEmail(here(edges))).id : findPerson(roster, text).id;
}

function zoneNamed(edges: Edges, name: string): Zone {
  const zone = edges.zoneOf(name);
  if (zone !== undefined) return zone;
  const near = suggestZone(name, edges.zoneOf);
  throw new Fault(
    EXIT.usage,
    `there is no time zone ${JSON.stringify(name)}`,
    near === undefined ? "give an IANA name, such as Europe/Lisbon" : `did you mean ${near}?`,
  );
}
