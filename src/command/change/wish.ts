/** What was typed behind an editing verb in, the wish out: names become ids, words become dates, and what is missing is asked for. */
import { EXIT, Fault } from "../../fault.ts";
import { concernedBy } from "../../intent/approval.ts";
import { nextServed } from "../../intent/serving.ts";
import { nextHandoff } from "../../intent/turn.ts";
import type { CoverSpan, PersonFields, Wish } from "../../intent/wish.ts";
import { loadRoster } from "../../roster/load.ts";
import type { Id, Roster, Skip } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { isId } from "../../template/person.ts";
import type { LocalDate } from "../../time/date.ts";
import { sayingOf } from "../../timeline/compare.ts";
import { countOf } from "../shared/context.ts";
import { findRoster } from "../shared/open.ts";
import { findPerson, findRole, personCalled, personNear } from "../shared/people.ts";
import type { Known } from "../shared/slot.ts";
import { readDate, readWhen } from "../shared/when.ts";
import { approverFor, pendingLine } from "./approver.ts";
import type { ChangeFlags } from "./flags.ts";
import { allowedBy, approversOf, remarksOf } from "./remarks.ts";
import type { Asker } from "./run.ts";

/** The flags of all editing verbs, as Commander gives them. */
export interface EditFlags extends ChangeFlags {
  readonly until?: string;
  readonly once?: boolean;
  readonly by?: string | readonly string[];
  readonly shift?: string;
  readonly role?: string;
  readonly exchange?: boolean;
  readonly turns?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly manager?: readonly string[];
  readonly after?: string;
  readonly coveredBy?: string;
}

/** A verb and what was typed behind it. */
export interface Typed {
  readonly verb: Wish["kind"];
  readonly words: readonly (string | undefined)[];
  readonly flags: EditFlags;
}

const MOST_TURNS = 1000;
const HANDOFFS_AHEAD = 12;
const MOST_LINES = 999_999;

export async function wishOf({ verb, words, flags }: Typed, known: Known, ask: Asker): Promise<Wish> {
  const { roster } = known.timeline;
  const [first, second] = words;
  const date = (text: string | undefined) =>
    text === undefined ? undefined : readDate(text, outputZone(roster), known.now);
  const remarks = () => remarksOf(flags, roster, date(flags.from));
  switch (verb) {
    case "swap": {
      if (flags.once === true && flags.until !== undefined) throw eitherOr("a swap", "--once", "--until");
      const one = await ask.person({ name: "the first ID", question: "Who trades places?" }, first);
      const other = await ask.person(
        {
          name: "the second ID",
          question: `With whom does ${one.name} trade?`,
          only: (id) => id !== one.id && isInQueue(known, id),
        },
        second,
      );
      return {
        kind: verb,
        people: [one.id, other.id],
        until: date(flags.until),
        once: flags.once === true,
        ...remarks(),
      };
    }
    case "cover":
      return coverWish(flags, first, known, ask);
    case "skip": {
      const { id } = await ask.person({ name: "ID", question: "Whose turns are to be passed over?" }, first);
      return { kind: verb, person: id, length: lengthOf(flags, date), ...remarks() };
    }
    case "ready": {
      const { id } = await ask.person({ name: "ID", question: "Who is ready?" }, first);
      return { kind: verb, person: id, ...remarks() };
    }
    case "join": {
      const { id, name } = await newcomer(flags, first, roster, ask);
      const after = flags.after === undefined ? undefined : findPerson(roster, flags.after).id;
      return { kind: verb, person: id, after, fields: fieldsOf(flags, name, roster), ...remarks() };
    }
    case "leave": {
      const { id } = await ask.person({ name: "ID", question: "Who leaves?" }, first);
      const coveredBy = flags.coveredBy === undefined ? undefined : findPerson(roster, flags.coveredBy).id;
      return { kind: verb, person: id, coveredBy, ...remarks() };
    }
    case "undo":
      return {
        kind: verb,
        line: first === undefined ? uncommittedLine(known) : lineOf(first),
        allow: allowedBy(flags),
      };
    case "approve": {
      const line = lineOf(first ?? (await pendingLine(roster, ask)));
      const entry = roster.changes.find((each) => each.line === line);
      const slot = { name: "--by", question: "Who approves?" };
      const chosen =
        flags.by === undefined && ask.isPossible && entry !== undefined
          ? await approverFor(slot.name, concernedBy(roster, entry), roster, ask)
          : undefined;
      const by = [flags.by ?? chosen ?? (await ask.text(slot, undefined))].flat();
      return { kind: verb, line, by: approversOf(by, roster), allow: allowedBy(flags) };
    }
  }
}

