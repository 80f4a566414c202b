/** Finds the entry that `oncall undo` takes back when no line is given: the one that was made last, as far as git knows. */
import type { Choice } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { loadRoster } from "../../roster/load.ts";
import type { Entry } from "../../roster/model.ts";
import { describeEntry, joinWords } from "../../rules/words.ts";
import { effectKey } from "../../timeline/entry.ts";
import { findRoster } from "../shared/find.ts";
import { gitFailed } from "../shared/revision.ts";
import type { Known } from "../shared/slot.ts";
import type { Asker } from "./asker.ts";

/** Named in a message; more are only counted. */
const MOST_NAMED = 3;

/** The line of the entry made last; where git cannot tell which that is, asks, or throws a usage Fault. */
export async function findNewestLine(known: Known, ask: Asker): Promise<number> {
  const { file } = known.timeline.roster;
  const { entries, reason } = findNewest(known);
  const [only, ...others] = entries;
  if (only === undefined) throw new Fault(EXIT.refused, `the log of ${file} is empty [no-such-entry]`);
  if (others.length === 0) return only.line;
  const newestFirst = entries.toReversed();
  if (ask.isPossible) {
    const choices = newestFirst.map((entry): Choice => {
      const line = describeEntry(entry);
      return { value: String(entry.line), line, short: line };
    });
    return Number(await ask.choice({ name: "LINE", question: "Which entry do you take back?" }, choices));
  }
  const named = newestFirst.slice(0, MOST_NAMED).map((entry) => `oncall undo ${entry.line}`);
  const rest = newestFirst.length - named.length;
  throw new Fault(
    EXIT.usage,
    `${reason}, so git cannot tell which entry was made last`,
    `name its line: ${joinWords(named, "or")}${rest === 0 ? "" : `, or one of ${rest} more`}`,
  );
}

/** Those of which one was made last, in the order of the file. */
interface Newest {
  readonly entries: readonly Entry[];
  /** Why there are several. */
  readonly reason: string;
}

function findNewest(known: Known): Newest {
  const { edges, flags, timeline } = known;
  const { file, changes } = timeline.roster;
  const path = findRoster(edges, flags);
  const old = edges.git.readCommitted(path);
  if (old.kind === "failed") throw gitFailed(`git cannot say which entries of ${file} are committed`, old);
  if (old.kind === "absent") return { entries: changes, reason: `${file} is not committed` };
  const { draft } = loadRoster({ file, bytes: old.bytes, zoneOf: edges.zoneOf });
  if (draft === undefined) return { entries: changes, reason: `${file} is invalid in the last commit` };
  const committed = draft.changes.map(effectKey);
  const fresh = changes.filter((entry) => {
    const index = committed.indexOf(effectKey(entry));
    if (index !== -1) committed.splice(index, 1);
    return index === -1;
  });
  return fresh.length === 0
    ? findLastCommitted(known, path)
    : { entries: fresh, reason: `${fresh.length} entries are not committed` };
}

function findLastCommitted({ edges, timeline }: Known, path: string): Newest {
  const { changes, file } = timeline.roster;
  const lines = changes.map(({ line }) => line);
  const blamed = edges.git.history.blame(path, lines);
  if (blamed.kind === "failed") throw gitFailed(`git cannot say who wrote the entries of ${file}`, blamed);
  const timeOf = ({ line }: Entry) => {
    const blame = blamed.authors.get(line);
    // A line that was changed since, or that is older than a shallow clone, may be of any time.
    return blame?.commit === undefined || blame.isBoundary ? Infinity : blame.time;
  };
  const last = Math.max(...changes.map(timeOf).filter(Number.isFinite));
  const entries = changes.filter((entry) => timeOf(entry) >= last);
  return { entries, reason: `${entries.length} entries came with one commit, or have changed since` };
}
