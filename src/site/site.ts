/** Makes all files of a site. One roster is the site itself; several each have a folder, under an index. */
import { html } from "../render/html.ts";
import { scheduleIcs } from "../render/ics.ts";
import { rostersJson, scheduleJson, scheduleRecord, whoJson, whoRecord } from "../render/json.ts";
import { buildNames } from "../render/names.ts";
import { TIMELINE_STYLE } from "../render/svg.ts";
import type { WhoView } from "../render/who.ts";
import { instantOf } from "../time/zone.ts";
import { findOnCall } from "../timeline/ask.ts";
import { buildTimeline } from "../timeline/build.ts";
import script from "./asset/now.js?raw";
import style from "./asset/style.css?raw";
import { layOut, writePart } from "./layout.ts";
import type { NamedRoster, SiteFiles, SiteRoster } from "./model.ts";
import { writeNow } from "./now.ts";
import { ALL_CALENDAR, nameRoleCalendars, nameUniquely, personCalendar, personPage } from "./paths.ts";
import { writePersonPage } from "./person-page.ts";
import { writeTeamPage } from "./team-page.ts";
import { toSchedule } from "./timeline.ts";

const SHARED: readonly (readonly [string, string])[] = [
  ["style.css", style + TIMELINE_STYLE],
  ["now.js", script],
];

export async function buildSite(site: SiteRoster): Promise<SiteFiles> {
  return new Map([...SHARED, ...(await buildPart(site, ""))]);
}

/** Each roster in a folder of its own, even if there is only one: its addresses stay when another one comes. */
export async function buildSites(rosters: readonly NamedRoster[]): Promise<SiteFiles> {
  const folders = nameUniquely(
    rosters.map(({ team }) => team),
    "team",
  );
  const parts = await Promise.all(rosters.map((site, index) => buildPart(site, `${folders[index]}/`)));
  const list = (record: (site: SiteRoster) => object) =>
    rostersJson(rosters.map((site) => ({ file: site.file, ...record(site) })));
  return new Map([
    ...SHARED,
    ...parts.flat(),
    ["who.json", list((site) => whoRecord(findWho(site)))],
    ["schedule.json", list((site) => scheduleRecord(toSchedule(site)))],
    ["index.html", writeIndex(rosters, folders)],
  ]);
}

/** The files of one roster; `folder` is empty, or ends with `/`. */
async function buildPart(site: SiteRoster, folder: string): Promise<readonly (readonly [string, string])[]> {
  const root = folder === "" ? "" : "../";
  const schedule = toSchedule(site);
  const calendars = [...nameRoleCalendars(site.roles)].map(
    async ([role, path]) => [path, await scheduleIcs({ ...schedule, role })] as const,
  );
  const people = site.people.flatMap((id) => [
    (async () => [personPage(id), await writePersonPage(site, id, `${root}../`)] as const)(),
    (async () => [personCalendar(id), await scheduleIcs({ ...schedule, person: id })] as const)(),
  ]);
  const files = [
    ["who.json", whoJson(findWho(site))],
    ["schedule.json", scheduleJson(schedule)],
    [ALL_CALENDAR, await scheduleIcs(schedule)],
    ...(await Promise.all([...calendars, ...people])),
    ["index.html", await writeTeamPage(site, root)],
  ] as const;
  return files.map(([path, text]) => [folder + path, text]);
}

/** Who is on call as the day of the site begins: a file cannot know when it is read. */
function findWho({ roster, date, zone }: SiteRoster): WhoView {
  const at = instantOf(zone, date, 0);
  const { now, next } = findOnCall(buildTimeline(roster), at);
  return {
    team: roster.team,
    people: roster.people,
    zone,
    viewer: undefined,
    at,
    isNow: false,
    asOf: undefined,
    onCall: now,
    next,
  };
}

function writeIndex(rosters: readonly SiteRoster[], folders: readonly string[]): string {
  return layOut({
    title: "On call",
    root: "",
    trail: [],
    body: rosters.map((site, index) => {
      const names = buildNames(site.roster.people, (text) => text);
      const link = html`<p><a href="${folders[index]}/index.html">${`The weeks to come of ${site.team}`}</a></p>\n`;
      return writePart({
        id: `team-${index + 1}`,
        heading: site.team,
        content: [writeNow(site, names), link],
      });
    }),
    footer: html`<p>Made by <code>oncall publish</code>. <a href="who.json">who.json</a> and <a href="schedule.json">schedule.json</a> have all teams.</p>
`,
  });
}
