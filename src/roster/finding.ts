/** What is wrong in a file, and where: a value, so that many can be told at once and in the order of the lines. */
import type { Path } from "./model.ts";

export type Severity = "error" | "warning" | "info";

/** 1-based lines and columns; columns count UTF-16 units; the end is the first column behind the marked text. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Finding {
  /** Permanent kebab-case id. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in the words of the file; one line, no full stop. */
  readonly message: string;
  /** What to write instead, or what to do; one line. */
  readonly help: string | undefined;
  /** As the user named it. */
  readonly file: string;
  readonly place: Place;
  /** The line of the file that `place` begins on, phone numbers masked; undefined where no line may be shown. */
  readonly excerpt: string | undefined;
  /** Whether with this no schedule can be computed (cli.md, "Reading commands answer whenever they can"). */
  readonly blocks: boolean;
}

/** What a check says that knows the roster's values but not its text: the reader turns it into a Finding. */
export interface Problem {
  readonly rule: string;
  /** The value that is wrong; the key itself where `on` is "key". */
  readonly path: Path;
  readonly on?: "key" | "value";
  readonly message: string;
  readonly help: string | undefined;
  /** Left out: an error. */
  readonly severity?: Severity;
  /** Whether it stops the computation; where this is left out, the part of the file that `path` leads into decides. */
  readonly blocks?: boolean;
}
