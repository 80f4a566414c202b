/** Runs one case of test/cases/intent and answers everything that is written and said as one text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zoneOf } from "../../src/edge/zones.ts";
import { edit } from "../../src/edit/edit.ts";
import { draftWish } from "../../src/intent/draft.ts";
import { judge, type Verdict } from "../../src/intent/guard.ts";
import type { Warning } from "../../src/intent/refusal.ts";
import { findNewErrors, type Version } from "../../src/lint/new-errors.ts";
import { movesText } from "../../src/render/moves.ts";
import { plain } from "../../src/render/palette.ts";
import { yearOf } from "../../src/render/when.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { resolvePhone } from "../../src/roster/phone.ts";
import type { AdoptWish, CoverSpan, Wish } from "../../src/rules/wish.ts";
import { parseDate } from "../../src/time/date.ts";
import { type Instant, parseInstant } from "../../src/time/zone.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import { findMoves } from "../../src/timeline/moves.ts";

export const FOLDER = join(import.meta.dirname, "intent");

/** A request with its dates and instants as text. */
export interface WishWords {
  readonly kind: Exclude<Wish, AdoptWish>["kind"];
  readonly people?: readonly [string, string];
  readonly person?: string;
  readonly by?: string;
  readonly bys?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly shift?: string;
  readonly start?: string;
  readonly end?: string;
  readonly role?: string;
  readonly turns?: number;
  readonly once?: boolean;
  readonly exchange?: boolean;
  readonly after?: string;
  readonly coveredBy?: string;
  readonly fields?: {
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
    readonly manager?: string;
  };
  readonly line?: number;
  readonly reason?: string;
  readonly approvedBy?: readonly string[];
  readonly backdated?: boolean;
  readonly unapproved?: boolean;
  readonly allow?: readonly string[];
}

export interface IntentCase {
  readonly why: string;
  readonly roster: string;
  readonly now: string;
  readonly wish: WishWords;
}

const day = (text: string): number => parseDate(text) ?? Number.NaN;
const instant = (text: string): number => parseInstant(text) ?? Number.NaN;

export function wishOf(words: WishWords): Exclude<Wish, AdoptWish> {
  const { person = "", people = ["", ""], by = "", line } = words;
  const common = {
    from: words.from === undefined ? undefined : day(words.from),
    reason: words.reason,
    approvedBy: words.approvedBy ?? [],
    backdated: words.backdated === true,
    unapproved: words.unapproved === true,
    allow: words.allow ?? [],
  };
  const until = words.until === undefined ? undefined : day(words.until);
  switch (words.kind) {
    case "swap":
      return { kind: "swap", ...common, people, until, once: words.once === true };
    case "cover":
      return {
        ...{ kind: "cover", ...common, person, by, role: words.role },
        ...{ span: spanOf(words), exchange: words.exchange === true },
      };
    case "skip": {
      const open = words.until === "ready";
      const length = open
        ? ({ kind: "ready" } as const)
        : until === undefined
          ? ({ kind: "turns", turns: words.turns ?? 1 } as const)
          : ({ kind: "until", until } as const);
      return { kind: "skip", ...common, person, length };
    }
    case "ready":
      return { kind: "ready", ...common, person };
    case "join":
      return { kind: "join", ...common, person, after: words.after, fields: words.fields };
    case "leave":
      return { kind: "leave", ...common, person, coveredBy: words.coveredBy };
    case "undo":
      return { kind: "undo", line: line ?? 0, allow: common.allow };
    case "approve":
      return { kind: "approve", line: line ?? 0, by: words.bys ?? [], allow: common.allow };
  }
}

function spanOf({ shift, start = "", end = "" }: WishWords): CoverSpan {
  if (shift !== undefined) return { kind: "shift", date: day(shift) };
  return { kind: "time", start: instant(start), end: instant(end) };
}

export function timelineIn(bytes: Uint8Array): Timeline {
  return readVersion(bytes).timeline;
}

/** The surroundings that rules of lint ask for. */
function worldAt(now: Instant): Parameters<typeof findNewErrors>[2] {
  return { now, isTracked: () => false, resolve: (phone) => resolvePhone(phone, {}) };
}

const UNWRITTEN = { ignores: () => [], privateName: undefined, said: undefined };

/** The verdict on a wish that has not been written yet. */
export function judgeDraft(wish: Wish, before: Timeline, after: Timeline, now: Instant): Verdict {
  const version = (timeline: Timeline) => ({ timeline, loaded: UNWRITTEN });
  return judge(wish, before, after, now, findNewErrors(version(before), version(after), worldAt(now)));
}

function readVersion(bytes: Uint8Array): Version {
  const loaded = loadRoster({ file: "roster.yaml", bytes, zoneOf });
  if (loaded.roster === undefined) throw new Error("the roster is invalid");
  return { timeline: buildTimeline(loaded.roster), loaded };
}

export async function answerOf({ roster, now, wish: words }: IntentCase): Promise<string> {
  const bytes = readFileSync(join(FOLDER, "rosters", `${roster}.yaml`));
  const old = readVersion(bytes);
  const before = old.timeline;
  const wish = wishOf(words);
  const draft = draftWish(wish, before, instant(now));
  if (draft.kind === "settled") return `nothing to do: ${draft.message}\n`;
  if (draft.kind === "refused") return remark("refused", draft);
  const edited = edit({ file: "roster.yaml", bytes, edits: draft.edits, zoneOf });
  if (edited.kind === "refused") return `NOT WRITABLE: ${edited.message}\n  ${edited.help}\n`;
  const written = readVersion(new TextEncoder().encode(edited.text));
  const after = written.timeline;
  const errors = findNewErrors(old, written, worldAt(instant(now)));
  const verdict = judge(wish, before, after, instant(now), errors);
  const zone = (after.roster.rotation.at(-1) ?? after.roster.rotation[0]).zone;
  const view = {
    ...findMoves(before, after),
    ...{ zone, viewer: undefined, people: after.roster.people, year: yearOf(zone, instant(now)) },
  };
  return [
    ...changedLines(new TextDecoder().decode(bytes), edited.text),
    ...verdict.refusals.map((each) => remark("refused", each)),
    ...verdict.doubts.map((each) => remark("doubt", each)),
    ...verdict.warnings.map((each) => remark("warning", each)),
    await movesText(view, { columns: 80, palette: plain }),
  ].join("");
}

function remark(weight: string, { rule, message, help }: Warning): string {
  return `${weight} [${rule}]: ${message}\n${help === undefined ? "" : `  ${help}\n`}`;
}

/** The lines that were removed and added. */
function changedLines(before: string, after: string): readonly string[] {
  const old = before.split("\n");
  const now = after.split("\n");
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}\n`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}\n`),
  ];
}
