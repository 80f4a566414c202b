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
export function scheduleIcs(schedule: Schedule): Promise<string> {
  return schedulesIcs([schedule]);
}

/** One calendar for several rosters, in which each event says its team. */
export async function schedulesIcs(schedules: readonly Schedule[]): Promise<string> {
  const { default: ical, ICalEventBusyStatus, ICalEventTransparency } = await import("ical-generator");
  const calendar = ical({
    // The library escapes the texts of events, but not a calendar's name.
    name: forIcs(`On call: ${writeTitle(schedules)}`),
    prodId: { company: "oncall", product: "oncall", language: "EN" },
    ttl: REFRESH,
  });
  const uids = new Set<string>();
  for (const schedule of schedules) {
    const names = buildNames(schedule.people, forTerminal);
    const team = schedules.length > 1 ? `, ${forTerminal(schedule.team)}` : "";
    for (const stretch of listServed(schedule)) {
      const summary = writeSummary(stretch, names, team);
      const id = await makeUid(schedule.team, stretch, summary);
      // Two rosters may say the same.
      if (uids.has(id)) continue;
      uids.add(id);
      calendar.createEvent({
        id,
        stamp: STAMP,
        start: new Date(stretch.start),
        end: new Date(stretch.end),
        summary,
        // Being on call is no meeting: nobody's day shows as taken.
        transparency: ICalEventTransparency.TRANSPARENT,
        busystatus: ICalEventBusyStatus.FREE,
      });
    }
  }
  const text = calendar.toString();
  const lines = uids.size > 0 ? [] : UTC;
  return `${text.replace(/END:VCALENDAR$/, [...lines, "END:VCALENDAR"].join("\r\n"))}\r\n`;
}

function listServed(schedule: Schedule): readonly Stretch[] {
  const { person } = schedule;
  return listStretches(schedule).filter(({ engineer }) => person === undefined || engineer === person);
}

/** The teams, or the person or role and the teams. */
function writeTitle(schedules: readonly Schedule[]): string {
  const teams = [...new Set(schedules.map(({ team }) => forTerminal(team)))].join(", ");
  const [of] = schedules.flatMap(({ people, person, role }) => {
    const names = buildNames(people, forTerminal);
    return person !== undefined ? [names(person)] : role !== undefined ? [names.role(role)] : [];
  });
  return of === undefined ? teams : `${of} (${teams})`;
}

/** The UID is made from all that the event says; two that say the same differ by their role's id. */
async function makeUid(team: string, { role, start, end }: Stretch, summary: string): Promise<string> {
  const text = JSON.stringify([team, role, start, end, summary]);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const half = new Uint8Array(hash, 0, 16);
  return `${[...half].map((byte) => byte.toString(16).padStart(2, "0")).join("")}@oncall`;
}

function writeSummary(stretch: Stretch, names: Names, team: string): string {
  const cover = isCovered(stretch) ? ` for ${names(stretch.scheduled)}` : "";
  return `On call (${names.role(stretch.role)}${team}): ${names(stretch.engineer)}${cover}`;
}
