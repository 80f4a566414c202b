/** Draws who serves how much: a bar for each person, the dark part served already, a mark where an equal share would end. */
import { type Html, html } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { spanText, standingText, writeHours } from "../render/stats-rows.ts";
import type { Stats } from "../stats/model.ts";
import { type Head, writeCell, writeTable } from "./table.ts";

/** Pixels. */
const WIDTH = 280;
const HEIGHT = 20;
/** The mark is higher than the bar, so that it shows on any colour. */
const BAR = 12;
const MARK = 3;

const number = (text: string): Head => ({ text, style: "number" });
const HEADS: readonly Head[] = [
  ...["Who", number("Hours"), number("Served"), number("Equal share")],
  ...([number("Against it"), { text: "At a glance", style: "more" }] as const),
];

export function writeFairness(stats: Stats, names: Names): Html {
  const most = Math.max(1, ...stats.people.flatMap(({ total }) => [total.time, total.share]));
  const toPixels = (time: number) => Math.round((time * (WIDTH - MARK)) / most);
  const rows = stats.people.map(({ id, total }) => {
    const { time, past, share } = total;
    const bar = (kind: string, width: number) =>
      html`<rect class="${kind}" y="${(HEIGHT - BAR) / 2}" width="${width}" height="${BAR}"/>`;
    const mark =
      share === 0
        ? undefined
        : html`<rect class="share" x="${toPixels(share)}" width="${MARK}" height="${HEIGHT}"/>`;
    const cells = [time, past, share].map((each) => writeCell(writeHours(each), "number"));
    const picture = html`<svg class="bar" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${bar("ahead", toPixels(time))}${bar("past", toPixels(past))}${mark}</svg>`;
    return html`<tr><th scope="row">${names(id)}</th>${cells}${writeCell(share === 0 ? "" : standingText(total), "number")}${writeCell(picture, "more")}</tr>
`;
  });
  return html`<p>Hours on call ${spanText(stats)}, all roles together. In the bars, the dark part has been served; the mark is an equal share of the time that each was in the queue.</p>
${writeTable("Fairness", HEADS, rows)}`;
}
