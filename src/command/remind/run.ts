/** Runs `oncall remind`: who should hear what today. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { listProofGaps } from "../../proof/gaps.ts";
import { forMarkdown, forTerminal } from "../../render/escape.ts";
import { rostersJson } from "../../render/json.ts";
import {
  type RemindersView,
  remindersJson,
  remindersMarkdown,
  remindersRecord,
  remindersText,
} from "../../render/reminders.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { type Instant, instantOf, wallOf } from "../../time/zone.ts";
import { listMoved, listReminders } from "../../timeline/reminders.ts";
import { readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { readOldTimeline } from "../shared/revision.ts";
import { answerEach, nameTeams } from "../shared/several.ts";
import type { RemindFlags } from "./command.ts";

export async function runRemind(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<RemindFlags>(command);
  const now = readClock(edges);
  const found = await answerEach(edges, flags, async (own) => buildReminders(edges, own, now));
  const format = flags.json === true ? "json" : flags.format;
  if (found.kind === "one") {
    edges.stdout.write(formatReminders(format, found.answer));
    return EXIT.done;
  }
  edges.stdout.write(
    format === "json"
      ? rostersJson(found.answers.map(({ file, answer }) => ({ file, ...remindersRecord(answer) })))
      : nameTeams(found.answers)
          .map((view) => addTeam(view, formatReminders(format, view), format))
          .join(""),
  );
  return found.exit;
}

/** The day begins at midnight in the roster's zone, whatever the hour of the run is. */
function buildReminders(edges: Edges, flags: RemindFlags, now: Instant): RemindersView {
  const timeline = openTimeline(edges, flags);
  const { roster } = timeline;
  const zone = outputZone(roster);
  const today = wallOf(zone, now).date;
  const coming = listReminders(timeline, today, zone);
  const moved =
    flags.since === undefined
      ? []
      : listMoved(
          readOldTimeline(edges, findRoster(edges, flags), flags.since).timeline,
          timeline,
          instantOf(zone, today, 0),
        );
  const gaps = coming.flatMap((reminder) =>
    reminder.kind === "turn" ? listProofGaps(roster, [reminder.person], reminder.date) : [],
  );
  const once = [...new Map(gaps.map((gap) => [gap.person, gap])).values()];
  return {
    ...{ team: roster.team, people: roster.people, zone, today },
    ...{ reminders: [...coming, ...moved], gaps: once },
  };
}

function formatReminders(format: RemindFlags["format"], view: RemindersView): string {
  switch (format) {
    case "text":
      return remindersText(view);
    case "markdown":
      return remindersMarkdown(view);
    case "json":
      return remindersJson(view);
  }
}

/** With several rosters, each part has its team in front; a team without reminders has none. */
function addTeam({ team }: RemindersView, text: string, format: RemindFlags["format"]): string {
  if (text === "") return "";
  return format === "markdown" ? `### ${forMarkdown(team)}\n${text}` : `${forTerminal(team)}\n${text}`;
}
