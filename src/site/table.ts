/**
 * Writes the shifts as tables, which say all that the timelines show. Where a screen is narrow, `style.css` puts what is
 * `more` below the other cells of its row, and leaves out `until`, which is when the next row begins.
 */
import { type Html, html } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { coverAsides, writeNotes } from "../render/notes.ts";
import { groupByTerms, isCovered, listHolders, type TermsSection } from "../render/schedule.ts";
import { type Faces, moment, yearOf } from "../render/when.ts";
import type { Id } from "../roster/model.ts";
import { formatDate } from "../time/date.ts";
import type { Interval } from "../time/interval.ts";
import type { Zone } from "../time/zone.ts";
import type { Stretch } from "../timeline/model.ts";
import type { SiteRoster } from "./model.ts";

/** All shifts, a table for each terms, since roles may differ. */
export function writeShifts(site: SiteRoster, names: Names, link: (id: Id) => Html): Html {
  const faces = { zone: site.zone, viewer: undefined };
  return html`${groupByTerms(site.shifts).map((section) => writeSection(section, faces, names, link))}`;
}

function writeSection(
  { terms, shifts }: TermsSection,
  faces: Faces,
  names: Names,
  link: (id: Id) => Html,
): Html {
  const rows = shifts.map((shift, index) => {
    const holders = terms.roles.map((role) =>
      listHolders(shift, role).map((id) => (id === null ? nobody() : link(id))),
    );
    const notes = writeNotes(shift, faces, names, yearOf(faces.zone, shift.start), undefined);
    const cells = [
      ...holders.map((who) => writeCell(joinAll(who, ", "))),
      writeCell(
        joinAll(
          notes.map(({ phrases }) => html`${phrases.join(" ")}`),
          "; ",
        ),
        "more",
      ),
    ];
    return writeRow(shift, shifts[index - 1], faces, "until", cells);
  });
  const label = `Shifts from ${formatDate(shifts[0].date)} on`;
  const until: Head = { text: "Until", style: "until" };
  return writeTable(label, ["From", until, ...terms.roles.map(names.role), NOTES], rows);
}

/** The stretches that one person serves; in their own zone too, where they have one. */
export function writeOwnShifts(
  { zone }: SiteRoster,
  stretches: readonly Stretch[],
  own: Zone | undefined,
  names: Names,
): Html {
  const faces = { zone, viewer: undefined };
  const more = own === undefined ? undefined : { zone: own, viewer: undefined };
  const rows = stretches.map((stretch, index) => {
    const cover = isCovered(stretch) ? [`for ${names(stretch.scheduled)}`] : [];
    const theirs = more && [
      html`<td class="more" data-head="${`In ${more.zone.name}: `}">${moment(more, stretch.start, yearOf(zone, stretch.start))} to ${moment(more, stretch.end, yearOf(zone, stretch.start))}</td>`,
    ];
    return writeRow(stretch, stretches[index - 1], faces, undefined, [
      writeCell(names.role(stretch.role)),
      ...(theirs ?? []),
      writeCell([...cover, ...coverAsides(stretch, names)].join(" "), "more"),
    ]);
  });
  const theirs: readonly Head[] = own === undefined ? [] : [{ text: `In ${own.name}`, style: "more" }];
  return writeTable("Shifts", ["From", "Until", "Role", ...theirs, NOTES], rows);
}

/** Says the year where the row before has another. */
function writeRow(
  span: Interval,
  before: Interval | undefined,
  faces: Faces,
  until: CellStyle | undefined,
  cells: readonly Html[],
): Html {
  const year = yearOf(faces.zone, span.start);
  const from = moment(faces, span.start, before && yearOf(faces.zone, before.start));
  return html`<tr data-start="${span.start}" data-end="${span.end}"><th scope="row">${from}</th>${writeCell(moment(faces, span.end, year), until)}${cells}</tr>
`;
}

/** `number`: stands below others like it. */
type CellStyle = "more" | "until" | "number";

export type Head = string | { readonly text: string; readonly style: CellStyle };

const NOTES: Head = { text: "Notes", style: "more" };

export function writeCell(content: string | Html, style?: CellStyle): Html {
  return html`<td${style && html` class="${style}"`}>${content}</td>`;
}

function writeHead(head: Head): Html {
  return typeof head === "string"
    ? html`<th scope="col">${head}</th>`
    : html`<th scope="col" class="${head.style}">${head.text}</th>`;
}

/** Scrolls inside itself where a screen is narrow; so a keyboard must reach it. */
export function writeTable(label: string, heads: readonly Head[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
<table>
<thead><tr>${heads.map(writeHead)}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`;
}

function nobody(): Html {
  return html`<strong class="vacant">NOBODY</strong>`;
}

function joinAll(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, index) => html`${index === 0 ? "" : between}${part}`)}`;
}
