/** Writes the page of one person: their shifts, their time off, and their calendar. */
import { html } from "../render/html.ts";
import { buildNames } from "../render/names.ts";
import { drawTimeline } from "../render/svg.ts";
import type { Id } from "../roster/model.ts";
import { layOut, section, writeDate, writeFooter } from "./layout.ts";
import type { SiteRoster } from "./model.ts";
import { personCalendar } from "./paths.ts";
import { writeOwnShifts, writeTable } from "./table.ts";
import { listTimeOff, showTimeline, toSchedule } from "./team-page.ts";

/** `root`: the way up to the folder of the whole site. */
export async function writePersonPage(site: SiteRoster, id: Id, root: string): Promise<string> {
  const { roster, shifts } = site;
  const person = roster.people.get(id);
  const names = buildNames(roster.people, (text) => text);
  const own = shifts.flatMap(({ stretches }) => stretches.filter(({ engineer }) => engineer === id));
  const away = listTimeOff(site).filter((absence) => absence.person === id);
  const timeline = await drawTimeline({ ...toSchedule(site), person: id });
  const email = site.showEmails ? person?.email : undefined;
  return layOut({
    title: names(id),
    root,
    trail: [
      ...(root === "../" ? [] : [{ href: `${root}index.html`, text: "All teams" }]),
      { href: "../index.html", text: names.text(roster.team) },
    ],
    body: [
      ...(email === undefined ? [] : [html`<p>${email}</p>\n`]),
      section(
        "shifts",
        "Shifts",
        ...(own.length === 0
          ? [html`<p>None in the weeks to come.</p>\n`]
          : [showTimeline(timeline), writeOwnShifts(site, own, person?.zone, names)]),
      ),
      ...(away.length === 0
        ? []
        : [
            section(
              "away",
              "Time off",
              writeTable(
                "Time off",
                ["From", "Back on"],
                away.map(
                  ({ from, until }) =>
                    html`<tr><th scope="row">${writeDate(from)}</th><td>${writeDate(until)}</td></tr>\n`,
                ),
              ),
            ),
          ]),
      section(
        "calendar",
        "Calendar",
        html`<p>Subscribe to <a href="../${personCalendar(id)}">${personCalendar(id)}</a>: it follows every change.</p>\n`,
      ),
    ],
    footer: writeFooter(site),
  });
}
