/** Reads `oncall cover`: whose time, who covers, and from when to when. On a terminal, asks for what is missing. */
import type { Choice } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { clock, day, yearOf } from "../../render/when.ts";
import type { Id, Role } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { findNextSpell, floorToMinute, GRACE_MS } from "../../rules/serving.ts";
import { findNextHandoff } from "../../rules/turns.ts";
import type { CoverSpan, Wish } from "../../rules/wish.ts";
import type { LocalDate } from "../../time/date.ts";
import { type Instant, MINUTE_MS } from "../../time/zone.ts";
import type { Stretch } from "../../timeline/model.ts";
import { findRole } from "../shared/people.ts";
import type { Known } from "../shared/slot.ts";
import { readWhen } from "../shared/when.ts";
import type { Asker } from "./asker.ts";
import type { EditFlags } from "./command.ts";
import { readRemarks } from "./remarks.ts";

const HOUR_MS = 60 * MINUTE_MS;
const HOURS_OFFERED = [2, 4, 8, 12];

const NOW = "now";
const END_OF_SHIFT = "end of their time on call";
const OTHER = "another time";

export async function readCover(
  flags: EditFlags,
  person: string | undefined,
  known: Known,
  ask: Asker,
): Promise<Wish> {
  const { roster } = known.timeline;
  const covered = await ask.person({ name: "ID", question: "Whose time needs cover?" }, person);
  const others = {
    name: "--by",
    question: `Who covers for ${covered.name}?`,
    only: (id: Id) => id !== covered.id,
  };
  const by = await ask.person(others, [flags.by].flat()[0]);
  const role = flags.role === undefined ? undefined : findRole(roster, flags.role);
  return {
    kind: "cover",
    person: covered.id,
    by: by.id,
    span: await readSpan(flags, known, ask, covered.id, role),
    role,
    exchange: flags.exchange === true,
    ...readRemarks(flags, roster, undefined),
  };
}

async function readSpan(
  { from, until, shift }: EditFlags,
  known: Known,
  ask: Asker,
  person: Id,
  role: Role | undefined,
): Promise<CoverSpan> {
  if (shift !== undefined) {
    if (from === undefined && until === undefined) {
      const isNext = shift === "next";
      return {
        kind: "shift",
        date: isNext ? findNextShift(known, person) : await ask.date(SHIFT, shift, person),
      };
    }
    const message = "a cover takes --shift, or --from and --until, not both";
    throw new Fault(EXIT.usage, message, "give --shift DATE, or --from WHEN --until WHEN");
  }
  if (from === undefined && until === undefined) {
    const begin = await askBeginning(known, ask, person, role);
    if (begin.kind === "shift") return begin;
    return { kind: "time", start: begin.start, end: await askEnd(known, ask, person, role, begin.start) };
  }
  const start = from === undefined ? startNow(known, person, role) : await readStart(known, from);
  const reference = { zone: outputZone(known.timeline.roster), now: known.now, after: start };
  const end =
    until === undefined
      ? await askEnd(known, ask, person, role, start)
      : await readWhen(known.edges, until, reference);
  return { kind: "time", start, end };
}

const SHIFT = { name: "--shift, or --from and --until,", question: "Which shift?" };

function readStart({ edges, now, timeline }: Known, from: string): Promise<Instant> {
  return readWhen(edges, from, { zone: outputZone(timeline.roster), now, after: now - GRACE_MS });
}

/** Without --from, a cover starts now if the person is on call now. */
function startNow(known: Known, person: Id, role: Role | undefined): Instant {
  if (currentStretch(known, person, role) !== undefined) return floorToMinute(known.now);
  throw new Fault(
    EXIT.usage,
    `--from is missing, and ${person} is not ${role ?? "on call"} now`,
    "give --from WHEN --until WHEN, or --shift DATE",
  );
}

function currentStretch({ timeline, now }: Known, person: Id, role: Role | undefined): Stretch | undefined {
  const stretch = findNextSpell(timeline, person, floorToMinute(now), role);
  return stretch !== undefined && stretch.start <= now ? stretch : undefined;
}

type Beginning =
  | { readonly kind: "shift"; readonly date: LocalDate }
  | { readonly kind: "time"; readonly start: Instant };

/** Asks for a whole shift, now, or another time. */
async function askBeginning(
  known: Known,
  ask: Asker,
  person: Id,
  role: Role | undefined,
): Promise<Beginning> {
  const current = currentStretch(known, person, role);
  const now: Choice = { value: NOW, line: "from now", short: "now" };
  const shifts = (await ask.shifts(person)).map((shift) => ({ ...shift, line: `shift of ${shift.line}` }));
  const other: Choice = { value: OTHER, line: "from another time", short: OTHER };
  const slot = { ...SHIFT, question: "From when?" };
  const choices = [...(current === undefined ? [] : [now]), ...shifts, other];
  // Of somebody who is never on call, only the time can be asked.
  const answer = choices.length === 1 ? OTHER : await ask.choice(slot, choices);
  if (answer === NOW) return { kind: "time", start: floorToMinute(known.now) };
  if (answer !== OTHER) return { kind: "shift", date: await ask.date(SHIFT, answer, person) };
  const reference = { zone: outputZone(known.timeline.roster), now: known.now, after: known.now - GRACE_MS };
  return {
    kind: "time",
    start: await ask.moment({ name: "--from", question: "From (such as friday 18:00):" }, reference),
  };
}

/** Asks for some hours, the end of the shift, or another time. */
async function askEnd(
  known: Known,
  ask: Asker,
  person: Id,
  role: Role | undefined,
  start: Instant,
): Promise<Instant> {
  const zone = outputZone(known.timeline.roster);
  const describe = (at: Instant) => `${day(zone, at, yearOf(zone, known.now))} ${clock(zone, at)}`;
  const stretch = findNextSpell(known.timeline, person, start, role);
  const end = stretch !== undefined && stretch.start <= start ? stretch.end : undefined;
  const hours = HOURS_OFFERED.filter((count) => end === undefined || start + count * HOUR_MS < end);
  const choices: readonly Choice[] = [
    ...hours.map((count) => {
      const line = `${count} hours, until ${describe(start + count * HOUR_MS)}`;
      return { value: String(count), line, short: line };
    }),
    ...(end === undefined
      ? []
      : [{ value: END_OF_SHIFT, line: `${END_OF_SHIFT}, ${describe(end)}`, short: END_OF_SHIFT }]),
    { value: OTHER, line: OTHER, short: OTHER },
  ];
  const slot = { name: "--until", question: "Until when?" };
  const answer = await ask.choice(slot, choices);
  if (answer === END_OF_SHIFT && end !== undefined) return end;
  if (answer !== OTHER) return start + Number(answer) * HOUR_MS;
  const reference = { zone, now: known.now, after: start };
  return ask.moment({ ...slot, question: "Until (such as 08:00):" }, reference);
}

/** The date of the next shift to begin in which somebody has a role. */
function findNextShift({ timeline, now }: Known, person: Id): LocalDate {
  const next = findNextSpell(timeline, person, timeline.shift(findNextHandoff(timeline, now)).start);
  if (next === undefined) {
    throw new Fault(EXIT.usage, `${person} has no shift ahead`, "give a time with --from WHEN --until WHEN");
  }
  return timeline.shift(timeline.shiftFrom(next.start)).date;
}
