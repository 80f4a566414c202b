/** Marks what somebody serves while they are away. */
import type { Id } from "../roster/model.ts";
import { DAY_MS, type LocalDate } from "../time/date.ts";
import { type Interval, overlap } from "../time/interval.ts";
import { UTC } from "../time/zone.ts";
import type { Shift, Stretch } from "../timeline/model.ts";
import type { Names } from "./names.ts";
import type { Note } from "./notes.ts";
import { runsAt, type Schedule, type TimeAway } from "./schedule.ts";
import { day } from "./when.ts";

/** A note for everybody who serves some of the shift while they are away. */
export function awayNotes(
  shift: Shift,
  { away = [], now }: Schedule,
  names: Names,
  year: number,
): readonly Note[] {
  return away.flatMap((time): readonly Note[] => {
    const { person } = time.absence;
    const clashing = shift.stretches.filter(
      (stretch) => stretch.engineer === person && overlap(stretch, time),
    );
    if (clashing.length === 0) return [];
    return [
      {
        kind: "away",
        phrases: [names(person), ...phrasesOf(time, shift, year)],
        running: runsAt(time, now) && clashing.some((stretch) => runsAt(stretch, now)),
      },
    ];
  });
}

/** `is away until Mon 11 Jan`, for a stretch that a person serves themselves; empty if they are there. */
export function awayAsides(
  stretch: Stretch,
  person: Id,
  { away = [] }: Schedule,
  year: number,
): readonly string[] {
  if (stretch.engineer !== person) return [];
  const time = away.find(({ absence, ...span }) => absence.person === person && overlap(stretch, span));
  return time === undefined ? [] : phrasesOf(time, stretch, year);
}

/** The first day only if it is not before the shift. */
function phrasesOf({ absence, start }: TimeAway, span: Interval, year: number): readonly string[] {
  const until = `until ${show(absence.until, year)}`;
  return start > span.start ? [`is away from ${show(absence.from, year)}`, until] : ["is away", until];
}

function show(date: LocalDate, year: number): string {
  return day(UTC, date * DAY_MS, year);
}
