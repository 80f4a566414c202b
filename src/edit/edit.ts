/**
 * Applies edits to the text of a roster, all or none, and proves that the new text says exactly what was intended; or says
 * why nothing may be written.
 */
import { type LoadedRoster, loadRoster } from "../roster/load.ts";
import { findHarmful } from "../roster/source.ts";
import { nameCode } from "../text/letters.ts";
import type { Zone } from "../time/zone.ts";
import { buildKeptLog, buildNewEntries } from "./intended.ts";
import { type Edit, type Refusal, refuse, type Value } from "./model.ts";
import { type LogSlot, orderCovers, orderLog } from "./order.ts";
import { editText } from "./patch.ts";
import { proveEdit } from "./prove.ts";
import { findLines, type Lines } from "./where.ts";
import { isList } from "./write.ts";

export interface EditRequest {
  /** As messages name the roster. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly edits: readonly Edit[];
  readonly zoneOf: (name: string) => Zone | undefined;
  /** The same bytes, already loaded for editing. */
  readonly old?: LoadedRoster;
}

export type EditResult =
  | {
      readonly kind: "edited";
      readonly before: string;
      readonly text: string;
      /** For each edit the lines of its entry or person in the new text; undefined if it was removed. */
      readonly lines: readonly (Lines | undefined)[];
      /** The new text, read. */
      readonly loaded: LoadedRoster;
    }
  | Refusal;

export function edit({ file, bytes, edits, zoneOf, ...request }: EditRequest): EditResult {
  const unwritable = edits.flatMap((each) => refuseHiddenIn(each)).at(0);
  if (unwritable !== undefined) return unwritable;
  const old = request.old ?? loadRoster({ file, bytes, zoneOf, forEditing: true });
  const before = old.reading;
  if (before === undefined) {
    return refuse(`${file} cannot be read`, "run oncall lint and fix what it finds");
  }
  const log = buildKeptLog(before.value, edits);
  const entries = buildNewEntries(edits);
  const attempt = (slots: readonly LogSlot[]): Attempt => {
    const patched = editText(before, edits, slots);
    if (patched.kind === "refused") return patched;
    const loaded = loadRoster({
      file,
      bytes: new TextEncoder().encode(patched.text),
      zoneOf,
      forEditing: true,
    });
    return { kind: "tried", text: patched.text, slots, loaded };
  };

  const dated = orderLog(log, entries, new Set());
  // When a new cover begins and ends is known only once the text has been read.
  const inOrder = (tried: Tried): Attempt => {
    const ordered = orderCovers(dated, tried.loaded.roster ?? tried.loaded.draft, log, entries);
    return ordered === dated ? tried : attempt(ordered);
  };
  const first = attempt(dated);
  const last = first.kind === "tried" ? inOrder(first) : first;
  if (last.kind === "refused") return last;
  const { text, loaded, slots } = last;
  const proof = proveEdit({ before, old, loaded, edits, slots });
  if (proof.kind === "refused") return proof;
  const lines = edits.map((each) => findLines(proof.tree, each, edits, slots));
  return { kind: "edited", before: before.text, text, lines, loaded };
}

interface Tried {
  readonly kind: "tried";
  readonly text: string;
  readonly slots: readonly LogSlot[];
  readonly loaded: LoadedRoster;
}

type Attempt = Tried | Refusal;

/** Refuses characters that the reader refuses, or that UTF-8 cannot encode, in any text that would be written. */
function refuseHiddenIn(each: Edit): readonly Refusal[] {
  switch (each.kind) {
    case "add-entry":
      return refuseHidden({ ...each.entry });
    case "add-absence":
      return refuseHidden(each.absence);
    case "add-person":
      return refuseHidden(each.person);
    case "amend-entry":
    case "amend-person":
      return refuseHidden(each.set);
    case "remove-entry":
    case "remove-person":
    case "remove-absence":
      return [];
  }
}

function refuseHidden(value: Value | undefined, key = ""): readonly Refusal[] {
  if (typeof value === "string") {
    const [hidden] = findHarmful(value);
    if (hidden === undefined) return [];
    return [refuse(`\`${key}\` has the hidden character ${nameCode(hidden.character)}`, "delete it")];
  }
  if (typeof value !== "object") return [];
  if (isList(value)) return value.flatMap((item) => refuseHidden(item, key));
  return Object.entries(value).flatMap(([name, inner]) => refuseHidden(inner, name));
}
