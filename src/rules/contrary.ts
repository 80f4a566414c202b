/** Suggests the command that ends the effect of an entry which can no longer be taken back. */
import type { Entry } from "../roster/model.ts";
import type { Instant } from "../time/zone.ts";
import type { Timeline } from "../timeline/build.ts";
import type { Shift } from "../timeline/model.ts";
import { writeCommand } from "./command.ts";
import { floorToMinute, resolveSpan } from "./serving.ts";
import { findFreeHandoff } from "./turns.ts";
import type { EntryWish } from "./wish.ts";
import { formatDay, formatMoment } from "./words.ts";

/** The entry that ends the effect of another from now on. */
export function suggestContrary(
  entry: Entry,
  before: Timeline,
  now: Instant,
  running: Pick<Shift, "index">,
): string | undefined {
  const { handoffs } = before.rotation;
  const date = handoffs.at(running.index + 1).date;
  const base = { from: date, approvedBy: ["manager"], backdated: false, unapproved: false, allow: [] };
  const say = (wish: EntryWish) => writeCommand(wish, before.roster);
  switch (entry.kind) {
    case "cover": {
      const { end } = resolveSpan(before, entry.span);
      const start = floorToMinute(now);
      if (end <= start) return `it is over since ${formatMoment(before.roster, end)}: leave it as it is`;
      const span = { kind: "time" as const, start, end };
      const { role } = entry;
      const back = {
        kind: "cover",
        ...base,
        from: undefined,
        person: entry.by,
        by: entry.person,
        span,
        role,
      } as const;
      return `give the rest of the time back: ${say({ ...back, exchange: false })}`;
    }
    case "swap": {
      const index = findFreeHandoff(before, entry.people, running.index + 1);
      const from = index === undefined ? date : handoffs.at(index).date;
      if (entry.until !== undefined && entry.until <= from)
        return `they trade back on ${formatDay(entry.until)} anyway`;
      return `let them trade back: ${say({ kind: "swap", ...base, from, people: entry.people, once: false })}`;
    }
    case "skip":
      return `end it: ${say({ kind: "ready", ...base, person: entry.person })}`;
    case "ready": {
      const length = { kind: "ready" as const };
      return `skip further turns: ${say({ kind: "skip", ...base, person: entry.person, length })}`;
    }
    case "join":
      return `take them out: ${say({ kind: "leave", ...base, approvedBy: [], person: entry.person })}`;
    case "leave":
      return `let them join again: ${say({ kind: "join", ...base, person: entry.person })}`;
  }
}
