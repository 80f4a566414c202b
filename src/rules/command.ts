/** Writes the command for a wish, so that a refusal or a finding can say what to type instead. */
import type { Roster, Skip } from "../roster/model.ts";
import { maskPhones } from "../text/mask.ts";
import { formatDate } from "../time/date.ts";
import type { EntryWish } from "./wish.ts";
import { writeMoment } from "./words.ts";

/** The command for a wish with some of it changed, and with approval if that is needed and none is given. */
export function rephrase<W extends EntryWish>(
  wish: W,
  other: Partial<W>,
  roster: Pick<Roster, "rotation">,
): string {
  const asked = wish.kind !== "join" && wish.kind !== "leave" && !wish.unapproved;
  const approvedBy = wish.approvedBy.length === 0 && asked ? ["manager"] : wish.approvedBy;
  return writeCommand({ ...wish, approvedBy, ...other }, roster);
}

/** The command for a wish; without phone numbers, which never get into a message. */
export function writeCommand(wish: EntryWish, roster: Pick<Roster, "rotation">): string {
  return [
    "oncall",
    ...writeVerb(wish, roster),
    ...(wish.from === undefined ? [] : ["--from", formatDate(wish.from)]),
    ...writeEnd(wish),
    ...(wish.approvedBy.length === 0 ? [] : ["--approved-by", wish.approvedBy.join(",")]),
    ...(wish.reason === undefined ? [] : ["--reason", quoteWord(maskPhones(wish.reason))]),
    ...(wish.backdated ? ["--backdated"] : []),
    ...(wish.unapproved ? ["--unapproved"] : []),
    ...wish.allow.flatMap((rule) => ["--allow", rule]),
  ].join(" ");
}

function writeVerb(wish: EntryWish, roster: Pick<Roster, "rotation">): readonly string[] {
  switch (wish.kind) {
    case "swap":
      return ["swap", ...wish.people];
    case "cover": {
      const { span } = wish;
      const when =
        span.kind === "shift"
          ? ["--shift", formatDate(span.date)]
          : [
              ...["--from", quoteWord(writeMoment(roster, span.start))],
              ...["--until", quoteWord(writeMoment(roster, span.end))],
            ];
      const role = wish.role === undefined ? [] : ["--role", quoteWord(wish.role)];
      return [
        "cover",
        wish.person,
        "--by",
        wish.by,
        ...when,
        ...role,
        ...(wish.exchange ? ["--exchange"] : []),
      ];
    }
    case "join": {
      const fields = Object.entries(wish.fields ?? {}).flatMap(([key, value]) =>
        value === undefined ? [] : [`--${key}`, key === "phone" ? "…" : quoteWord(String(value))],
      );
      const skip = wish.skip === undefined ? [] : ["--skip", writeLength(wish.skip)];
      const after = wish.after === undefined ? [] : ["--after", wish.after];
      return ["join", wish.person, ...fields, ...after, ...skip];
    }
    case "leave":
      return [
        "leave",
        wish.person,
        ...(wish.coveredBy === undefined ? [] : ["--covered-by", wish.coveredBy]),
      ];
    case "skip":
    case "ready":
      return [wish.kind, wish.person];
  }
}

function writeEnd(wish: EntryWish): readonly string[] {
  if (wish.kind === "swap") {
    if (wish.until !== undefined) return ["--until", formatDate(wish.until)];
    return wish.once ? ["--once"] : [];
  }
  if (wish.kind !== "skip") return [];
  const { length } = wish;
  if (length.kind === "turns") return length.turns === 1 ? [] : ["--turns", String(length.turns)];
  return ["--until", length.kind === "ready" ? "ready" : formatDate(length.until)];
}

/** A length as `--skip` takes it. */
function writeLength(length: Skip["length"]): string {
  switch (length.kind) {
    case "turns":
      return String(length.turns);
    case "until":
      return formatDate(length.until);
    case "ready":
      return "ready";
  }
}

/** A word for a POSIX shell. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
