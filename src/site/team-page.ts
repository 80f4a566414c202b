/** Writes the page of a roster: who is on call, the weeks to come, time off, the policy, and calendars to subscribe to. */
import { type Html, html } from "../render/html.ts";
import { buildNames, type Names } from "../render/names.ts";
import type { Schedule } from "../render/schedule.ts";
import { drawTimeline } from "../render/svg.ts";
import type { Absence, Id } from "../roster/model.ts";
import { writeFairness } from "./fairness.ts";
import { layOut, section, writeDate, writeFooter } from "./layout.ts";
import type { SiteRoster } from "./model.ts";
import { writeNow } from "./now.ts";
import { ALL_CALENDAR, nameRoleCalendars, personCalendar, personPage } from "./paths.ts";
import { describePolicy } from "./policy.ts";
import { writeShifts, writeTable } from "./table.ts";

/** `root`: the way up to the folder of the whole site, empty or `../`. */
export async function writeTeamPage(site: SiteRoster, root: string): Promise<string> {
  const { roster, shifts } = site;
  const names = buildNames(roster.people, (text) => text);
  const timeline = await drawTimeline(toSchedule(site));
  return layOut({
    title: `On call: ${names.text(roster.team)}`,
    root,
    trail: root === "" ? [] : [{ href: `${root}index.html`, text: "All teams" }],
    body: [
      section("now", "Now", writeNow(site, names)),
      section(
        "weeks",
        "The weeks to come",
        showTimeline(timeline),
        writeShifts(site, names, (id) => linkTo(site, names, id)),
      ),
      ...writeTimeOff(site, names),
      section("fairness", "Fairness", writeFairness(site.stats, names)),
      section("people", "People", writePeople(site, names)),
      ...(shifts[0] === undefined
        ? []
        : [
            section(
              "policy",
              "The policy",
              writeList(describePolicy(roster, shifts[0].terms, site.date, names)),
            ),
          ]),
      section("calendars", "Calendars to subscribe to", writeCalendars(site, names)),
    ],
    footer: writeFooter(site),
  });
}

export function toSchedule({ away, roster, shifts, zone }: SiteRoster): Schedule {
  return { team: roster.team, people: roster.people, shifts, zone, away, viewer: undefined, now: undefined };
}

/** A timeline scrolls inside itself, so a keyboard must reach it. */
export function showTimeline(timeline: Html): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline">${timeline}</div>
`;
}

/** Somebody who has no page here is a name alone. */
function linkTo({ people }: SiteRoster, names: Names, id: Id): Html {
  return people.includes(id) ? html`<a href="${personPage(id)}">${names(id)}</a>` : html`${names(id)}`;
}

function writeList(items: readonly (string | Html)[]): Html {
  return html`<ul>
${items.map(
  (item) => html`<li>${item}</li>
`,
)}</ul>
`;
}

/** From the day of the page on. Notes are for the team, and stay in the roster. */
export function listTimeOff({ roster, date, shifts }: SiteRoster): readonly Absence[] {
  const last = shifts.at(-1)?.date ?? date;
  return roster.away
    .filter(({ from, until }) => until > date && from <= last)
    .sort((one, other) => one.from - other.from || one.index - other.index);
}

function writeTimeOff(site: SiteRoster, names: Names): readonly Html[] {
  const away = listTimeOff(site);
  if (away.length === 0) return [];
  const rows = away.map(
    ({ person, from, until }) =>
      html`<tr><th scope="row">${linkTo(site, names, person)}</th><td>${writeDate(from)}</td><td>${writeDate(until)}</td></tr>
`,
  );
  return [section("away", "Time off", writeTable("Time off", ["Who", "From", "Back on"], rows))];
}

function writePeople({ people, roster, showEmails }: SiteRoster, names: Names): Html {
  return writeList(
    people.map((id) => {
      const email = showEmails ? roster.people.get(id)?.email : undefined;
      return html`<a href="${personPage(id)}">${names(id)}</a>${email === undefined ? undefined : html`, ${email}`}`;
    }),
  );
}

function writeCalendars({ people, roles }: SiteRoster, names: Names): Html {
  const ofRoles = [...nameRoleCalendars(roles)].map(
    ([role, path]) => html`<a href="${path}">${names.role(role)}</a>`,
  );
  const ofPeople = people.map((id) => html`<a href="${personCalendar(id)}">${names(id)}</a>`);
  return html`<p>Copy the address of a link into “subscribe” of your calendar: it then follows every change.</p>
${writeList([html`<a href="${ALL_CALENDAR}">everybody</a>`, ...ofRoles, ...ofPeople])}<p>For scripts: <a href="who.json">who.json</a> (as the day began) and <a href="schedule.json">schedule.json</a>.</p>
`;
}
