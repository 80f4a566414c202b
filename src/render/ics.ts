/**
 * The schedule as a calendar to subscribe to (RFC 5545). The same roster gives the same bytes: what a calendar marks
 * as changed is what an entry changed, so no clock and no chance has a part in it.
 */
import type { Instant } from "../time/zone.ts";
import type { Stretch } from "../timeline/model.ts";
import { forIcs, forTerminal } from "./escape.ts";
import { type Names, namesOf } from "./names.ts";
import { isCovered, type Schedule, stretchesOf } from "./schedule.ts";

/** How often a subscriber may ask again, in seconds: covers are often agreed on the same day. */
const REFRESH = 3600;

/**
 * A calendar with one event per stretch; with a person, those that they serve. `stamp` is the date of the newest entry:
 * when the schedule last changed, as far as the roster knows.
 */
export async function scheduleIcs(schedule: Schedule, stamp: Instant): Promise<string> {
  const { default: ical, ICalEventBusyStatus, ICalEventTransparency } = await import("ical-generator");
  const { person, team } = schedule;
  const names = namesOf(schedule.people, forTerminal);
  const whose = person === undefined ? forTerminal(team) : `${names(person)} (${forTerminal(team)})`;
  const calendar = ical({
    // The library writes a calendar's name as it stands, but escapes the texts of events.
    name: forIcs(`On call: ${whose}`),
    prodId: { company: "oncall", product: "oncall", language: "EN" },
    ttl: REFRESH,
  });
  const changed = new Date(stamp);
  for (const stretch of stretchesOf(schedule)) {
    if (person !== undefined && stretch.engineer !== person) continue;
    calendar.createEvent({
      id: uidOf(team, stretch),
      stamp: changed,
      lastModified: changed,
      start: new Date(stretch.start),
      end: new Date(stretch.end),
      summary: summaryOf(stretch, names),
      // Being on call is no meeting: nobody's day shows as taken.
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** Of team, role and start: one role never has two stretches that begin at once, and an entry later in the log changes no other's. */
export function uidOf(team: string, stretch: Pick<Stretch, "role" | "start">): string {
  const start = new Date(stretch.start).toISOString().replace(/[-:]|\.000/g, "");
  return `${start}-${slug(stretch.role)}-${slug(team)}@oncall`;
}

/**
 * Different texts give different slugs; `-` parts them, so it is not in them. No percent encoding: python's icalendar
 * undoes a part of it.
 */
function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, (letter) => `.${letter.charCodeAt(0).toString(16)}.`);
}

function summaryOf(stretch: Stretch, names: Names): string {
  const cover = isCovered(stretch) ? ` for ${names(stretch.scheduled)}` : "";
  return `On call (${names.role(stretch.role)}): ${names(stretch.engineer)}${cover}`;
}
