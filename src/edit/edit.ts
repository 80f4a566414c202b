/**
 * The bytes of a roster and edits in, the new text out, proven to say exactly what was meant; or why nothing may be
 * written. All edits are made, or none.
 */
import { type LoadedRoster, loadRoster } from "../roster/load.ts";
import { findHarmful } from "../roster/source.ts";
import { nameCode } from "../text/letters.ts";
import type { Zone } from "../time/zone.ts";
import { keptLog, newEntries } from "./intended.ts";
import { type Edit, type Refusal, refusal, type Value } from "./model.ts";
import { type Standing, standingOf, withCoversInOrder } from "./order.ts";
import { editText } from "./patch.ts";
import { proveEdit } from "./prove.ts";
import { type Lines, linesOf } from "./where.ts";
import { isList } from "./write.ts";

export interface EditRequest {
  /** As messages name it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly edits: readonly Edit[];
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The bytes loaded for editing, where somebody has done that already. */
  readonly old?: LoadedRoster;
}

export type EditResult =
  | {
      readonly kind: "edited";
      readonly before: string;
      readonly text: string;
      /** For each edit where the entry or person stands in the new text; undefined where it was taken out. */
      readonly lines: readonly (Lines | undefined)[];
      /** The new text, read: what is then in force. */
      readonly loaded: LoadedRoster;
    }
  | Refusal;

export function edit({ file, bytes, edits, zoneOf, ...request }: EditRequest): EditResult {
  const unwritable = edits.flatMap((each) => unseenIn(each)).at(0);
  if (unwritable !== undefined) return unwritable;
  const old = request.old ?? loadRoster({ file, bytes, zoneOf, forEditing: true });
  const before = old.reading;
  if (before === undefined) {
    return refusal(`${file} cannot be read as it stands`, "run oncall lint, and mend what it finds");
  }
  const log = keptLog(before.value, edits);
  const entries = newEntries(edits);
  const attempt = (standing: readonly Standing[]): Attempt => {
    const patched = editText(before, edits, standing);
    if (patched.kind === "refused") return patched;
    const loaded = loadRoster({
      file,
      bytes: new TextEncoder().encode(patched.text),
      zoneOf,
      forEditing: true,
    });
    return { kind: "tried", text: patched.text, standing, loaded };
  };

  const dated = standingOf(log, entries, new Set());
  // When a new cover begins and ends is known once it has been read.
  const inOrder = (tried: Tried): Attempt => {
    const ordered = withCoversInOrder(dated, tried.loaded.roster ?? tried.loaded.draft, log, entries);
    return ordered === dated ? tried : attempt(ordered);
  };
  const first = attempt(dated);
  const last = first.kind === "tried" ? inOrder(first) : first;
  if (last.kind === "refused") return last;
  const { text, loaded, standing } = last;
  const proof = proveEdit({ before, old, loaded, edits, standing });
  if (proof.kind === "refused") return proof;
  const lines = edits.map((each) => linesOf(proof.tree, each, edits, standing));
  return { kind: "edited", before: before.text, text, lines, loaded };
}

interface Tried {
  readonly kind: "tried";
  readonly text: string;
  readonly standing: readonly Standing[];
  readonly loaded: LoadedRoster;
}

type Attempt = Tried | Refusal;

/** A character that the reader refuses, or that UTF-8 has no bytes for, in any text that would be written. */
function unseenIn(each: Edit): readonly Refusal[] {
  switch (each.kind) {
    case "add-entry":
      return unseen({ ...each.entry });
    case "add-person":
      return unseen(each.person);
    case "amend-entry":
    case "amend-person":
      return unseen(each.set);
    case "remove-entry":
      return [];
  }
}

function unseen(value: Value | undefined, key = ""): readonly Refusal[] {
  if (typeof value === "string") {
    const [hidden] = findHarmful(value);
    if (hidden === undefined) return [];
    return [refusal(`\`${key}\` has the hidden character ${nameCode(hidden.character)}`, "delete it")];
  }
  if (typeof value !== "object") return [];
  if (isList(value)) return value.flatMap((item) => unseen(item, key));
  return Object.entries(value).flatMap(([name, inner]) => unseen(inner, name));
}
