/** Records new proofs in the roster: the `verified` of each person, and nothing else. */
import type { Edges } from "../../edge/edges.ts";
import { unifiedDiff } from "../../edit/diff.ts";
import { edit } from "../../edit/edit.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import { writeVerified } from "../../proof/record.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Id, Person, Verified } from "../../roster/model.ts";
import { maskPhones } from "../../text/mask.ts";
import type { LocalDate } from "../../time/date.ts";
import { settleEdit } from "../shared/commit.ts";
import { displayPath, nameInDiff } from "../shared/find.ts";
import { openForEditing, openRoster } from "../shared/open.ts";
import { writeRoster } from "../shared/write.ts";

/** What one person has proven, and of which number. */
export interface NewProof {
  readonly person: Person;
  readonly number: string;
  readonly channels: readonly Channel[];
}

export async function recordProofs(
  edges: Edges,
  path: string,
  proofs: readonly NewProof[],
  today: LocalDate,
  isCommitted: boolean,
): Promise<void> {
  const file = displayPath(edges, path);
  for (;;) {
    const { value, kind } = await adviseOnFailure(
      proofs,
      today,
      writeRoster(edges, path, (current) => {
        const record = writeProofs(edges, path, current, proofs, today);
        return { value: { ...record, before: current }, text: record.text };
      }),
    );
    if (kind === "changed") continue;
    if (kind === "left") {
      edges.stderr.write(`already recorded in ${forTerminal(file)}\n`);
      return;
    }
    edges.stdout.write(`\n${value.diff}\n`);
    warnHiddenProofs(edges, path, proofs, today);
    const ids = proofs.map(({ person }) => person.id);
    const subject = `Record that pages reach ${joinIds(ids)}`;
    const { before } = value;
    const { check, say } = settleEdit(edges, path, { subject, before, flags: { commit: isCommitted } });
    check();
    say();
    return;
  }
}

/** If the roster cannot be written now, says what to write by hand: no phone must ring again for that. */
async function adviseOnFailure<Value>(
  proofs: readonly NewProof[],
  today: LocalDate,
  writing: Promise<Value>,
): Promise<Value> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const words = proofs.map(
      (proof) => `${proof.person.id}: verified: ${formatMap(addProof(proof, proof.person.verified, today))}`,
    );
    const { exit, message, help, findings, more } = error;
    const byHand = `the pages arrived, but that is not recorded; to record it by hand, write ${words.join("; ")}`;
    throw new Fault(exit, message, help, findings, [...more, byHand]);
  }
}

/** A `verified` in the private file takes precedence, and would hide the new proof. */
function warnHiddenProofs(edges: Edges, path: string, proofs: readonly NewProof[], today: LocalDate): void {
  const people = openRoster(edges, path, { withPrivate: true }).timeline?.roster.people;
  for (const { person, channels } of proofs) {
    const read = people?.get(person.id)?.verified;
    if (people === undefined || channels.every((channel) => read?.[channel] === today)) continue;
    edges.stderr.write(
      `warning: the private file has a \`verified\` of ${person.id}, which hides this one: remove it there\n`,
    );
  }
}

function addProof({ channels, number }: NewProof, before: Verified | undefined, today: LocalDate) {
  return writeVerified(before, new Map(channels.map((channel) => [channel, today])), number);
}

/** Edits the file as it is now: it may have changed while somebody looked for their phone. */
function writeProofs(
  edges: Edges,
  path: string,
  bytes: Uint8Array,
  proofs: readonly NewProof[],
  today: LocalDate,
) {
  const file = displayPath(edges, path);
  const { timeline, loaded } = openForEditing(edges, path, bytes);
  const { people } = timeline.roster;
  const edits = proofs.map((proof) => {
    const { id } = proof.person;
    const verified = addProof(proof, people.get(id)?.verified, today);
    return { kind: "amend-person" as const, id, set: { verified } };
  });
  const edited = edit({ file, bytes, edits, zoneOf: edges.zoneOf, old: loaded });
  if (edited.kind === "refused")
    throw new Fault(EXIT.refused, `${file} cannot record it: ${maskPhones(edited.message)}`);
  const show = (line: string) => forTerminal(maskPhones(line));
  return {
    text: edited.text === edited.before ? undefined : edited.text,
    diff: unifiedDiff(edited.before, edited.text, { file: nameInDiff(edges, path), show }),
  };
}

function formatMap(values: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(values)
    .map(([key, value]) => `${key}: ${key === "ending" ? JSON.stringify(value) : value}`)
    .join(", ")} }`;
}

function joinIds(ids: readonly Id[]): string {
  const [last = "", ...before] = ids.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(", ")} and ${last}`;
}
