/** Prints what an import made: the files, the proof that each computes the same, and what could not be carried over. */
import type { ImportedRoster, ImportNote } from "../import/model.ts";
import type { Zone } from "../time/zone.ts";
import { formatInstant } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import { jsonDocument } from "./json.ts";
import { CAUSES, disparityRecord } from "./parity.ts";
import { moment } from "./when.ts";

/** As many differences as somebody will read. */
const MOST = 10;

export function proofText({ file, proof }: ImportedRoster, title: string, zone: Zone): string {
  const name = forTerminal(file);
  if (proof === undefined) return `${name}: not proven, for who was on call is not known\n`;
  const at = (instant: number) => moment({ zone, viewer: undefined }, instant, undefined);
  const { start, end, disparities } = proof;
  const when = `from ${at(start)} until ${at(end)}`;
  if (disparities.length === 0) return `${name}: proven: the same as ${title}, ${when}\n`;
  const rest = disparities.length - MOST;
  const lines = disparities.slice(0, MOST).map(({ role, roster, services, ...time }) => {
    const there = services.map(({ who, cause }) => `${who ?? "nobody"} ${CAUSES[cause]}`).join(", ");
    return forTerminal(
      `  ${role}, ${at(time.start)} → ${at(time.end)}: ${title} has ${there}, the roster ${roster ?? "nobody"}`,
    );
  });
  const more = rest > 0 ? [`  … and ${rest} more`] : [];
  return [`${name}: differs from ${title} ${when}:`, ...lines, ...more].map((line) => `${line}\n`).join("");
}

export function noteText({ code, subject, message }: ImportNote): string {
  return forTerminal(`note: ${subject === null ? "" : `${subject}: `}${message} [${code}]`).concat("\n");
}

export function importJson(
  rosters: readonly (ImportedRoster & { readonly zone: Zone })[],
  notes: readonly ImportNote[],
): string {
  const record = ({ code, subject, message }: ImportNote) => ({ code, subject, message });
  return jsonDocument({
    version: 1,
    rosters: rosters.map(({ file, text, proof, zone, notes: own }) => ({
      file,
      roster: text,
      proof:
        proof === undefined
          ? null
          : {
              from: formatInstant(zone, proof.start),
              until: formatInstant(zone, proof.end),
              equal: proof.disparities.length === 0,
              differences: proof.disparities.map((one) => disparityRecord(one, zone)),
            },
      notes: own.map(record),
    })),
    notes: notes.map(record),
  });
}
