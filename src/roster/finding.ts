/** Describes what is wrong in a file, and where: a value, so that all findings can be reported together, in line order. */
import type { Path } from "../text/json.ts";

export type Severity = "error" | "warning" | "info";

/** 1-based lines and columns; columns count UTF-16 units; the end is the first column after the marked text. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** From an offset (included) to another (excluded). */
export type Range = readonly [number, number];

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
  /** The line of the file that `place` begins on, phone numbers masked; undefined if no line may be shown. */
  readonly excerpt: string | undefined;
  /** Whether no schedule can be computed because of it: reading commands answer in spite of all other findings. */
  readonly blocks: boolean;
}

/** A finding of a check that knows the values of a file but not its text: a path says where it is, or a range if that is known. */
export interface UnplacedFinding {
  readonly rule: string;
  /** The value that is wrong; the key itself if `on` is "key". */
  readonly path: Path;
  readonly on?: "key" | "value";
  /** Marks this instead of what `path` leads to. */
  readonly range?: Range;
  /** Marks a text within the value: its first occurrence is number 0. */
  readonly mark?: { readonly text: string; readonly nth: number };
  readonly message: string;
  readonly help: string | undefined;
  /** Left out: an error. */
  readonly severity?: Severity;
  /** Left out: the part of the file that `path` leads into decides. */
  readonly blocks?: boolean;
}

/** Keys of an entry that say how it came about, and never what it does. */
const REMARKS: ReadonlySet<string | number> = new Set(["reason", "approved_by", "backdated", "unapproved"]);

/** Whether a finding there stops the computation: only `version`, `rotation`, the ids of `people` and `changes` can. */
export function blocksAt(path: Path, on: UnplacedFinding["on"] = "value"): boolean {
  const [section, , key] = path;
  switch (section) {
    case "version":
    case "rotation":
      return true;
    case "people":
      return path.length === 1 || (path.length === 2 && on === "key");
    case "changes":
      return key === undefined || !REMARKS.has(key);
    default:
      return false;
  }
}
