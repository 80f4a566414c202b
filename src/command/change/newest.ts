/** Finds the entry that `oncall undo` takes back when no line is given: the one that was made last, as far as git knows. */
import type { Choice } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { loadRoster } from "../../roster/load.ts";
import type { Id, Roster } from "../../roster/model.ts";
import { describeAbsence, describeEntry, joinWords } from "../../rules/words.ts";
import { effectKey } from "../../timeline/entry.ts";
import { findRoster } from "../shared/find.ts";
import { gitFailed } from "../shared/git-words.ts";
import type { Known } from "../shared/slot.ts";
import type { Asker } from "./asker.ts";

/** Named in a message; more are only counted. */
const MOST_NAMED = 3;

/** An entry of the log, or somebody's time away. */
interface Undoable {
  readonly line: number;
  readonly text: string;
  /** The same for what does the same, wherever it is written. */
  readonly key: string;
}

/** In the order of the file. */
function listUndoable({ changes, away }: Pick<Roster, "changes" | "away">): readonly Undoable[] {
  const all = [
    ...changes.map((entry) => ({ line: entry.line, text: describeEntry(entry), key: effectKey(entry) })),
    ...away.map((absence) => {
      const { line, person, from, until } = absence;
      return { line, text: describeAbsence(absence), key: JSON.stringify(["away", person, from, until]) };
    }),
  ];
  return all.sort((one, other) => one.line - other.line);
}

/** The line of the entry made last; where git cannot tell which that is, asks, or throws a usage Fault. */
export async function findNewestLine(known: Known, ask: Asker): Promise<number> {
  const { file } = known.timeline.roster;
  const { entries, reason } = findNewest(known);
  const [only, ...others] = entries;
  if (only === undefined) throw new Fault(EXIT.refused, `the log of ${file} is empty [no-such-entry]`);
  if (others.length === 0) return only.line;
  const newestFirst = entries.toReversed();
  if (ask.isPossible) {
    const choices = newestFirst.map(({ line, text }): Choice => {
      return { value: String(line), line: text, short: text };
    });
    return Number(await ask.choice({ name: "LINE", question: "Which entry do you take back?" }, choices));
  }
  const named = newestFirst.slice(0, MOST_NAMED).map(({ line }) => `oncall undo ${line}`);
  const rest = newestFirst.length - named.length;
  throw new Fault(
    EXIT.usage,
    `${reason}, so git cannot tell which entry was made last`,
    `name its line: ${joinWords(named, "or")}${rest === 0 ? "" : `, or one of ${rest} more`}`,
  );
}

/** The people that the last commit does not have; none if git cannot tell. Without a commit, the last: join adds people there. */
export function listUncommittedPeople({ edges, flags, timeline }: Known): readonly Id[] {
  const { file, people } = timeline.roster;
  const old = edges.git.readCommitted(findRoster(edges, flags));
  if (old.kind === "failed") return [];
  if (old.kind === "absent") return [...people.keys()].slice(-1);
  const before = loadRoster({ file, bytes: old.bytes, zoneOf: edges.zoneOf }).draft;
  return before === undefined ? [] : [...people.keys()].filter((id) => !before.people.has(id));
}

/** Those of which one was made last, in the order of the file. */
interface Newest {
  readonly entries: readonly Undoable[];
  /** Why there are several. */
  readonly reason: string;
}

function findNewest(known: Known): Newest {
  const { edges, flags, timeline } = known;
  const { file } = timeline.roster;
  const changes = listUndoable(timeline.roster);
  const path = findRoster(edges, flags);
  const old = edges.git.readCommitted(path);
  if (old.kind === "failed") throw gitFailed(`git cannot say which entries of ${file} are committed`, old);
  if (old.kind === "absent") return { entries: changes, reason: `${file} is not committed` };
  const committed = readLog(known, old.bytes);
  if (committed === undefined) return { entries: changes, reason: `${file} is invalid in the last commit` };
  const fresh = subtract(changes, committed);
  return fresh.length === 0
    ? findLastCommitted(known, path)
    : { entries: fresh, reason: `${fresh.length} entries are not committed` };
}

/** Finds the newest commit that has entries which its parents lack, by what they do: a new reason makes no new entry. */
function findLastCommitted(known: Known, path: string): Newest {
  const { file } = known.timeline.roster;
  const changes = listUndoable(known.timeline.roster);
  const searched = known.edges.git.history.searchVersions(path, ({ bytes, before }): Newest | undefined => {
    const log = readLog(known, bytes);
    const logs = before.map((each) => readLog(known, each));
    if (log === undefined || logs.includes(undefined))
      return { entries: changes, reason: `${file} is invalid in an earlier commit` };
    const keys = new Set(logs.reduce<readonly Undoable[]>(subtract, log).map(({ key }) => key));
    const entries = changes.filter(({ key }) => keys.has(key));
    return entries.length === 0
      ? undefined
      : { entries, reason: `${entries.length} entries came with one commit` };
  });
  switch (searched.kind) {
    case "failed":
      throw gitFailed(`git cannot say which commit brought the entries of ${file}`, searched);
    case "answered":
      return searched.answer;
    case "ended":
      return { entries: changes, reason: END_REASONS[searched.why] };
  }
}

const END_REASONS = {
  start: "no commit brought an entry that is still there",
  limit: "the last commits brought no entry that is still there",
  shallow: "the clone is shallow and ends before the last entry was made",
};

/** Empty if there is no file; undefined if it is invalid. */
function readLog({ edges, timeline }: Known, bytes: Uint8Array | undefined): readonly Undoable[] | undefined {
  if (bytes === undefined) return [];
  const { draft } = loadRoster({ file: timeline.roster.file, bytes, zoneOf: edges.zoneOf });
  return draft && listUndoable(draft);
}

/** The entries that do what no other does; each other accounts for one. */
function subtract(
  entries: readonly Undoable[],
  others: readonly Undoable[] | undefined,
): readonly Undoable[] {
  const left = (others ?? []).map(({ key }) => key);
  return entries.filter(({ key }) => {
    const index = left.indexOf(key);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}
