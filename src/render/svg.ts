/**
 * Draws the schedule as a timeline: a lane for each role, as wide as time is long, so that the week of a change of the
 * clocks is narrower or wider than others. Colour only repeats what names and titles say.
 */
import type { Id, Role } from "../roster/model.ts";
import { overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Shift, Stretch } from "../timeline/model.ts";
import { type Html, html, trust } from "./html.ts";
import { buildNames, type Names } from "./names.ts";
import { isCovered, listStretches, type Schedule } from "./schedule.ts";
import { day, moment, yearOf } from "./when.ts";
import { type Width, widthFor } from "./width.ts";

/** Pixels. */
const WEEK = 84;
/** Least for a shift of usual length: initials fit. */
const SHIFT = 40;
/** Most for a row, where a timeline may have several: a page at a desk is as wide. */
const ROW = 14 * WEEK;
const LANE = 30;
const GAP = 8;
const LABEL = 18;
const AXIS = 22;
/** Between the beginnings of two dates. */
const DATE = 64;
const COLUMN = 6.6;
const PADDING = 4;
const WEEK_MS = 7 * 86_400_000;

/** How many colours `TIMELINE_STYLE` has for people. */
const COLOURS = 12;

/** One picture of a timeline. */
interface Canvas {
  readonly view: Schedule;
  readonly start: Instant;
  readonly end: Instant;
  /** How wide a week is. */
  readonly week: number;
  readonly names: Names;
  readonly width: Width;
  readonly colourOf: (id: Id) => number;
}

/** The timeline as a file of its own, in one row. */
export async function scheduleSvg(view: Schedule): Promise<string> {
  return `${drawRow(await prepare(view), html`<style>${trust(TIMELINE_STYLE)}</style>`).markup}\n`;
}

/** The timeline as parts of a page that has `TIMELINE_STYLE`: as many rows as it takes, all of one scale. */
export async function drawTimeline(view: Schedule): Promise<readonly Html[]> {
  const whole = await prepare(view);
  return splitRows(whole).map((shifts) => {
    const [{ start }] = shifts;
    const end = Math.max(...shifts.map((shift) => shift.end));
    return drawRow({ ...whole, view: { ...view, shifts }, start, end });
  });
}

/** Rows of about the same length. */
function splitRows(whole: Canvas): readonly (readonly [Shift, ...Shift[]])[] {
  const count = Math.ceil(xOf(whole, whole.end) / ROW);
  const rows: [Shift, ...Shift[]][] = [];
  for (const shift of whole.view.shifts) {
    const end = (rows.length * xOf(whole, whole.end)) / count;
    const last = rows.at(-1);
    if (last === undefined || xOf(whole, shift.start) >= end) rows.push([shift]);
    else last.push(shift);
  }
  return rows;
}

function drawRow(canvas: Canvas, style?: Html): Html {
  const { view, names, start, end, week } = canvas;
  const lanes = [...listRoles(view).map((role) => drawRole(canvas, role)), ...drawAbsences(canvas)];
  let y = AXIS;
  const placed = lanes.map((lane) => {
    const here = html`<g transform="translate(0 ${y})">${lane.drawing}</g>`;
    y += lane.height + GAP;
    return here;
  });
  const right = Math.max(week, xOf(canvas, end));
  const whose = view.person === undefined ? names.text(view.team) : names(view.person);
  const label = `Timeline of the on-call shifts of ${whose}, from ${day(view.zone, start, undefined)}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-label="${label}" width="${right}" height="${y}" viewBox="0 0 ${right} ${y}" data-start="${start}" data-week="${week}">${style}${drawAxis(canvas, y)}${placed}<line class="now" y1="${AXIS - 6}" y2="${y}" x1="-9" x2="-9"/></svg>`;
}

