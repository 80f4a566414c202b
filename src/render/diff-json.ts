/** Prints what differs between two revisions of the roster as JSON for scripts. */
import { formatInstant } from "../time/zone.ts";
import type { TurnMove } from "../timeline/turns.ts";
import { moreRecord, turnRecord } from "./change.ts";
import type { DiffView } from "./diff.ts";
import { changeRecord, jsonDocument } from "./json.ts";
import type { CommitView } from "./revision.ts";

/** To the minute. */
function countHours(ms: number): number {
  return Math.round(ms / 36_000) / 100;
}

/** The `diff` document. */
export function diffJson({ base, head, zone, weeks, difference }: DiffView): string {
  const { border, past, coming, changes } = difference;
  // What moves across the border is in both.
  const isOver = ({ from, to }: TurnMove) => [from, to].every((time) => (time?.end ?? border) <= border);
  const turns = [...(weeks === undefined ? past.turns.filter(isOver) : []), ...coming.turns];
  const covers = [
    ...(weeks === undefined ? past.covers.filter(({ end }) => end <= border) : []),
    ...coming.covers,
  ];
  const hours = [
    ...(weeks === undefined ? past.hours.filter(({ end }) => end <= border) : []),
    ...coming.hours,
  ];
  const side = (commit: CommitView | undefined) => ({
    revision: commit?.revision ?? null,
    commit: commit?.commit ?? null,
  });
  return jsonDocument({
    version: 1,
    base: side(base),
    head: side(head),
    moves: turns.map((move) => turnRecord(move, zone)),
    covers: covers.map((cover) => changeRecord(cover, zone)),
    hours: hours.map(({ person, role, start, end, from, to }) => ({
      ...{ person, role, start: formatInstant(zone, start), end: formatInstant(zone, end) },
      from_hours: countHours(from),
      to_hours: countHours(to),
    })),
    more: moreRecord(coming, zone),
    changed_shifts: changes.map((change) => changeRecord(change, zone)),
  });
}
