/** Runs `oncall stats`: who serves how much in a span of days. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { rostersJson } from "../../render/json.ts";
import type { Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { countStats } from "../../stats/count.ts";
import type { IsHoliday, Stats } from "../../stats/model.ts";
import { sumByPerson } from "../../stats/totals.ts";
import { formatDate } from "../../time/date.ts";
import { type Instant, wallOf } from "../../time/zone.ts";
import { choosePage, readClock } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { type Answered, answerEach, nameTeams } from "../shared/several.ts";
import { readDate } from "../shared/when.ts";
import type { StatsFlags } from "./command.ts";

/** Back and ahead, in days. */
const REACH = 26 * 7;
/** Sixty years: a slip in a year should not take minutes. */
const MOST_DAYS = 60 * 366;

export async function runStats(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<StatsFlags>(command);
  const now = readClock(edges);
  const found = await answerEach(edges, flags, (own) => count(edges, own, now));
  edges.stdout.write(
    found.kind === "one"
      ? await formatStats(edges, flags, found.answer)
      : await formatTeams(edges, flags, found.answers),
  );
  return found.kind === "one" ? EXIT.done : found.exit;
}

async function count(edges: Edges, flags: StatsFlags, now: Instant): Promise<Stats> {
  const timeline = openTimeline(edges, flags);
  const zone = outputZone(timeline.roster);
  const today = wallOf(zone, now).date;
  const from = flags.from === undefined ? today - REACH : await readDate(edges, flags.from, { zone, now });
  const until =
    flags.until === undefined
      ? Math.max(today, from) + REACH
      : await readDate(edges, flags.until, { zone, now, after: flags.from === undefined ? undefined : from });
  if (until <= from)
    throw new Fault(
      EXIT.usage,
      `no day lies from ${formatDate(from)} to before ${formatDate(until)}`,
      "give a later --until, or an earlier --from",
    );
  if (until - from > MOST_DAYS)
    throw new Fault(EXIT.usage, "stats count at most 60 years", "give a later --from, or an earlier --until");
  const isHoliday = await findHolidays(edges, timeline.roster.people.values());
  return countStats(timeline, { from, until, now, isHoliday });
}

/** The library of holidays is loaded only if somebody's country is given. */
async function findHolidays(edges: Edges, people: Iterable<Person>): Promise<IsHoliday> {
  const all = [...people];
  if (all.every(({ country }) => country === undefined)) return () => false;
  const { openCalendar } = await import("../../stats/holidays.ts");
  const { isHoliday, unknown } = openCalendar(all);
  if (unknown.length > 0)
    edges.stderr.write(
      `${forTerminal(`no public holidays are known for ${unknown.join(", ")}: none of theirs are counted`)}\n`,
    );
  return isHoliday;
}

/** Each format is loaded when it is asked for. */
async function formatStats(edges: Edges, flags: StatsFlags, stats: Stats): Promise<string> {
  switch (flags.json === true ? "json" : flags.format) {
    case "table":
      return (await import("../../render/stats.ts")).statsTable(
        stats,
        await choosePage(edges.stdout, edges, flags),
        edges.stdout.isTTY,
      );
    case "json":
      return (await import("../../render/stats-json.ts")).statsJson(stats);
    case "csv":
      return (await import("../../render/stats-csv.ts")).statsCsv([stats]);
    case "markdown":
      return (await import("../../render/stats-markdown.ts")).statsMarkdown(stats);
  }
}

/** Several rosters: the team in front, and where it is for people, each person over all. */
async function formatTeams(
  edges: Edges,
  flags: StatsFlags,
  answers: readonly Answered<Stats>[],
): Promise<string> {
  const all = answers.map(({ answer }) => answer);
  switch (flags.json === true ? "json" : flags.format) {
    case "table":
      return (await import("../../render/stats.ts")).teamStatsTable(
        // A longer name of the team would leave no room for a table at 80 columns.
        all,
        sumByPerson(all),
        await choosePage(edges.stdout, edges, flags),
      );
    case "json": {
      const { statsRecord } = await import("../../render/stats-json.ts");
      return rostersJson(answers.map(({ file, answer }) => ({ file, ...statsRecord(answer) })));
    }
    case "csv":
      return (await import("../../render/stats-csv.ts")).statsCsv(all);
    case "markdown":
      return (await import("../../render/stats-markdown.ts")).teamStatsMarkdown(
        nameTeams(answers),
        sumByPerson(all),
      );
  }
}
