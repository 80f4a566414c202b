/** `oncall schedule`: the coming weeks, as a table for people and in the formats of other programs. */
import { Command, Option } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { scheduleJson } from "../../render/json.ts";
import type { Schedule } from "../../render/schedule.ts";
import { newestDate } from "../../roster/newest.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { DAY_MS } from "../../time/date.ts";
import type { Instant, Zone } from "../../time/zone.ts";
import { suggestZone } from "../../time/zone-name.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Outcome } from "../program.ts";
import { countOf, type GlobalFlags, globalFlags, pageOf, readClock, viewerOf } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { here, openTimeline } from "../shared/open.ts";
import { findMe, findPerson } from "../shared/people.ts";
import { readDate } from "../shared/when.ts";

const FORMATS = ["table", "json", "csv", "markdown", "ics"] as const;
const MOST_WEEKS = 5200;
/** Nearly: a zone may be a day ahead. */
const END_OF_DATES = Date.UTC(9999, 11, 31);

interface Flags extends GlobalFlags {
  readonly weeks: string;
  readonly from?: string;
  readonly person?: string;
  readonly zone?: string;
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
}

export function scheduleCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("schedule")
    .summary("the coming weeks")
    .description(
      "The coming weeks: who serves which role, with covers and vacancies. Starts with the running shift.",
    )
    .option("--weeks <n>", "how many weeks", "8")
    .option("--from <date>", "from the shift that runs at the end of that date: YYYY-MM-DD, today, a weekday")
    .option("--person <id>", "only the weeks of one person; me is whoever git says you are")
    .option("--zone <tz>", "tell times in another zone, such as Europe/Lisbon")
    .addOption(new Option("--format <format>", "in which form").choices(FORMATS).default("table"))
    .option("--json", "the same as --format json")
    .action(async (_flags: object, self: Command) => {
      await schedule(edges, globalFlags<Flags>(self));
      outcome.exit = EXIT.done;
    });
  return withExamples(command, [
    { line: "oncall schedule", shows: "the coming eight weeks" },
    { line: "oncall schedule --person alice --weeks 26", shows: "Alice's next half year" },
    {
      line: "oncall schedule --from 2026-01-05 --weeks 4 --json",
      shows: "four weeks of the past, for scripts",
    },
    {
      line: "oncall schedule --format ics --person bob --weeks 26",
      shows: "a calendar for Bob to subscribe to",
    },
  ]);
}

async function schedule(edges: Edges, flags: Flags): Promise<void> {
  const weeks = countOf("--weeks", flags.weeks, MOST_WEEKS);
  const now = readClock(edges);
  const timeline = openTimeline(edges, flags);
  const { roster } = timeline;
  const zone = flags.zone === undefined ? outputZone(roster) : zoneNamed(edges, flags.zone);
  const shifts = timeline.window(firstDate(timeline, flags, zone, now), weeks);
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
  edges.stdout.write(await formatted(edges, flags, view, timeline));
}

/** Each format is loaded when it is asked for. */
async function formatted(edges: Edges, flags: Flags, view: Schedule, { roster }: Timeline): Promise<string> {
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
      return (await import("../../render/ics.ts")).scheduleIcs(view, newestDate(roster) * DAY_MS);
  }
}

/** The date of the running shift's handoff, or the one asked for. */
function firstDate(timeline: Timeline, flags: Flags, zone: Zone, now: Instant): number {
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