async function prepare(view: Schedule): Promise<Canvas> {
  const plain = (text: string) => text;
  const names = buildNames(view.people, plain);
  const ids = [...view.people.keys()];
  const shortest = Math.min(7, ...view.shifts.map(({ terms }) => terms.every));
  return {
    view,
    start: view.shifts[0]?.start ?? 0,
    end: view.shifts.at(-1)?.end ?? 0,
    week: Math.max(WEEK, Math.ceil((SHIFT * 7) / shortest)),
    names,
    width: await widthFor(ids.map(names)),
    colourOf: (id) => ids.indexOf(id) % COLOURS,
  };
}

function listRoles({ shifts }: Schedule): readonly Role[] {
  return [...new Set(shifts.flatMap(({ terms }) => terms.roles))];
}

/** In pixels. */
function xOf({ start, week }: Pick<Canvas, "start" | "week">, at: Instant): number {
  return round(((at - start) * week) / WEEK_MS);
}

function drawAxis(canvas: Canvas, height: number): Html {
  const { shifts, zone } = canvas.view;
  let labelled = -DATE;
  let year: number | undefined;
  return html`${shifts.map((shift) => {
    const x = xOf(canvas, shift.start);
    const line = html`<line class="handoff" x1="${x}" x2="${x}" y1="${AXIS - 6}" y2="${height}"/>`;
    if (x - labelled < DATE) return x - labelled < PADDING ? undefined : line;
    labelled = x;
    const text = day(zone, shift.start, year ?? yearOf(zone, shift.start));
    year = yearOf(zone, shift.start);
    return html`${line}<text class="date" x="${x + 2}" y="12">${text.slice(4)}</text>`;
  })}`;
}

interface Lane {
  readonly height: number;
  readonly drawing: Html;
}

function drawRole(canvas: Canvas, role: Role): Lane {
  const { view, names } = canvas;
  const held = listStretches(view).filter((stretch) => stretch.role === role);
  const shown = view.person === undefined ? held : held.filter(({ engineer }) => engineer === view.person);
  const spells = joinSpells(shown);
  return {
    height: LABEL + LANE,
    drawing: html`<text class="lane" x="2" y="13">${names.role(role)}</text><rect class="off" x="0" y="${LABEL}" width="${xOf(canvas, canvas.end)}" height="${LANE}"/>${shown.map((stretch) => drawBar(canvas, stretch))}${spells.map((spell, index) => drawName(canvas, spell, spells[index + 1]?.start ?? canvas.end))}`,
  };
}

function drawBar(canvas: Canvas, stretch: Stretch): Html {
  const { engineer, start, end } = stretch;
  const x = xOf(canvas, start);
  const colour = engineer === null ? "vacant" : `c${canvas.colourOf(engineer)}`;
  const cover = isCovered(stretch) ? " cover" : "";
  return html`<rect class="${colour + cover}" x="${x}" y="${LABEL}" width="${round(xOf(canvas, end) - x)}" height="${LANE}"><title>${describe(canvas, stretch)}</title></rect>`;
}

function describe({ view, names }: Canvas, stretch: Stretch): string {
  const cover = isCovered(stretch) ? ` for ${names(stretch.scheduled)}` : "";
  const from = moment({ ...view, viewer: undefined }, stretch.start, undefined);
  const until = moment({ ...view, viewer: undefined }, stretch.end, yearOf(view.zone, stretch.start));
  return `${names(stretch.engineer)}${cover}, ${names.role(stretch.role)}: ${from} to ${until}`;
}

/** Stretches of the same person that follow each other, with time off duty between them or none. */
interface Spell {
  readonly engineer: Id | null;
  readonly start: Instant;
  readonly end: Instant;
}

function joinSpells(stretches: readonly Stretch[]): readonly Spell[] {
  const spells: Spell[] = [];
  for (const { engineer, start, end } of stretches) {
    const last = spells.at(-1);
    const isNear = last !== undefined && start - last.end < WEEK_MS / 2;
    if (isNear && last.engineer === engineer) spells.splice(-1, 1, { ...last, end });
    else spells.push({ engineer, start, end });
  }
  return spells;
}

