/** Plans an edit: what a wish would do to one state of the file, or why it is refused. */
import type { Edges } from "../../edge/edges.ts";
import { unifiedDiff } from "../../edit/diff.ts";
import { edit } from "../../edit/edit.ts";
import type { Refusal } from "../../edit/model.ts";
import { EXIT, Fault } from "../../fault.ts";
import { draftAbsence } from "../../intent/absence.ts";
import { draftWish } from "../../intent/draft.ts";
import { judge, type Verdict } from "../../intent/guard.ts";
import type { Warning, WishRefusal } from "../../intent/refusal.ts";
import { findNewErrors } from "../../lint/new-errors.ts";
import type { ChangeView } from "../../render/change.ts";
import { forTerminal } from "../../render/escape.ts";
import type { Id, Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { EditWish } from "../../rules/wish.ts";
import { maskPhones } from "../../text/mask.ts";
import type { Instant } from "../../time/zone.ts";
import { buildTimeline } from "../../timeline/build.ts";
import { findMoves } from "../../timeline/moves.ts";
import { nameInDiff } from "../shared/find.ts";
import { openForEditing } from "../shared/open.ts";
import { solveAbsence } from "./away.ts";
import type { EditFlags } from "./command.ts";
import { writeSubject } from "./subject.ts";

const NOTHING_WRONG: Verdict = { refusals: [], doubts: [], warnings: [] };

/** What stays the same while the edit is planned and written. */
export interface EditContext {
  readonly edges: Edges;
  readonly flags: EditFlags;
  readonly now: Instant;
  /** The absolute path of the roster, and its name in messages. */
  readonly path: string;
  readonly file: string;
  readonly wish: EditWish;
  /** What the answer says beside the edit: as text after it, and as keys of the JSON. */
  readonly beside?: { readonly text: string; readonly record: object };
}

export interface EditPlan {
  /** The file before the edit, and its text after. */
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly view: ChangeView;
  /** Of the roster before and after: whoever goes still has a name. */
  readonly people: Roster["people"];
  /** For a commit. */
  readonly subject: string;
  /** Who approved, by what the new entries say. */
  readonly approvers: readonly Id[];
  /** Warnings that need a yes, if somebody is there to give it. */
  readonly doubts: readonly Warning[];
}

/** Throws all refusals. The new text has been read again and says exactly what was meant. */
export function planEdit(
  context: EditContext,
  bytes: Uint8Array,
  { timeline: before, loaded: old } = openForEditing(context.edges, context.path, bytes),
): EditPlan {
  const { edges, now, path, file, wish } = context;
  const draft = wish.kind === "away" ? draftAbsence(wish, before) : draftWish(wish, before, now);
  if (draft.kind === "refused") throw refusalFault([draft]);
  if (draft.kind === "settled") throw new Fault(EXIT.done, `nothing to do: ${draft.message}`);
  const edited = edit({ file, bytes, edits: draft.edits, zoneOf: edges.zoneOf, old });
  if (edited.kind === "refused") throw refusalFault([edited]);
  const { roster } = edited.loaded;
  if (roster === undefined) throw new Error("an edit was proven, and its roster is invalid");
  const after = buildTimeline(roster);
  const errors =
    wish.kind === "away"
      ? []
      : findNewErrors(
          { timeline: before, loaded: old },
          { timeline: after, loaded: edited.loaded },
          {
            now,
            isTracked: () => edges.git.tracks(path).kind === "tracked",
            resolve: (phone) => resolvePhone(phone, edges.env),
          },
        );
  // Somebody's time away moves nobody.
  const { refusals, doubts, warnings } =
    wish.kind === "away" ? NOTHING_WRONG : judge(wish, before, after, now, errors);
  if (refusals.length > 0) throw refusalFault(refusals);
  const show = (line: string) => forTerminal(maskPhones(line));
  return {
    bytes,
    text: edited.text,
    people: new Map([...before.roster.people, ...roster.people]),
    subject: writeSubject(wish, draft.edits, before.roster),
    approvers: [...new Set(draft.entries.flatMap(({ approvedBy }) => approvedBy))],
    doubts,
    view: {
      file,
      diff: unifiedDiff(edited.before, edited.text, { file: nameInDiff(edges, path), show }),
      lines: edited.lines.filter((lines) => lines !== undefined),
      moves: findMoves(before, after),
      warnings: [...doubts, ...warnings].map(({ rule, message, help }) => {
        return { rule, message: maskPhones(message), help: help && maskPhones(help) };
      }),
      zone: outputZone(roster),
      clashes:
        wish.kind === "away"
          ? solveAbsence(edges, context.flags.roster, now, wish, after, edited.loaded)
          : undefined,
    },
  };
}

/** All refusals as one Fault, each with the id of its rule and what would do instead. */
function refusalFault(refusals: readonly (Refusal & Partial<Pick<WishRefusal, "rule">>)[]): Fault {
  const lines = refusals.flatMap(({ message, rule, help }) => [
    rule === undefined ? message : `${message} [${rule}]`,
    ...(help === undefined ? [] : [`help: ${help}`]),
  ]);
  // The proposed command repeats the reason, which may hold a phone number.
  const [first = "", ...more] = lines.map(maskPhones);
  return new Fault(EXIT.refused, first, undefined, [], more);
}