/** Who joins: somebody in `people`, or somebody new, whose name is asked for once their id is one. */
async function newcomer(
  flags: EditFlags,
  typed: string | undefined,
  roster: Roster,
  ask: Asker,
): Promise<{ readonly id: Id; readonly name: string | undefined }> {
  const text = await ask.text({ name: "ID", question: "Who joins? An id, such as erin:" }, typed);
  const known = flags.name === undefined ? personCalled(roster, text) : roster.people.get(text);
  if (known !== undefined) return { id: known.id, name: flags.name };
  if (flags.name !== undefined || !isId(text)) return { id: text, name: flags.name };
  if (ask.isPossible) {
    return {
      id: text,
      name: await ask.text({ name: "--name", question: `The name of ${text}:` }, undefined),
    };
  }
  // Mistyped, or new without a name: the guards know what to say of the second.
  return { id: personNear(roster, text) === undefined ? text : findPerson(roster, text).id, name: undefined };
}

/** Where the last entry begins that is not committed yet: what somebody takes back is mostly what they have just done. */
function uncommittedLine({ edges, flags, timeline }: Known): number | undefined {
  const { file, changes } = timeline.roster;
  const bytes = edges.git.committed(findRoster(edges, flags));
  const draft = bytes && loadRoster({ file, bytes, zoneOf: edges.zoneOf }).draft;
  if (draft === undefined) return undefined;
  const before = new Set(draft.changes.map(sayingOf));
  return changes.findLast((entry) => !before.has(sayingOf(entry)))?.line;
}

/** At one of the next handoffs: whoever joins in some weeks can trade places then. */
function isInQueue({ timeline, now }: Known, id: Id): boolean {
  const next = nextHandoff(timeline, now);
  return Array.from({ length: HANDOFFS_AHEAD }, (_, step) => timeline.rotation.queue(next + step)).some(
    ({ seats }) => seats.some(({ person }) => person === id),
  );
}

function lineOf(text: string): number {
  return countOf("LINE", text, MOST_LINES);
}

async function coverWish(
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
    span: await spanOf(flags, known, ask, covered.id),
    role: flags.role === undefined ? undefined : findRole(roster, flags.role),
    exchange: flags.exchange === true,
    ...remarksOf(flags, roster, undefined),
  };
}

async function spanOf(flags: EditFlags, known: Known, ask: Asker, person: Id): Promise<CoverSpan> {
  const { from, until, shift } = flags;
  if (from === undefined && until === undefined) {
    const slot = { name: "--shift, or --from and --until,", question: "Which shift?" };
    return {
      kind: "shift",
      date: shift === "next" ? nextShift(known, person) : await ask.date(slot, shift, person),
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
function nextShift({ timeline, now }: Known, person: Id): LocalDate {
  const next = nextServed(timeline, person, timeline.shift(nextHandoff(timeline, now)).start);
  if (next === undefined) {
    throw new Fault(EXIT.usage, `${person} has no shift ahead`, "name a time with --from WHEN --until WHEN");
  }
  return timeline.shift(timeline.shiftFrom(next.start)).date;
}

function lengthOf(
  { turns, until }: EditFlags,
  date: (text: string | undefined) => LocalDate | undefined,
): Skip["length"] {
  if (turns !== undefined && until !== undefined) throw eitherOr("a skip", "--turns", "--until");
  if (until === "ready") return { kind: "ready" };
  const end = date(until);
  if (end !== undefined) return { kind: "until", until: end };
  return { kind: "turns", turns: turns === undefined ? 1 : countOf("--turns", turns, MOST_TURNS) };
}

function eitherOr(what: string, one: string, other: string): Fault {
  return new Fault(EXIT.usage, `${what} has ${one} or ${other}, not both`, "leave one of them out");
}

function fieldsOf(flags: EditFlags, name: string | undefined, roster: Roster): PersonFields {
  const managers = flags.manager?.map((text) => findPerson(roster, text).id);
  const [only, ...others] = managers ?? [];
  return { name, email: flags.email, phone: flags.phone, manager: others.length === 0 ? only : managers };
}
