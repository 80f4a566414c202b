/** Shows the coming weeks as a timeline with a key to what is unusual in it. */
import { type Html, html } from "../render/html.ts";
import { isCovered, type Schedule } from "../render/schedule.ts";
import { drawTimeline } from "../render/svg.ts";
import type { Id } from "../roster/model.ts";
import { overlap } from "../time/interval.ts";
import type { SiteRoster } from "./model.ts";

export function toSchedule({ away, roster, shifts, zone }: SiteRoster): Schedule {
  return { team: roster.team, people: roster.people, shifts, zone, away, viewer: undefined, now: undefined };
}

/** Of all, or of one person. A timeline scrolls inside itself, so a keyboard must reach it. */
export async function showTimeline(site: SiteRoster, person?: Id): Promise<Html> {
  const rows = await drawTimeline({ ...toSchedule(site), person });
  const key = explain(site, person);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Timeline">
${rows.map((row) => html`${row}\n`)}</div>
${key.length === 0 ? undefined : html`<p class="key">${key.join(" · ")}</p>\n`}`;
}

/** Only what there is to see. */
function explain({ shifts, away, span }: SiteRoster, person: Id | undefined): readonly string[] {
  const isShown = (id: Id | null) => person === undefined || id === person;
  const stretches = shifts.flatMap((shift) => shift.stretches).filter(({ engineer }) => isShown(engineer));
  return [
    ...(stretches.some(isCovered) ? ["dashed: a cover"] : []),
    ...(stretches.some(({ engineer }) => engineer === null) ? ["dashed red: nobody"] : []),
    ...(shifts.some(({ terms }) => terms.duty !== undefined) ? ["pale gaps: off duty"] : []),
    ...(away.some((time) => isShown(time.absence.person) && overlap(time, span))
      ? ["grey below: time off"]
      : []),
  ];
}
