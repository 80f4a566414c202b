/** Turns the overrides of a service into covers that wait for approval. */
import { edit } from "../edit/edit.ts";
import { decideAdoption } from "../intent/adopt.ts";
import { writeFoundEntry } from "../intent/entry.ts";
import type { Roster } from "../roster/model.ts";
import type { KnownOverride } from "../rules/wish.ts";
import type { Instant, Zone } from "../time/zone.ts";
import { buildTimeline } from "../timeline/build.ts";
import type { ImportNote } from "./model.ts";

export interface CoveredRoster {
  readonly text: string;
  readonly roster: Roster;
  readonly notes: readonly ImportNote[];
}

export interface Overridden {
  readonly overrides: readonly KnownOverride[];
  readonly title: string;
  readonly now: Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
}

/** `text`: that of the roster, without covers. */
export function writeCovers(
  text: string,
  roster: Roster,
  { overrides, title, now, zoneOf }: Overridden,
): CoveredRoster {
  const wish = { title, ours: [], reason: `an override in ${title}`, byHand: overrides };
  const { covers, left } = decideAdoption(wish, buildTimeline(roster), now);
  const notes = [
    ...covers.map(
      ({ by, person }): ImportNote => ({
        ...{ code: "cover-unapproved", subject: person, isHarmless: true },
        message: `${by} covers for ${person} by an override there, and nobody has approved that here: oncall approve`,
      }),
    ),
    ...left.map(({ code, message, override }): ImportNote => {
      return { code: `override-${code}`, subject: override.key, message };
    }),
  ];
  if (covers.length === 0) return { text, roster, notes };
  const { file } = roster;
  const edits = covers.map((cover) => ({
    kind: "add-entry" as const,
    entry: writeFoundEntry(cover, roster),
  }));
  const edited = edit({ file, bytes: new TextEncoder().encode(text), edits, zoneOf });
  if (edited.kind === "edited" && edited.loaded.roster !== undefined)
    return { text: edited.text, roster: edited.loaded.roster, notes };
  const failed: ImportNote = {
    ...{ code: "covers-left-out", subject: null },
    message: "the covers could not be written",
  };
  return { text, roster, notes: [...notes, failed] };
}
