/** Runs `oncall schedule`: the coming weeks, as a table for people and in the formats of other programs. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { rostersJson, scheduleJson, scheduleRecord } from "../../render/json.ts";
import type { Schedule } from "../../render/schedule.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { listAbsences } from "../../rules/away.ts";
import { formatDate } from "../../time/date.ts";
import type { Instant, Zone } from "../../time/zone.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Shift } from "../../timeline/model.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { workingFolder } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { findMe, findPerson } from "../shared/people.ts";
import { type Answered, answerEach, nameTeams } from "../shared/several.ts";
import { readDate } from "../shared/when.ts";
import type { ScheduleFlags } from "./command.ts";

const MOST_WEEKS = 5200;
const DEFAULT_WEEKS = "8";
/** Nearly: a zone may be a day ahead. */
const END_OF_DATES = Date.UTC(9999, 11, 31);

export async function runSchedule(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<ScheduleFlags>(command);
  const now = readClock(edges);
  const person = choosePerson(command.args[0], flags.person);
  const found = await answerEach(edges, flags, (own) => buildView(edges, own, person, now));
  if (found.kind === "one") {
    edges.stdout.write(await formatSchedule(edges, flags, found.answer));
    return EXIT.done;
  }
  edges.stdout.write(await formatSchedules(edges, flags, found.answers));
  return found.exit;
}

async function buildView(
  edges: Edges,
  flags: ScheduleFlags,
  person: string | undefined,
  now: Instant,
): Promise<Schedule> {
  const timeline = openTimeline(edges, flags);
  const { roster } = timeline;
  const zone = flags.zone === undefined ? outputZone(roster) : findZone(edges, flags.zone);
  const shifts = await selectShifts(edges, timeline, flags, zone, now);
  if ((shifts.at(-1)?.end ?? 0) >= END_OF_DATES) {
    throw new Fault(
      EXIT.usage,
      "dates have four digits for the year: there is none after 9999-12-31",
      "ask for fewer weeks, or for earlier ones",
    );
  }
  return {
    team: roster.team,
    shifts,
    people: roster.people,
    zone,
    viewer: flags.zone === undefined ? findViewer(edges) : undefined,
    now,
    away: listAbsences(roster),
    ...(person !== undefined && { person: resolvePerson(edges, timeline, person) }),
  };
}

/** Each format is loaded when it is asked for. */
async function formatSchedule(edges: Edges, flags: ScheduleFlags, view: Schedule): Promise<string> {
  switch (flags.json === true ? "json" : flags.format) {
    case "table":
      return (await import("../../render/table.ts")).scheduleTable(
        view,
        await choosePage(edges.stdout, edges, flags),
      );
    case "json":
      return scheduleJson(view);
    case "csv":
      return (await import("../../render/csv.ts")).scheduleCsv(view);
    case "markdown":
      return (await import("../../render/markdown.ts")).scheduleMarkdown(view);
    case "ics":
      return (await import("../../render/ics.ts")).scheduleIcs(view);
    case "svg":
      return (await import("../../render/svg.ts")).scheduleSvg(view);
  }
}

/** One after the other; in CSV and in a calendar, each line says whose it is. */
async function formatSchedules(
  edges: Edges,
  flags: ScheduleFlags,
  answers: readonly Answered<Schedule>[],
): Promise<string> {
  const views = answers.map(({ answer }) => answer);
  switch (flags.json === true ? "json" : flags.format) {
    case "json":
      return rostersJson(answers.map(({ file, answer }) => ({ file, ...scheduleRecord(answer) })));
    case "csv":
      return (await import("../../render/csv.ts")).schedulesCsv(views);
    case "ics":
      return (await import("../../render/ics.ts")).schedulesIcs(views);
    case "table":
    case "markdown": {
      const texts: string[] = [];
      for (const view of nameTeams(answers)) texts.push(await formatSchedule(edges, flags, view));
      return texts.join("\n");
    }
    case "svg":
      throw new Fault(
        EXIT.usage,
        "--format svg draws one roster",
        "name its file with --roster, or choose another format",
      );
  }
}

/** The shifts from the current one or `--from`, for `--weeks` or up to `--until`. */
async function selectShifts(
  edges: Edges,
  timeline: Timeline,
  { from, until, weeks }: ScheduleFlags,
  zone: Zone,
  now: Instant,
): Promise<readonly Shift[]> {
  const { handoffs } = timeline.rotation;
  const first =
    from === undefined
      ? handoffs.at(timeline.shiftFrom(now)).date
      : await readDate(edges, from, { zone, now });
  const count = parseCount("--weeks", weeks ?? DEFAULT_WEEKS, MOST_WEEKS);
  if (until === undefined) return timeline.window(first, count);
  if (weeks !== undefined)
    throw new Fault(EXIT.usage, "schedule takes --weeks or --until, not both", "leave one of them out");
  const start = handoffs.at(timeline.shiftOn(first)).date;
  const end = await readDate(edges, until, { zone, now, after: start });
  if (end <= start)
    throw new Fault(
      EXIT.usage,
      `no shift starts before ${formatDate(end)}: the first one shown starts on ${formatDate(start)}`,
      "give a later --until, or an earlier --from",
    );
  const most = Math.min(Math.ceil((end - start) / 7), MOST_WEEKS);
  return timeline.window(first, most).filter(({ date }) => date < end);
}

function choosePerson(argument: string | undefined, flag: string | undefined): string | undefined {
  if (argument === undefined || flag === undefined || argument === flag) return argument ?? flag;
  throw new Fault(EXIT.usage, `both ${argument} and --person ${flag} were given`, "leave one of them out");
}

function resolvePerson(edges: Edges, { roster }: Timeline, text: string): string {
  return text === "me"
    ? findMe(roster, edges.git.userEmail(workingFolder(edges))).id
    : findPerson(roster, text).id;
}

function findZone(edges: Edges, name: string): Zone {
  const zone = edges.zoneOf(name);
  if (zone !== undefined) return zone;
  const near = suggestZone(name, edges.zoneOf);
  throw new Fault(
    EXIT.usage,
    `there is no time zone ${JSON.stringify(name)}`,
    near === undefined ? "give an IANA name, such as Europe/Lisbon" : `did you mean ${near}?`,
  );
}