/** Time off duty after it, and a time in which others serve who are not shown, leave a name more room. */
function drawName(canvas: Canvas, { engineer, start }: Spell, next: Instant): Html | undefined {
  const x = xOf(canvas, start);
  const room = xOf(canvas, next) - x - 2 * PADDING;
  const text = listForms(canvas.names(engineer), engineer).find(
    (form) => form !== "" && canvas.width(form) * COLUMN <= room,
  );
  return text === undefined
    ? undefined
    : html`<text class="who" x="${round(x + PADDING)}" y="${LABEL + LANE / 2 + 4}">${text}</text>`;
}

/** The name, its first word, or its initials; nobody has none. */
function listForms(name: string, engineer: Id | null): readonly string[] {
  if (engineer === null) return [name];
  const words = name.split(" ");
  const initials = words.map((word) => [...word].slice(0, 1).join("")).join("");
  return [name, ...words.slice(0, 1), initials];
}

/** A lane for everybody who is away in this time. */
function drawAbsences(canvas: Canvas): readonly Lane[] {
  const { away: all = [], person } = canvas.view;
  const away = all
    .filter(({ absence }) => person === undefined || absence.person === person)
    .filter((span) => overlap(span, canvas));
  return [...new Set(away.map(({ absence }) => absence.person))].map((id) => ({
    height: LANE / 2,
    drawing: html`${away
      .filter(({ absence }) => absence.person === id)
      .map((span) => {
        const x = xOf(canvas, Math.max(span.start, canvas.start));
        const right = xOf(canvas, Math.min(span.end, canvas.end));
        const title = `${canvas.names(id)} is away`;
        return html`<rect class="away" x="${x}" y="0" width="${round(right - x)}" height="${LANE / 2}"><title>${title}</title></rect>${writeBeside(canvas, title, x, right)}`;
      })}`,
  }));
}

/** From the left of a bar on, or up to its right where the picture would cut it off. */
function writeBeside(canvas: Canvas, text: string, left: number, right: number): Html {
  const isCut = left + canvas.width(text) * COLUMN > xOf(canvas, canvas.end);
  return isCut
    ? html`<text class="date end" x="${round(right - PADDING)}" y="11">${text}</text>`
    : html`<text class="date" x="${round(left + PADDING)}" y="11">${text}</text>`;
}

/** To a tenth. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** Twelve hues far from each other, light under dark text or dark under light text. */
const HUES = [210, 30, 130, 285, 55, 175, 340, 95, 250, 10, 195, 315];

function paint(saturation: number, lightness: number): string {
  return HUES.map((hue, index) => `.timeline .c${index}{fill:hsl(${hue} ${saturation}% ${lightness}%)}`).join(
    "\n",
  );
}

export const TIMELINE_STYLE = `.timeline{font:12px system-ui,sans-serif;color-scheme:light dark}
.timeline text{fill:#1b1b1b}
.timeline rect{stroke:Canvas}
.timeline .date{font-size:11px}
.timeline .end{text-anchor:end}
.timeline .lane{font-weight:600}
.timeline .who{paint-order:stroke;stroke:#ffffffb0;stroke-width:2px;pointer-events:none}
.timeline .off{fill:#8883;stroke:none}
.timeline .handoff{stroke:#8886}
.timeline .now{stroke:#c00;stroke-width:2}
.timeline .vacant{fill:#fff;stroke:#c00;stroke-width:2;stroke-dasharray:4 3}
.timeline .cover{stroke:#1b1b1b;stroke-width:1.5;stroke-dasharray:2 2}
.timeline .away{fill:#8885;stroke:none}
${paint(60, 82)}
@media (prefers-color-scheme:dark){
.timeline text{fill:#f0f0f0}
.timeline .who{stroke:#000000b0}
.timeline .now{stroke:#ff6b6b}
.timeline .vacant{fill:#2a0d0d;stroke:#ff6b6b}
.timeline .cover{stroke:#f0f0f0}
${paint(45, 28)}
}
`;
