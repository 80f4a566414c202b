/** Writes the page of a roster: who is on call, the weeks to come, time off, fairness, the policy, people and calendars. */
import { type Html, html } from "../render/html.ts";
import { buildNames, type Names } from "../render/names.ts";
import type { Absence, Id } from "../roster/model.ts";
import { writeFairness } from "./fairness.ts";
import {
  layOut,
  type PagePart,
  writeContents,
  writeDate,
  writeFooter,
  writeList,
  writePart,
} from "./layout.ts";
import type { SiteRoster } from "./model.ts";
import { writeNow } from "./now.ts";
import { ALL_CALENDAR, nameRoleCalendars, personCalendar, personPage } from "./paths.ts";
import { writePolicy } from "./policy.ts";
import { writeShifts, writeTable } from "./table.ts";
import { showTimeline } from "./timeline.ts";

/** `root`: the way up to the folder of the whole site, empty or `../`. */
export async function writeTeamPage(site: SiteRoster, root: string): Promise<string> {
  const { roster, team } = site;
  const names = buildNames(roster.people, (text) => text);
  const parts: readonly PagePart[] = [
    {
      id: "weeks",
      heading: "The weeks to come",
      content: [await showTimeline(site), writeShifts(site, names, (id) => linkTo(site, names, id))],
    },
    ...writeTimeOff(site, names),
    { id: "fairness", heading: "Fairness", content: [writeFairness(site.stats, names)] },
    { id: "policy", heading: "The policy", content: [writePolicy(site, names)] },
    { id: "people", heading: "People", content: [writePeople(site, names)] },
    { id: "calendars", heading: "Calendars to subscribe to", content: [writeCalendars(site, names)] },
  ];
  return layOut({
    title: `On call: ${team}`,
    root,
    trail: root === "" ? [] : [{ href: `${root}index.html`, text: "All teams" }],
    body: [
      writePart({ id: "now", heading: "Now", content: [writeNow(site, names)] }),
      writeContents(parts),
      ...parts.map(writePart),
    ],
    footer: writeFooter(site),
  });
}

/** Somebody who has no page here is a name alone. */
function linkTo({ people }: SiteRoster, names: Names, id: Id): Html {
  return people.includes(id) ? html`<a href="${personPage(id)}">${names(id)}</a>` : html`${names(id)}`;
}

/** From the day of the page on. Notes are for the team, and stay in the roster. */
export function listTimeOff({ away, date, span }: SiteRoster): readonly Absence[] {
  return away
    .filter(({ absence, start }) => absence.until > date && start < span.end)
    .map(({ absence }) => absence)
    .sort((one, other) => one.from - other.from || one.index - other.index);
}

function writeTimeOff(site: SiteRoster, names: Names): readonly PagePart[] {
  const away = listTimeOff(site);
  if (away.length === 0) return [];
  const rows = away.map(
    ({ person, from, until }) =>
      html`<tr><th scope="row">${linkTo(site, names, person)}</th><td>${writeDate(from)}</td><td>${writeDate(until)}</td></tr>
`,
  );
  return [
    { id: "away", heading: "Time off", content: [writeTable("Time off", ["Who", "From", "Back on"], rows)] },
  ];
}

function writePeople({ people, roster, showEmails }: SiteRoster, names: Names): Html {
  const items = people.map((id) => {
    const email = showEmails ? roster.people.get(id)?.email : undefined;
    return html`<a href="${personPage(id)}">${names(id)}</a>${email === undefined ? undefined : html`, ${email}`} <a class="calendar" href="${personCalendar(id)}" aria-label="${`Calendar of ${names(id)}`}">calendar</a>`;
  });
  return writeList(items, "columns");
}

function writeCalendars({ roles }: SiteRoster, names: Names): Html {
  const ofRoles = [...nameRoleCalendars(roles)].map(
    ([role, path]) => html`<a href="${path}">${names.role(role)}</a>`,
  );
  return html`<p>Copy the address of a link into “subscribe” of your calendar: it then follows every change. Those of one person are beside their names above.</p>
${writeList([html`<a href="${ALL_CALENDAR}">everybody</a>`, ...ofRoles])}<p>For scripts: <a href="who.json">who.json</a> (as the day began) and <a href="schedule.json">schedule.json</a>.</p>
`;
}
