/**
 * Styles by what they mean, not by their colour. They are handed in: a style only repeats what the words already say,
 * so a plain one loses nothing, and the library behind the coloured one is loaded only where colours are wanted.
 */

export type Style = (text: string) => string;

export interface Palette {
  /** What the answer is about. */
  readonly title: Style;
  /** Headings, and what is said in passing. */
  readonly faint: Style;
  readonly body: Style;
  /** Serves at this moment. */
  readonly now: Style;
  /** Serves in another's place. */
  readonly cover: Style;
  /** Nobody is on call. */
  readonly vacant: Style;
}

export type Tone = keyof Palette;

/** A text without escapes, and what it means; it is styled after it was measured. */
export interface Styled {
  readonly text: string;
  readonly tone: Tone;
}

/** 0: none; 1: 16 colours; 2: 256; 3: all. */
export type ColourLevel = 0 | 1 | 2 | 3;

const same: Style = (text) => text;

export const plain: Palette = { title: same, faint: same, body: same, now: same, cover: same, vacant: same };

/** The palette for a terminal that shows so many colours. The caller decides about the level: chalk ignores NO_COLOR. */
export async function paletteFor(level: ColourLevel): Promise<Palette> {
  if (level === 0) return plain;
  const { Chalk } = await import("chalk");
  const chalk = new Chalk({ level });
  return {
    title: chalk.bold,
    faint: chalk.dim,
    body: same,
    now: chalk.bold.green,
    cover: chalk.yellow,
    vacant: chalk.bold.inverse.red,
  };
}
