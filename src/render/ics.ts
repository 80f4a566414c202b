/**
 * Writes the schedule as a calendar to subscribe to (RFC 5545). The same roster gives the same bytes, so it reads no
 * clock. docs/calendars.md says why an event that changes gets another UID.
 */
import type { Stretch } from "../timeline/model.ts";
import { forIcs, forTerminal } from "./escape.ts";
import { buildNames, type Names } from "./names.ts";
import { isCovered, listStretches, type Schedule } from "./schedule.ts";

/** How often a reader may ask again, in seconds: covers are often agreed on the same day. */
const REFRESH = 3600;

/** RFC 5545 asks for a DTSTAMP: the same for all events, since none is ever revised, and in the past for every reader. */
const STAMP = new Date("2000-01-01T00:00:00Z");

/** RFC 5545 asks for at least one component, and readers refuse a calendar without any. */
const UTC = [
  "BEGIN:VTIMEZONE",
  "TZID:Etc/UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "TZNAME:UTC",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** A calendar with one event for each stretch; with a person, for those that they serve; with a role, for its own. */
export async function scheduleIcs(schedule: Schedule): Promise<string> {
  const { default: ical, ICalEventBusyStatus, ICalEventTransparency } = await import("ical-generator");
  const { person, role, team } = schedule;
  const names = buildNames(schedule.people, forTerminal);
  const of = person === undefined ? role && names.role(role) : names(person);
  const whose = of === undefined ? forTerminal(team) : `${of} (${forTerminal(team)})`;
  const calendar = ical({
    // The library escapes the texts of events, but not a calendar's name.
    name: forIcs(`On call: ${whose}`),
    prodId: { company: "oncall", product: "oncall", language: "EN" },
    ttl: REFRESH,
  });
  const stretches = listStretches(schedule).filter(
    ({ engineer }) => person === undefined || engineer === person,
  );
  for (const stretch of stretches) {
    const summary = writeSummary(stretch, names);
    calendar.createEvent({
      id: await makeUid(team, stretch, summary),
      stamp: STAMP,
      start: new Date(stretch.start),
      end: new Date(stretch.end),
      summary,
      // Being on call is no meeting: nobody's day shows as taken.
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  }
  const text = calendar.toString();
  const lines = stretches.length > 0 ? [] : UTC;
  return `${text.replace(/END:VCALENDAR$/, [...lines, "END:VCALENDAR"].join("\r\n"))}\r\n`;
}

/** The UID is made from all that the event says; two that say the same differ by their role's id. */
async function makeUid(team: string, { role, start, end }: Stretch, summary: string): Promise<string> {
  const text = JSON.stringify([team, role, start, end, summary]);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const half = new Uint8Array(hash, 0, 16);
  return `${[...half].map((byte) => byte.toString(16).padStart(2, "0")).join("")}@oncall`;
}

function writeSummary(stretch: Stretch, names: Names): string {
  const cover = isCovered(stretch) ? ` for ${names(stretch.scheduled)}` : "";
  return `On call (${names.role(stretch.role)}): ${names(stretch.engineer)}${cover}`;
}
