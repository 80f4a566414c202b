/** Writes the shifts as tables, which say all that the timelines show. */
import { type Html, html } from "../render/html.ts";
import type { Names } from "../render/names.ts";
import { coverAsides, writeNotes } from "../render/notes.ts";
import { groupByTerms, isCovered, listHolders, type TermsSection } from "../render/schedule.ts";
import { type Faces, moment, yearOf } from "../render/when.ts";
import type { Id } from "../roster/model.ts";
import { formatDate } from "../time/date.ts";
import type { Instant, Zone } from "../time/zone.ts";
import type { Stretch } from "../timeline/model.ts";
import type { SiteRoster } from "./model.ts";

interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

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
  const rows = shifts.map((shift) => {
    const holders = terms.roles.map((role) =>
      listHolders(shift, role).map((id) => (id === null ? nobody() : link(id))),
    );
    const notes = writeNotes(shift, faces, names, yearOf(faces.zone, shift.start), undefined);
    const cells = [
      ...holders.map((who) => joinAll(who, ", ")),
      joinAll(
        notes.map(({ phrases }) => html`${phrases.join(" ")}`),
        "; ",
      ),
    ];
    return writeRow(shift, faces, cells);
  });
  const label = `Shifts from ${formatDate(shifts[0].date)} on`;
  return writeTable(label, ["From", "Until", ...terms.roles.map(names.role), "Notes"], rows);
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
  const rows = stretches.map((stretch) => {
    const cover = isCovered(stretch) ? [`for ${names(stretch.scheduled)}`] : [];
    const theirs =
      more && html`${moment(more, stretch.start, undefined)} to ${moment(more, stretch.end, undefined)}`;
    return writeRow(stretch, faces, [
      html`${names.role(stretch.role)}`,
      ...(theirs === undefined ? [] : [theirs]),
      html`${[...cover, ...coverAsides(stretch, names)].join(" ")}`,
    ]);
  });
  return writeTable(
    "Shifts",
    ["From", "Until", "Role", ...(own === undefined ? [] : [`In ${own.name}`]), "Notes"],
    rows,
  );
}

function writeRow(span: Span, faces: Faces, cells: readonly Html[]): Html {
  const year = yearOf(faces.zone, span.start);
  return html`<tr data-start="${span.start}" data-end="${span.end}"><th scope="row">${moment(faces, span.start, undefined)}</th><td>${moment(faces, span.end, year)}</td>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}

/** Scrolls inside itself where a screen is narrow; so a keyboard must reach it. */
export function writeTable(label: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
<table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
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
