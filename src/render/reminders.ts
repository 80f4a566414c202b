/** Writes the reminders of a day, a line for each: as text, Markdown or JSON. */
import type { Id, Person } from "../roster/model.ts";
import { formatDate, type LocalDate } from "../time/date.ts";
import { type Instant, instantOf, type Zone } from "../time/zone.ts";
import type { Reminder } from "../timeline/reminders.ts";
import { type ChatNote, type NoteLine, openNote } from "./chat.ts";
import { forMarkdown, forTerminal, oneLine } from "./escape.ts";
import { jsonDocument } from "./json.ts";
import { buildNames, type Names } from "./names.ts";
import { clock, day, viewerClock } from "./when.ts";

export interface RemindersView {
  readonly team: string;
  readonly people: ReadonlyMap<Id, Person>;
  readonly zone: Zone;
  readonly today: LocalDate;
  readonly reminders: readonly Reminder[];
  /** Of people whose turn begins, and why their proof does not count then. */
  readonly gaps: readonly { readonly person: Id; readonly gap: string }[];
}

interface ReminderLine {
  readonly code: Reminder["kind"] | "proof";
  readonly person: Id;
  readonly message: string;
}

/** More would not be read. */
const MAX_CHANGES = 3;

export function remindersText(view: RemindersView): string {
  const names = buildNames(view.people, forTerminal);
  return listLines(view, names)
    .map(({ person, message }) => `${names(person)}: ${message}\n`)
    .join("");
}

export function remindersMarkdown(view: RemindersView): string {
  const names = buildNames(view.people, forMarkdown);
  return listLines(view, names)
    .map(({ person, message }) => `- **${names(person)}**: ${message}\n`)
    .join("");
}

export interface ReminderItem {
  /** What makes it the same reminder on another run. */
  readonly words: string;
  readonly line: NoteLine;
}

/** Each reminder speaks to whom it is for, and to nobody else. */
export function reminderItems(view: RemindersView): readonly ReminderItem[] {
  const { names, person: speakTo, split } = openNote(view.people, new Set());
  return listLines(view, names).map(({ person, message }) => {
    const pieces = split(`${speakTo(person)}: ${message}`);
    return { words: `${person}: ${message}`, line: { kind: "item", pieces } };
  });
}

/** Of these reminders alone: others may have been told before. */
export function remindersNote(view: RemindersView, items: readonly ReminderItem[]): ChatNote {
  const noon = instantOf(view.zone, view.today, 720);
  return {
    title: [{ kind: "text", text: `${oneLine(view.team)}: reminders of ${day(view.zone, noon, undefined)}` }],
    lines: items.map(({ line }) => line),
  };
}

export function remindersRecord(view: RemindersView): object {
  return {
    team: view.team,
    date: formatDate(view.today),
    reminders: listLines(
      view,
      buildNames(view.people, (text) => text),
    ),
  };
}

export function remindersJson(view: RemindersView): string {
  return jsonDocument({ version: 1, ...remindersRecord(view) });
}

function listLines(view: RemindersView, names: Names): readonly ReminderLine[] {
  return [
    ...view.reminders.map((reminder) => writeReminder(view, reminder, names)),
    ...view.gaps.map(({ person, gap }): ReminderLine => {
      const message = `prove your notifications, because ${gap.replace(/\btheir\b/g, "your").replace(/\bthey have\b/g, "you have")}: run oncall verify-notifications`;
      return { code: "proof", person, message };
    }),
  ];
}

function writeReminder({ zone, people }: RemindersView, reminder: Reminder, names: Names): ReminderLine {
  const { kind: code, person } = reminder;
  const viewer = people.get(person)?.zone;
  const write = (at: Instant) => {
    const yours = viewerClock({ zone, viewer }, at);
    const here = `${day(zone, at, undefined)} ${clock(zone, at)} ${names.text(zone.name)}`;
    return yours === undefined ? here : `${here} (${yours} yours)`;
  };
  switch (reminder.kind) {
    case "turn": {
      const { days, covered, role, start } = reminder;
      const when = days === 1 ? "tomorrow" : `in ${days} days`;
      const what = covered === undefined ? "your turn begins" : `you cover for ${names(covered)}`;
      return { code, person, message: `${what} ${when}, on ${write(start)}, as ${names.role(role)}` };
    }
    case "away": {
      const { who, role, absence, start } = reminder;
      const [subject, serves] =
        who === person ? ["you are", "your shift as"] : [`${names(who)} is`, "a shift beside you as"];
      return {
        code,
        person,
        message: `${subject} away from ${formatDate(absence.from)} until ${formatDate(absence.until)}, which falls into ${serves} ${names.role(role)} from ${write(start)}: oncall suggest ${who} says what would solve it`,
      };
    }
    case "moved": {
      const shown = reminder.changes.slice(0, MAX_CHANGES).map(({ role, start, end, to }) => {
        const span = `${write(start)} until ${write(end)}`;
        return `${to === person ? `you are ${names.role(role)} from` : `no longer ${names.role(role)} from`} ${span}`;
      });
      const more = reminder.changes.length - shown.length;
      return {
        code,
        person,
        message: `your weeks have moved: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")}`,
      };
    }
  }
}
