/**
 * Draws the schedule as a timeline: a lane for each role, as wide as time is long, so that the week of a change of the
 * clocks is narrower or wider than others. Colour only repeats what names and titles say.
 */
import type { Id, Role } from "../roster/model.ts";
import { overlap } from "../time/interval.ts";
import type { Instant } from "../time/zone.ts";
import type { Stretch } from "../timeline/model.ts";
import { type Html, html, trust } from "./html.ts";
import { buildNames, type Names } from "./names.ts";
import { isCovered, listStretches, type Schedule } from "./schedule.ts";
import { day, moment, yearOf } from "./when.ts";
import { type Width, widthFor } from "./width.ts";

/** Pixels. */
const WEEK = 84;
const LANE = 30;
const GAP = 8;
const LABEL = 18;
const AXIS = 22;
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
  readonly names: Names;
  readonly width: Width;
  readonly colourOf: (id: Id) => number;
}

/** The timeline as a file of its own. */
export async function scheduleSvg(view: Schedule): Promise<string> {
  return `${(await drawTimeline(view, html`<style>${trust(TIMELINE_STYLE)}</style>`)).markup}\n`;
}

/** The timeline as a part of a page that has `TIMELINE_STYLE`. */
export async function drawTimeline(view: Schedule, style?: Html): Promise<Html> {
  const canvas = await prepare(view);
  const { names, start, end } = canvas;
  const lanes = [...listRoles(view).map((role) => drawRole(canvas, role)), ...drawAbsences(canvas)];
  let y = AXIS;
  const placed = lanes.map((lane) => {
    const here = html`<g transform="translate(0 ${y})">${lane.drawing}</g>`;
    y += lane.height + GAP;
    return here;
  });
  const right = Math.max(WEEK, xOf(canvas, end));
  const whose = view.person === undefined ? names.text(view.team) : names(view.person);
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-label="${`Timeline of the on-call shifts of ${whose}`}" width="${right}" height="${y}" viewBox="0 0 ${right} ${y}" data-start="${start}" data-week="${WEEK}">${style}${drawAxis(canvas, y)}${placed}<line class="now" y1="0" y2="${y}" x1="-9" x2="-9"/></svg>`;
}

async function prepare(view: Schedule): Promise<Canvas> {
  const plain = (text: string) => text;
  const names = buildNames(view.people, plain);
  const ids = [...view.people.keys()];
  return {
    view,
    start: view.shifts[0]?.start ?? 0,
    end: view.shifts.at(-1)?.end ?? 0,
    names,
    width: await widthFor(ids.map(names)),
    colourOf: (id) => ids.indexOf(id) % COLOURS,
  };
}

function listRoles({ shifts }: Schedule): readonly Role[] {
  return [...new Set(shifts.flatMap(({ terms }) => terms.roles))];
}

/** In pixels, to a tenth. */
function xOf({ start }: Pick<Canvas, "start">, at: Instant): number {
  return Math.round(((at - start) * WEEK * 10) / WEEK_MS) / 10;
}

function drawAxis(canvas: Canvas, height: number): Html {
  const { shifts, zone } = canvas.view;
  let labelled = -WEEK;
  let year: number | undefined;
  return html`${shifts.map((shift) => {
    const x = xOf(canvas, shift.start);
    const line = html`<line class="handoff" x1="${x}" x2="${x}" y1="${AXIS - 6}" y2="${height}"/>`;
    if (x - labelled < WEEK - PADDING) return x - labelled < PADDING ? undefined : line;
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
  return {
    height: LABEL + LANE,
    drawing: html`<text class="lane" x="2" y="13">${names.role(role)}</text><rect class="off" x="0" y="${LABEL}" width="${xOf(canvas, canvas.end)}" height="${LANE}"/>${shown.map((stretch) => drawBar(canvas, stretch))}${joinSpells(shown).map((spell) => drawName(canvas, spell))}`,
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

function drawName(canvas: Canvas, { engineer, start, end }: Spell): Html | undefined {
  const x = xOf(canvas, start);
  const text = shorten(canvas.names(engineer), xOf(canvas, end) - x, canvas.width);
  return text === undefined || text === ""
    ? undefined
    : html`<text class="who" x="${round(x + PADDING)}" y="${LABEL + LANE / 2 + 4}">${text}</text>`;
}

/** The name, its first word, or its initials: what fits into so many pixels; undefined if nothing does. */
function shorten(name: string, room: number, width: Width): string | undefined {
  const words = name.split(" ");
  const initials = words.map((word) => [...word][0] ?? "").join("");
  return [name, words[0] ?? "", initials].find((text) => width(text) * COLUMN <= room - 2 * PADDING);
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
        const [x, right] = [
          xOf(canvas, Math.max(span.start, canvas.start)),
          xOf(canvas, Math.min(span.end, canvas.end)),
        ];
        const title = `${canvas.names(id)} is away`;
        return html`<rect class="away" x="${x}" y="0" width="${round(right - x)}" height="${LANE / 2}"><title>${title}</title></rect><text class="date" x="${round(x + PADDING)}" y="11">${title}</text>`;
      })}`,
  }));
}

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
.timeline .date{font-size:11px}
.timeline .lane{font-weight:600}
.timeline .who{paint-order:stroke;stroke:#ffffffb0;stroke-width:2px;pointer-events:none}
.timeline .off{fill:#8883}
.timeline .handoff{stroke:#8886}
.timeline .now{stroke:#c00;stroke-width:2}
.timeline .vacant{fill:#fff;stroke:#c00;stroke-width:2;stroke-dasharray:4 3}
.timeline .cover{stroke:#1b1b1b;stroke-width:1.5;stroke-dasharray:2 2}
.timeline .away{fill:#8885}
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
