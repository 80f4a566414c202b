/** Runs `oncall suggest`: the ways out of each clash of somebody's time away with a shift of theirs. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { rostersJson } from "../../render/json.ts";
import { type SuggestView, suggestText } from "../../render/suggest.ts";
import { suggestJson, suggestRecord } from "../../render/suggest-json.ts";
import type { Id } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { type AwayClash, clashOf, findClashes } from "../../rules/away.ts";
import { floorToMinute } from "../../rules/serving.ts";
import { formatDay } from "../../rules/words.ts";
import type { LocalDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Shift } from "../../timeline/model.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { findInput, workingFolder } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openBytes } from "../shared/open.ts";
import { findMe, findPerson } from "../shared/people.ts";
import { readRoster } from "../shared/read.ts";
import { type Answers, answerEach, nameTeams } from "../shared/several.ts";
import { solveClashes } from "../shared/solve.ts";
import { readDate } from "../shared/when.ts";
import type { SuggestFlags } from "./command.ts";

const MOST_WEEKS = 520;
const DEFAULT_WEEKS = "26";

export async function runSuggest(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<SuggestFlags>(command);
  const now = readClock(edges);
  const found = await answerEach(edges, flags, (own) => findSolutions(edges, own, command.args[0], now));
  const views = found.kind === "one" ? [found.answer] : nameTeams(found.answers);
  edges.stdout.write(
    flags.json === true ? writeJson(found) : await writeText(edges, flags, views, found.kind === "several"),
  );
  return found.kind === "one" ? EXIT.done : found.exit;
}

/** The answer for one roster. */
interface Suggestions extends SuggestView {
  readonly team: string;
  /** What to say if nothing clashes. */
  readonly none: string;
}

async function findSolutions(
  edges: Edges,
  flags: SuggestFlags,
  typed: string | undefined,
  now: Instant,
): Promise<Suggestions> {
  const path = findInput(edges, flags);
  const bytes = readRoster(edges, path);
  const { timeline, loaded } = openBytes(edges, path, bytes, { forEditing: true }, flags.roster);
  const { roster } = timeline;
  const zone = outputZone(roster);
  const person = typed === undefined ? undefined : resolvePerson(edges, timeline, typed);
  const weeks = parseCount("--weeks", flags.weeks ?? DEFAULT_WEEKS, MOST_WEEKS);
  const date = flags.shift === undefined ? undefined : await readDate(edges, flags.shift, { zone, now });
  const clashes =
    date === undefined
      ? findAhead(timeline, person, now, weeks)
      : findInShift(timeline, person, findShift(timeline, date, now), now);
  return {
    team: roster.team,
    zone,
    viewer: findViewer(edges),
    people: roster.people,
    solutions: solveClashes(edges, { timeline, loaded }, clashes, now, flags.roster),
    none: describeNone(person, date, weeks),
  };
}

function writeJson(found: Answers<Suggestions>): string {
  if (found.kind === "one") return suggestJson(found.answer.solutions, found.answer.zone);
  return rostersJson(
    found.answers.map(({ file, answer: { team, solutions, zone } }) => ({
      file,
      team,
      ...suggestRecord(solutions, zone),
    })),
  );
}

async function writeText(
  edges: Edges,
  flags: SuggestFlags,
  answers: readonly Suggestions[],
  isSeveral: boolean,
): Promise<string> {
  const page = await choosePage(edges.stdout, edges, flags);
  const clashing = answers.filter(({ solutions }) => solutions.length > 0);
  const [none] = answers;
  if (clashing.length === 0) return none === undefined ? "" : `${none.none}\n`;
  const texts = clashing.map((each) =>
    suggestText({ ...each, team: isSeveral ? each.team : undefined }, page),
  );
  return (await Promise.all(texts)).join("\n");
}

function resolvePerson(edges: Edges, { roster }: Timeline, text: string): Id {
  return text === "me"
    ? findMe(roster, edges.git.userEmail(workingFolder(edges))).id
    : findPerson(roster, text).id;
}

function findAhead(
  timeline: Timeline,
  person: Id | undefined,
  now: Instant,
  weeks: number,
): readonly AwayClash[] {
  const { date } = timeline.shift(timeline.shiftFrom(now));
  const end = timeline.window(date, weeks).at(-1)?.end ?? now;
  const clashes = findClashes(timeline, { start: floorToMinute(now), end });
  return clashes.filter((clash) => person === undefined || clash.person === person);
}

/** The shift that begins on a date; throws if none does, or if it is over. */
function findShift(timeline: Timeline, date: LocalDate, now: Instant): Shift {
  const shift = timeline.shift(timeline.shiftOn(date));
  if (shift.date !== date) {
    const next = timeline.shift(shift.date < date ? shift.index + 1 : shift.index);
    throw new Fault(
      EXIT.usage,
      `no shift begins on ${formatDay(date)}`,
      `the next one begins on ${formatDay(next.date)}`,
    );
  }
  if (shift.end > now) return shift;
  throw new Fault(EXIT.usage, `the shift of ${formatDay(date)} is over`, "name one that is not");
}

/** All that the person serves in the shift, or what falls into anybody's time away. */
function findInShift(
  timeline: Timeline,
  person: Id | undefined,
  shift: Shift,
  now: Instant,
): readonly AwayClash[] {
  const within = { start: Math.max(shift.start, floorToMinute(now)), end: shift.end };
  const clashes = findClashes(timeline, within);
  if (person === undefined) return clashes;
  const own = shift.terms.roles.flatMap((role): readonly AwayClash[] => {
    const known = clashes.find((clash) => clash.person === person && clash.role === role);
    const asked = known ?? clashOf(shift, person, role, within);
    return asked === undefined ? [] : [asked];
  });
  if (own.length > 0) return own;
  throw new Fault(
    EXIT.usage,
    `${person} is not on call in the shift of ${formatDay(shift.date)}`,
    `oncall schedule ${person} shows when they are`,
  );
}

function describeNone(person: Id | undefined, date: LocalDate | undefined, weeks: number): string {
  const who = person ?? "anybody";
  const when =
    date === undefined
      ? `the next ${weeks === 1 ? "week" : `${weeks} weeks`}`
      : `the shift of ${formatDay(date)}`;
  return `no shift of ${who} falls into time away in ${when}`;
}
