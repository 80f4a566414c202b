/** Runs `oncall remind`: who should hear what today. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { listProofGaps } from "../../proof/gaps.ts";
import { forMarkdown, forTerminal } from "../../render/escape.ts";
import { rostersJson } from "../../render/json.ts";
import {
  type ReminderItem,
  type RemindersView,
  reminderItems,
  remindersJson,
  remindersMarkdown,
  remindersNote,
  remindersRecord,
  remindersText,
} from "../../render/reminders.ts";
import type { Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { listAbsences } from "../../rules/away.ts";
import { DAY_MS, formatDate } from "../../time/date.ts";
import { type Instant, instantOf, wallOf } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { listMoved, listReminders } from "../../timeline/reminders.ts";
import { checkNamed, readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { readOldTimeline } from "../shared/revision.ts";
import { answerEach, nameTeams } from "../shared/several.ts";
import type { RemindFlags } from "./command.ts";

export async function runRemind(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<RemindFlags>(command);
  if (flags.post === true) checkNamed(edges, flags, "a post");
  const now = readClock(edges);
  const found = await answerEach(edges, flags, async (own) => {
    const timeline = openTimeline(edges, own);
    const view = buildReminders(edges, own, timeline, now);
    if (flags.post === true) await postReminders(edges, own, timeline.roster, view, now);
    return view;
  });
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
function buildReminders(edges: Edges, flags: RemindFlags, timeline: Timeline, now: Instant): RemindersView {
  const { roster } = timeline;
  const zone = outputZone(roster);
  const today = wallOf(zone, now).date;
  const coming = listReminders(timeline, today, zone, listAbsences(roster));
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

/** A reminder is posted once a day; with nothing to say, nothing is. */
async function postReminders(
  edges: Edges,
  flags: RemindFlags,
  roster: Roster,
  view: RemindersView,
  now: Instant,
): Promise<void> {
  const items = reminderItems(view);
  if (items.length === 0) return;
  // Only whoever posts loads what knows the services.
  const { postNote } = await import("../shared/post.ts");
  const part = ({ words }: ReminderItem) => `remind ${formatDate(view.today)} ${words}`;
  await postNote(edges, flags, {
    ...{ roster, what: "the reminders", parts: items.map(part), since: now - 2 * DAY_MS },
    write: (parts) =>
      remindersNote(
        view,
        items.filter((item) => parts.includes(part(item))),
      ),
  });
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
