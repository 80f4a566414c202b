/** Prints the ways out of clashes as JSON (cli.md, `suggest`). */
import type { Option, Solution } from "../suggest/model.ts";
import { formatDate } from "../time/date.ts";
import { formatInstant, type Zone } from "../time/zone.ts";
import { changeRecord, jsonDocument } from "./json.ts";

export function suggestJson(solutions: readonly Solution[], zone: Zone): string {
  return jsonDocument({ version: 1, ...suggestRecord(solutions, zone) });
}

/** What one roster's document has, without the version. */
export function suggestRecord(
  solutions: readonly Solution[],
  zone: Zone,
): { readonly clashes: readonly object[] } {
  return {
    clashes: solutions.map(({ clash: { person, role, start, end, absence }, options }) => ({
      person,
      role,
      start: formatInstant(zone, start),
      end: formatInstant(zone, end),
      away:
        absence === undefined ? null : { from: formatDate(absence.from), until: formatDate(absence.until) },
      options: options.map((option) => optionRecord(option, zone)),
    })),
  };
}

function optionRecord({ wish, command, moves, score }: Option, zone: Zone): object {
  return { kind: wish.kind, command, moves: moves.map((move) => changeRecord(move, zone)), score };
}
