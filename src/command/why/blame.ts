/** Asks git who wrote the lines behind an answer, for `why --blame`. */
import type { Edges } from "../../edge/edges.ts";
import type { GitFailure } from "../../edge/git/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Author, Blame } from "../../render/why.ts";
import type { LoadedRoster } from "../../roster/load.ts";
import type { Terms } from "../../roster/model.ts";
import type { Why } from "../../timeline/why.ts";
import { displayPath } from "../shared/find.ts";
import { gitLines } from "../shared/git-words.ts";

export function blameReasons(
  edges: Edges,
  path: string,
  { place }: LoadedRoster,
  reasons: readonly Why[],
  dutyLine: (terms: Terms) => number,
): Blame {
  const queueLine = (terms: Terms) =>
    place({ rule: "", path: [...terms.path, "queue"], message: "", help: undefined }).place.line;
  const lines = [...new Set(reasons.flatMap((why) => collectLines(why, queueLine, dutyLine)))];
  const found = edges.git.history.blame(path, lines);
  if (found.kind === "failed") refuseUnlessNew(edges, path, found);
  const authors = lines.map((line): readonly [number, Author | undefined] => {
    const blame = found.kind === "failed" ? undefined : found.authors.get(line);
    const { commit, author = "", time = 0, isBoundary = false } = blame ?? {};
    return [line, commit === undefined ? undefined : { commit, author, time, isBoundary }];
  });
  return { authors: new Map(authors), queueLine };
}

function collectLines(
  { seat, skips, stretches, shift: { terms } }: Why,
  queueLine: (terms: Terms) => number,
  dutyLine: (terms: Terms) => number,
): readonly number[] {
  const origin = seat?.origin;
  return [
    ...(origin === undefined ? [] : [origin.kind === "queue" ? queueLine(origin.terms) : origin.line]),
    ...(terms.duty === undefined ? [] : [dutyLine(terms)]),
    ...[...(seat?.trades ?? []), ...skips].map(({ entry }) => entry.line),
    ...stretches.flatMap(({ covers }) => covers.map(({ line }) => line)),
  ];
}

/** A new file that is not committed yet has no authors; for any other, git failed. */
function refuseUnlessNew({ git, ...edges }: Edges, path: string, failure: GitFailure): void {
  const tracked = git.tracks(path);
  if (tracked.kind === "tracked" && git.readCommitted(path).kind === "absent") return;
  const file = displayPath({ git, ...edges }, path);
  throw tracked.kind === "untracked"
    ? new Fault(
        EXIT.service,
        `git does not track ${file}, so it does not know who wrote its lines`,
        "commit it first, or leave --blame out",
      )
    : new Fault(
        EXIT.service,
        `git does not say who wrote the lines of ${file}: ${failure.reason}`,
        "make `git blame` work in its folder, or leave --blame out",
        [],
        failure.said.length < 2 ? [] : gitLines(failure.said),
      );
}
