/**
 * Lets a command that reads answer for several rosters: `-r` more than once, or a folder (cli.md, "Several rosters").
 *
 * A command hands its work for one roster to `answerEach`, which calls it with flags that name one roster, so all that
 * opens a roster works as it is:
 *
 *     const found = await answerEach(edges, flags, async (own) => countStats(openTimeline(edges, own), …));
 *     edges.stdout.write(
 *       found.kind === "one"
 *         ? statsJson(found.answer)
 *         : rostersJson(found.answers.map(({ file, answer }) => ({ file, ...statsRecord(answer) }))),
 *     );
 *     return found.kind === "one" ? EXIT.done : found.exit;
 *
 * - "one": the work was called once, and what it throws passes through.
 * - "several": one roster after the other. Only what the work returns is kept, so return what will be printed, not a
 *   timeline. A Fault is written on stderr and the others go on; `exit` is the worst of those, and `worstExit` joins it
 *   with a "no". A role or a person that only some of the rosters have is asked of these alone.
 * - With several, a table has the team in front (`nameTeams`), and JSON is `rostersJson` of what one roster's document has. Whether they
 *   are several is a matter of the question: a folder is, with one roster in it too.
 */
import { basename, dirname } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { writeFault } from "./fault-text.ts";
import { displayPath, findGiven, listGiven, resolvePath, STDIN } from "./find.ts";
import type { GlobalFlags } from "./flags.ts";

export type Answers<Answer> =
  | { readonly kind: "one"; readonly answer: Answer }
  | {
      readonly kind: "several";
      readonly answers: readonly Answered<Answer>[];
      /** The worst of the rosters that gave no answer. */
      readonly exit: ExitCode;
    };

export interface Answered<Answer> {
  /** The roster as messages name it. */
  readonly file: string;
  readonly answer: Answer;
}

/** The flags of a command, with one roster. */
type Own<Flags> = Flags & { readonly rosters: undefined };

export async function answerEach<Flags extends GlobalFlags, Answer>(
  edges: Edges,
  flags: Flags,
  answer: (own: Own<Flags>) => Promise<Answer>,
): Promise<Answers<Answer>> {
  if (!isSeveral(edges, flags))
    return { kind: "one", answer: await answer({ ...flags, rosters: undefined }) };
  const answers: Answered<Answer>[] = [];
  const absent: Absent[] = [];
  // What fails for all of them alike, as a revision that is not there, is told once.
  const told = new Set<string>();
  let exit: ExitCode = EXIT.done;
  for (const found of findEach(edges, flags)) {
    try {
      if (found.fault !== undefined) throw found.fault;
      const { file } = found;
      const own = { ...flags, roster: found.path === STDIN ? STDIN : file, rosters: undefined };
      answers.push({ file, answer: await answer(own) });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.exit === EXIT.usage) absent.push({ file: found.file, fault: error });
      else {
        exit = worstExit(exit, error.exit);
        const said = JSON.stringify([error.message, error.help, error.more, error.findings]);
        if (!told.has(said)) await writeFault(edges, { ...flags, roster: found.file }, error);
        told.add(said);
      }
    }
  }
  const [first] = absent;
  if (first !== undefined && answers.length === 0) throw joinAbsent(absent, first.fault, exit);
  if (first !== undefined) edges.stderr.write(`${forTerminal(describeAbsent(absent, first.fault))}\n`);
  return { kind: "several", answers, exit };
}

/** The answers, with a name for each team that tells apart what shares one: `Platform (asia)`. For people; data has the team. */
export function nameTeams<Answer extends { readonly team: string }>(
  answers: readonly Answered<Answer>[],
): readonly Answer[] {
  return answers.map(({ file, answer }) => {
    const same = answers.filter((other) => other.answer.team === answer.team);
    if (same.length === 1) return answer;
    const short = shortenFile(file);
    const isClear = same.filter((other) => shortenFile(other.file) === short).length === 1;
    return { ...answer, team: `${answer.team} (${isClear ? short : file})` };
  });
}

/** `asia` of `follow-the-sun/asia.roster.yaml`, or of `asia/roster.yaml`. */
function shortenFile(file: string): string {
  const name = basename(file).replace(/\.?roster\.yaml$/, "");
  return name === "" ? basename(dirname(file)) : name;
}

/** The worst of several exit codes. */
export function worstExit(...codes: readonly ExitCode[]): ExitCode {
  return codes.toSorted((one, other) => other - one)[0] ?? EXIT.done;
}

/** Whether the question is about several rosters. */
export function isSeveral(edges: Edges, flags: GlobalFlags): boolean {
  const [given, ...others] = listGiven(edges, flags);
  if (given === undefined || others.length > 0) return others.length > 0;
  return given !== STDIN && edges.files.isFolder(resolvePath(edges, given));
}

interface FoundRoster {
  readonly path: string;
  readonly file: string;
  readonly fault?: Fault;
}

/** In the order in which they were given. Two paths of one file are one roster. */
function* findEach(edges: Edges, flags: GlobalFlags): Generator<FoundRoster> {
  const seen = new Set<string>();
  for (const given of listGiven(edges, flags)) {
    try {
      for (const path of findGiven(edges, given)) {
        const real = path === STDIN ? STDIN : edges.files.real(path);
        if (!seen.has(real)) yield { path, file: displayPath(edges, path) };
        seen.add(real);
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      yield { path: given, file: given, fault: error };
    }
  }
}

/** A roster that the question is not about: it has no such role or person. */
interface Absent {
  readonly file: string;
  readonly fault: Fault;
}

const MOST_NAMED = 3;

function describeAbsent(absent: readonly Absent[], { message }: Fault): string {
  const files = absent.slice(0, MOST_NAMED).map(({ file }) => file);
  const rest = absent.length - files.length;
  return `left out ${files.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}: ${message}`;
}

/** Nobody knows it: each says so, with what there is. */
function joinAbsent(absent: readonly Absent[], first: Fault, worst: ExitCode): Fault {
  const exit = worstExit(first.exit, worst);
  const told = [...new Set(absent.map(({ fault }) => describeFault(fault)))];
  const [only = "", ...others] = told;
  if (others.length === 0) return new Fault(exit, first.message, first.help, first.findings, first.more);
  const rest = told.length - MOST_NAMED;
  const more = [...told.slice(1, MOST_NAMED), ...(rest > 0 ? [`and likewise in ${rest} more`] : [])];
  return new Fault(exit, only, undefined, first.findings, [...first.more, ...more]);
}

function describeFault({ message, help }: Fault): string {
  return help === undefined ? message : `${message}; ${help}`;
}
