/**
 * Proves an edit by reading the new text: it must say exactly what was intended, and nothing may be wrong in it that was
 * not wrong before.
 */
import type { Finding } from "../roster/finding.ts";
import type { LoadedRoster, ParsedText } from "../roster/load.ts";
import type { Roster } from "../roster/model.ts";
import { checkLog } from "../rotation/check.ts";
import { buildRotation } from "../rotation/turns.ts";
import { buildIntended, isSameRoster } from "./intended.ts";
import { BY_HAND, type Edit, ENTRY_KEYS, orderPairs, type Refusal, refuse } from "./model.ts";
import type { LogSlot } from "./order.ts";
import { listAdded } from "./patch.ts";
import type { Tree } from "./tree.ts";
import { PLAIN_STYLE, writeLineMap } from "./write.ts";

export interface EditToProve {
  /** The old text and what it said. */
  readonly before: ParsedText;
  readonly old: LoadedRoster;
  /** The new text, read as every command reads it. */
  readonly loaded: LoadedRoster;
  readonly edits: readonly Edit[];
  readonly slots: readonly LogSlot[];
}

export type Proof = { readonly kind: "proven"; readonly tree: Tree } | Refusal;

export function proveEdit(question: EditToProve): Proof {
  const { before, old, edits, slots } = question;
  const { reading } = question.loaded;
  if (reading === undefined || !isSameRoster(reading.value, buildIntended(before.value, edits, slots))) {
    return refuse("as the file is written, the edit would mean something else", describeByHand(edits));
  }
  const found = listFindings(question.loaded);
  if (found.length > 0) {
    const [fresh] = findNew(found, listFindings(old));
    if (fresh !== undefined)
      return refuse(`the edit would make the roster invalid: ${fresh.message}`, fresh.help);
  }
  return { kind: "proven", tree: reading };
}

function describeByHand(edits: readonly Edit[]): string {
  const [entry] = listAdded(edits);
  if (entry === undefined) return BY_HAND;
  return `write it in an editor: - ${writeLineMap(orderPairs({ ...entry }, ENTRY_KEYS), PLAIN_STYLE)}`;
}

/** All findings in the file, and in its log given the rotation. */
export function listFindings({ roster, draft, findings, place }: LoadedRoster): readonly Finding[] {
  const readable: Roster | undefined = roster ?? draft;
  if (readable === undefined) return findings;
  return [...findings, ...checkLog(readable, buildRotation(readable)).map(place)];
}

/** Findings that were not there before; the lines they name may have moved. */
export function findNew(found: readonly Finding[], old: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, number>();
  for (const finding of old) known.set(findingKey(finding), (known.get(findingKey(finding)) ?? 0) + 1);
  return found.filter((finding) => {
    const left = known.get(findingKey(finding)) ?? 0;
    known.set(findingKey(finding), left - 1);
    return left <= 0;
  });
}

function findingKey({ rule, severity, message }: Finding): string {
  return `${severity} ${rule} ${message.replace(/\bline \d+/g, "line")}`;
}
