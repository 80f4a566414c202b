/** Writes the page of one person: their shifts, their time off, and their calendar. */
import { html } from "../render/html.ts";
import { buildNames } from "../render/names.ts";
import { listSpells } from "../render/schedule.ts";
import type { Id } from "../roster/model.ts";
import { layOut, type PagePart, writeDate, writeFooter, writePart } from "./layout.ts";
import type { SiteRoster } from "./model.ts";
import { personCalendar } from "./paths.ts";
import { writeOwnShifts, writeTable } from "./table.ts";
import { listTimeOff } from "./team-page.ts";
import { showTimeline, toSchedule } from "./timeline.ts";

/** `root`: the way up to the folder of the whole site. */
export async function writePersonPage(site: SiteRoster, id: Id, root: string): Promise<string> {
  const { roster, team } = site;
  const person = roster.people.get(id);
  const names = buildNames(roster.people, (text) => text);
  const own = listSpells(toSchedule(site)).filter(({ engineer }) => engineer === id);
  const email = site.showEmails ? person?.email : undefined;
  const parts: readonly PagePart[] = [
    {
      id: "shifts",
      heading: "Shifts",
      content:
        own.length === 0
          ? [html`<p>None in the weeks to come.</p>\n`]
          : [await showTimeline(site, id), writeOwnShifts(site, own, person?.zone, names)],
    },
    ...writeTimeOff(site, id),
    {
      id: "calendar",
      heading: "Calendar",
      content: [
        html`<p>Subscribe to <a href="../${personCalendar(id)}">${personCalendar(id)}</a>: it follows every change.</p>\n`,
      ],
    },
  ];
  return layOut({
    title: names(id),
    root,
    trail: [
      ...(root === "../" ? [] : [{ href: `${root}index.html`, text: "All teams" }]),
      { href: "../index.html", text: team },
    ],
    body: [...(email === undefined ? [] : [html`<p>${email}</p>\n`]), ...parts.map(writePart)],
    footer: writeFooter(site),
  });
}

function writeTimeOff(site: SiteRoster, id: Id): readonly PagePart[] {
  const rows = listTimeOff(site)
    .filter(({ person }) => person === id)
    .map(
      ({ from, until }) =>
        html`<tr><th scope="row">${writeDate(from)}</th><td>${writeDate(until)}</td></tr>\n`,
    );
  if (rows.length === 0) return [];
  return [{ id: "away", heading: "Time off", content: [writeTable("Time off", ["From", "Back on"], rows)] }];
}
