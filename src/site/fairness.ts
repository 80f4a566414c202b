/** Draws who serves how much: a bar for each person, the dark part served already, a mark where an equal share would end. */
import { type Html, html } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { spanText, writeHours } from "../render/stats-rows.ts";
import type { Stats } from "../stats/model.ts";
import { writeTable } from "./table.ts";

/** Pixels. */
const WIDTH = 240;
const HEIGHT = 16;

export function writeFairness(stats: Stats, names: Names): Html {
  const most = Math.max(1, ...stats.people.flatMap(({ total }) => [total.time, total.share]));
  const toPixels = (time: number) => Math.round((time * WIDTH) / most);
  const rows = stats.people.map(({ id, total }) => {
    const { time, past, share } = total;
    const mark = Math.min(toPixels(share), WIDTH - 2);
    return html`<tr><th scope="row">${names(id)}</th><td>${writeHours(time)}</td><td>${writeHours(past)}</td><td>${writeHours(share)}</td><td><svg class="bar" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true"><rect class="ahead" width="${toPixels(time)}" height="${HEIGHT}"/><rect class="past" width="${toPixels(past)}" height="${HEIGHT}"/><rect class="share" x="${mark}" width="2" height="${HEIGHT}"/></svg></td></tr>
`;
  });
  return html`<p>Hours on call ${spanText(stats)}, all roles together. The dark part has been served; the line is an equal share of the time that each was in the queue.</p>
${writeTable("Fairness", ["Who", "Hours", "Served", "Equal share", "At a glance"], rows)}`;
}
