/** Draws a session at a terminal as an SVG: coloured text becomes spans, each placed on its column. */

/** In pixels; most monospace fonts are six tenths as wide as they are high. */
const FONT = 14;
const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 20;
const BAR = 34;

/** The colours of the window, which has its own background: it looks the same on a light page and on a dark one. */
const BACKGROUND = "#161b22";
const EDGE = "#3d444d";
const BUTTONS = ["#f47067", "#e0b341", "#57ab5a"];
const TEXT = "#d1d7e0";
const FAINT = "#8b949e";
const BRIGHT = "#ffffff";
const COLOURS: ReadonlyMap<number, string> = new Map([
  [31, "#f47067"],
  [32, "#6bc46d"],
  [33, "#daaa3f"],
]);

interface Look {
  readonly isBold: boolean;
  readonly isFaint: boolean;
  readonly colour: string | undefined;
}

const ESCAPE = "\u001b[";
const PLAIN: Look = { isBold: false, isFaint: false, colour: undefined };

interface Span {
  readonly column: number;
  readonly text: string;
  readonly look: Look;
}

export function drawSession(text: string, title: string): string {
  const lines = text.trimEnd().split("\n").map(spansIn);
  const columns = Math.max(...lines.flat().map(({ column, text: each }) => column + each.length));
  const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const buttons = BUTTONS.map(
    (colour, index) => `<circle cx="${MARGIN + index * 20}" cy="${BAR / 2}" r="6" fill="${colour}"/>`,
  );
  const rows = lines.flatMap((spans, index) =>
    spans.map((span) => drawSpan(span, BAR + (index + 1) * LINE - 6)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${BACKGROUND}" stroke="${EDGE}"/>
${buttons.join("\n")}
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}" fill="${TEXT}" xml:space="preserve">
${rows.join("\n")}
</g>
</svg>
`;
}

function drawSpan({ column, text, look }: Span, y: number): string {
  const x = Number((MARGIN + column * COLUMN).toFixed(1));
  const fill = look.colour ?? (look.isFaint ? FAINT : look.isBold ? BRIGHT : undefined);
  const colour = fill === undefined ? "" : ` fill="${fill}"`;
  return `<text x="${x}" y="${y}"${colour}${look.isBold ? ' font-weight="bold"' : ""}>${escaped(text)}</text>`;
}

/** The spans of a line, parted where the look changes and at gaps, so that columns line up in any font. */
function spansIn(line: string): readonly Span[] {
  let look = PLAIN;
  let column = 0;
  // The first part has no escape before it.
  return `0m${line}`.split(ESCAPE).flatMap((part): readonly Span[] => {
    const [sequence = "", codes = ""] = /^([\d;]*)m/.exec(part) ?? [];
    look = codes.split(";").map(Number).reduce(lookAfter, look);
    const text = part.slice(sequence.length);
    const start = column;
    column += text.length;
    return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ index, 0: words }) => ({
      column: start + index,
      text: words,
      look,
    }));
  });
}

/** What one code of an escape sequence (SGR) makes of the look. */
function lookAfter(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, isBold: true };
  if (code === 2) return { ...look, isFaint: true };
  if (code === 22) return { ...look, isBold: false, isFaint: false };
  if (code === 39) return { ...look, colour: undefined };
  return COLOURS.has(code) ? { ...look, colour: COLOURS.get(code) } : look;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
