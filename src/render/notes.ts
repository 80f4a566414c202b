/** Writes the notes of a shift as sentences: its covers, and a length that is not the usual one. */
import type { Id } from "../roster/model.ts";
import { type Instant, instantOf } from "../time/zone.ts";
import type { Shift, Stretch } from "../timeline/model.ts";
import type { Names } from "./names.ts";
import { dutySpan, isCovered, runsAt } from "./schedule.ts";
import { type Faces, length, moment } from "./when.ts";

export interface Note {
  /** A line may end between these. */
  readonly phrases: readonly string[];
  readonly kind: "cover" | "length" | "away";
  /** Whether the cover, or the time away, is running now. */
  readonly running: boolean;
}

/** The notes of one shift; times in other years than `year` say which. */
export function writeNotes(
  shift: Shift,
  faces: Faces,
  names: Names,
  year: number,
  now: Instant | undefined,
): readonly Note[] {
  const covers = shift.spells.filter(isCovered).map((stretch): Note => {
    return {
      kind: "cover",
      phrases: coverPhrases(stretch, shift, faces, names, year),
      running: runsAt(stretch, now),
    };
  });
  const phrases = lengthPhrases(shift, faces, year);
  return phrases === undefined ? covers : [...covers, { kind: "length", phrases, running: false }];
}

function coverPhrases(
  stretch: Stretch & { readonly engineer: Id; readonly scheduled: Id },
  shift: Shift,
  faces: Faces,
  names: Names,
  year: number,
): readonly string[] {
  const phrases = [
    names(stretch.engineer),
    `covers ${names(stretch.scheduled)}`,
    ...coverAsides(stretch, names),
  ];
  const roles = new Set(
    shift.stretches
      .filter(({ engineer, scheduled }) =>
        [engineer, scheduled].some((id) => id === stretch.scheduled || id === stretch.engineer),
      )
      .map((other) => other.role),
  );
  if (roles.size > 1) phrases.push(`as ${names.role(stretch.role)}`);
  const whole = dutySpan(shift);
  if (stretch.start === whole.start && stretch.end === whole.end) return [...phrases, "for the whole shift"];
  if (stretch.start !== whole.start) phrases.push(`from ${moment(faces, stretch.start, year)}`);
  return [...phrases, `until ${moment(faces, stretch.end, year)}`];
}

/** Whose cover this one replaces, if any, and whether it is not approved. */
export function coverAsides(stretch: Stretch, names: Names): readonly string[] {
  const last = stretch.covers.at(-1);
  if (last === undefined) return [];
  const between = last.person === stretch.scheduled ? [] : [`in place of ${names(last.person)}`];
  return stretch.covers.some((cover) => cover.unapproved) ? [...between, "(not approved)"] : between;
}

/** Counts in calendar days in the terms' zone: a week of 167 hours is a week. */
function lengthPhrases(shift: Shift, faces: Faces, year: number): readonly string[] | undefined {
  const { zone, every, handoff, duty } = shift.terms;
  const usual = instantOf(zone, shift.date + every, handoff);
  // With hours of duty, handoffs that are left out make longer shifts, off duty.
  if (shift.end === usual || (duty !== undefined && shift.end > usual)) return undefined;
  const difference = length(Math.abs(shift.end - usual));
  const word = shift.end < usual ? "shorter" : "longer";
  return [`${difference} ${word} than usual,`, `until ${moment(faces, shift.end, year)}`];
}
