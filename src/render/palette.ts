/**
 * Names styles by what they mean, not by their colour. A style only repeats what the words say, so a plain one loses
 * nothing, and the library for colours is loaded only where they are wanted.
 */

export type Style = (text: string) => string;

export interface Palette {
  /** What the answer is about. */
  readonly title: Style;
  /** Headings and asides. */
  readonly faint: Style;
  readonly body: Style;
  /** Is on call now. */
  readonly now: Style;
  /** Covers for somebody. */
  readonly cover: Style;
  /** Nobody is on call. */
  readonly vacant: Style;
}

export type Tone = keyof Palette;

/** A text without escapes, and its style, which is applied once the text has been measured. */
export interface Styled {
  readonly text: string;
  readonly tone: Tone;
}

/** 0: none; 1: 16 colours; 2: 256; 3: all. */
export type ColourLevel = 0 | 1 | 2 | 3;

const same: Style = (text) => text;

export const plain: Palette = { title: same, faint: same, body: same, now: same, cover: same, vacant: same };

/** Loads the palette for a terminal with that many colours. The caller decides the level: chalk ignores NO_COLOR. */
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
