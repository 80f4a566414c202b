/** Reads `oncall cover`: whose time, who takes it, and from when to when. */

import { EXIT, Fault } from "../../fault.ts";
import type { Id } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { findNextStretch } from "../../rules/serving.ts";
import { findNextHandoff } from "../../rules/turns.ts";
import type { CoverSpan, Wish } from "../../rules/wish.ts";
import type { LocalDate } from "../../time/date.ts";
import { findRole } from "../shared/people.ts";
import type { Known } from "../shared/slot.ts";
import { readWhen } from "../shared/when.ts";
import type { Asker } from "./asker.ts";
import type { EditFlags } from "./command.ts";
import { readRemarks } from "./remarks.ts";

export async function readCover(
  flags: EditFlags,
  person: string | undefined,
  known: Known,
  ask: Asker,
): Promise<Wish> {
  const { roster } = known.timeline;
  const covered = await ask.person({ name: "ID", question: "Whose time is it?" }, person);
  const taker = [flags.by].flat()[0];
  const others = {
    name: "--by",
    question: `Who takes it for ${covered.name}?`,
    only: (id: Id) => id !== covered.id,
  };
  const by = await ask.person(others, taker);
  return {
    kind: "cover",
    person: covered.id,
    by: by.id,
    span: await readSpan(flags, known, ask, covered.id),
    role: flags.role === undefined ? undefined : findRole(roster, flags.role),
    exchange: flags.exchange === true,
    ...readRemarks(flags, roster, undefined),
  };
}

async function readSpan(flags: EditFlags, known: Known, ask: Asker, person: Id): Promise<CoverSpan> {
  const { from, until, shift } = flags;
  if (from === undefined && until === undefined) {
    const slot = { name: "--shift, or --from and --until,", question: "Which shift?" };
    return {
      kind: "shift",
      date: shift === "next" ? findNextShift(known, person) : await ask.date(slot, shift, person),
    };
  }
  if (shift !== undefined || from === undefined || until === undefined) {
    const message =
      shift === undefined
        ? `--${from === undefined ? "from" : "until"} is missing`
        : "a cover is of a --shift, or from --from until --until, not both";
    throw new Fault(EXIT.usage, message, "give --shift DATE, or --from WHEN --until WHEN");
  }
  const zone = outputZone(known.timeline.roster);
  return { kind: "time", start: readWhen(from, zone, known.now), end: readWhen(until, zone, known.now) };
}

/** The date of the next shift to begin in which somebody has a role. */
function findNextShift({ timeline, now }: Known, person: Id): LocalDate {
  const next = findNextStretch(timeline, person, timeline.shift(findNextHandoff(timeline, now)).start);
  if (next === undefined) {
    throw new Fault(EXIT.usage, `${person} has no shift ahead`, "name a time with --from WHEN --until WHEN");
  }
  return timeline.shift(timeline.shiftFrom(next.start)).date;
}
