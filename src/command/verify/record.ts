/** Proofs that people gave in, the roster that says so out: `verified` of each, and no other byte (roster.md). */
import type { Edges } from "../../edge/edges.ts";
import { unifiedDiff } from "../../edit/diff.ts";
import { edit } from "../../edit/edit.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { verifiedAfter } from "../../proof/record.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Id, Person, Verified } from "../../roster/model.ts";
import { maskPhones } from "../../text/mask.ts";
import type { LocalDate } from "../../time/date.ts";
import {
  commit,
  commitFault,
  committedText,
  hasOtherEdits,
  suggestCommit,
  warnMixed,
} from "../shared/commit.ts";
import { displayPath, nameInDiff } from "../shared/find.ts";
import { openForEditing, openRoster } from "../shared/open.ts";
import { writeRoster } from "../shared/write.ts";

/** What one person has proven, of which number. */
export interface Proof {
  readonly person: Person;
  readonly number: string;
  readonly channels: readonly Channel[];
}

export async function note(
  edges: Edges,
  path: string,
  proofs: readonly Proof[],
  today: LocalDate,
  isCommitted: boolean,
): Promise<void> {
  const file = displayPath(edges, path);
  for (;;) {
    const { value, kind } = await orByHand(
      proofs,
      today,
      writeRoster(edges, path, (current) => {
        const noted = notedIn(edges, path, current, proofs, today);
        return { value: { ...noted, before: current }, text: noted.text };
      }),
    );
    if (kind === "changed") continue;
    if (kind === "left") {
      edges.stderr.write(`${forTerminal(file)} says so already\n`);
      return;
    }
    edges.stdout.write(`\n${value.diff}\n`);
    warnOfOthers(edges, path, proofs, today);
    const ids = proofs.map(({ person }) => person.id);
    const subject = `Note that pages reach ${listOf(ids)}`;
    if (!isCommitted) {
      const next = suggestCommit(edges, path, subject);
      if (next !== undefined) edges.stderr.write(`next: ${next}\n`);
      return;
    }
    const isMixed = hasOtherEdits(edges, path, value.before);
    const done = commit(edges, path, subject);
    if (done.kind === "failed") throw commitFault(edges, path, done);
    if (isMixed) edges.stderr.write(`${forTerminal(warnMixed(file))}\n`);
    edges.stderr.write(committedText(done));
    return;
  }
}

/** The roster may be gone by now, or locked, or be none any more: nobody's phone is to ring again for that. */
async function orByHand<Value>(
  proofs: readonly Proof[],
  today: LocalDate,
  writing: Promise<Value>,
): Promise<Value> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = proofs.map(
      (proof) => `${proof.person.id}: verified: ${inWords(provenBy(proof, proof.person.verified, today))}`,
    );
    const { exit, message, help, findings, more } = error;
    const byHand = `the pages arrived, and that is not noted; by hand it is: ${words.join("; ")}`;
    throw new Fault(exit, message, help, findings, [...more, byHand]);
  }
}

/** What the private file says of somebody goes before the roster, of proofs as well: the new one would count for nothing. */
function warnOfOthers(edges: Edges, path: string, proofs: readonly Proof[], today: LocalDate): void {
  const people = openRoster(edges, path, { withPrivate: true }).timeline?.roster.people;
  for (const { person, channels } of proofs) {
    const read = people?.get(person.id)?.verified;
    if (people === undefined || channels.every((channel) => read?.[channel] === today)) continue;
    edges.stderr.write(
      `warning: the private file has a \`verified\` of ${person.id}, which goes before this one: take it out there\n`,
    );
  }
}

function provenBy({ channels, number }: Proof, before: Verified | undefined, today: LocalDate) {
  return verifiedAfter(before, new Map(channels.map((channel) => [channel, today])), number);
}

/** On the file as it lies there now: the log may have grown while somebody looked for their phone. */
function notedIn(edges: Edges, path: string, bytes: Uint8Array, proofs: readonly Proof[], today: LocalDate) {
  const file = displayPath(edges, path);
  const { timeline, loaded } = openForEditing(edges, path, bytes);
  const { people } = timeline.roster;
  const edits = proofs.map((proof) => {
    const { id } = proof.person;
    const verified = provenBy(proof, people.get(id)?.verified, today);
    return { kind: "amend-person" as const, id, set: { verified } };
  });
  const edited = edit({ file, bytes, edits, zoneOf: edges.zoneOf, old: loaded });
  if (edited.kind === "refused")
    throw new Fault(EXIT.refused, `${file} cannot be told: ${maskPhones(edited.message)}`);
  const shown = (line: string) => forTerminal(maskPhones(line));
  return {
    text: edited.text === edited.before ? undefined : edited.text,
    diff: unifiedDiff(edited.before, edited.text, { file: nameInDiff(edges, path), shown }),
  };
}

function inWords(values: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(values)
    .map(([key, value]) => `${key}: ${key === "ending" ? JSON.stringify(value) : value}`)
    .join(", ")} }`;
}

function listOf(ids: readonly Id[]): string {
  const [last = "", ...before] = ids.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(", ")} and ${last}`;
}
