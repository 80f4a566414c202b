/** Describes an entry of the log: what it does, to whom and when; who approved it, and why. */
import type { Entry } from "../roster/model.ts";
import { DAY_MS, type LocalDate } from "../time/date.ts";
import { UTC } from "../time/zone.ts";
import type { Names } from "./names.ts";
import { day, type Faces, moment, yearOf } from "./when.ts";

/** `Alice Nguyen and Bob Okafor trade places from Mon 30 Nov 2026`. */
export function entryText(entry: Entry, names: Names, faces: Faces): string {
  if (entry.kind === "cover") {
    const role = entry.role === undefined ? "" : ` as ${names.role(entry.role)}`;
    const covers = `${names(entry.by)} covers ${names(entry.person)}${role}`;
    if (entry.span.kind === "shift") return `${covers} in the shift of ${date(entry.span.date)}`;
    const { start, end } = entry.span;
    const until = moment(faces, end, yearOf(faces.zone, start));
    return `${covers} from ${moment(faces, start, undefined)} until ${until}`;
  }
  const from = `from ${date(entry.from)}`;
  switch (entry.kind) {
    case "join": {
      const after = entry.after === undefined ? "" : ` after ${names(entry.after)}`;
      return `${names(entry.person)} joins the queue${after} ${from}`;
    }
    case "leave":
      return `${names(entry.person)} leaves the queue ${from}`;
    case "swap": {
      const until = entry.until === undefined ? "" : ` until ${date(entry.until)}`;
      return `${entry.people.map(names).join(" and ")} trade places ${from}${until}`;
    }
    case "skip": {
      const { length } = entry;
      if (length.kind === "turns") {
        const turns = `${length.turns} turn${length.turns === 1 ? "" : "s"}`;
        return `${names(entry.person)} is passed over for ${turns} ${from}`;
      }
      const until = length.kind === "until" ? date(length.until) : "ready";
      return `${names(entry.person)} is passed over ${from} until ${until}`;
    }
    case "ready":
      return `${names(entry.person)} is ready ${from}`;
  }
}

/** Who approved an entry, whether it was backdated, and why; follows its description. */
export function writeRemarks(entry: Entry, names: Names): string {
  const remarks = [...listApproval(entry, names), ...(entry.backdated ? ["recorded afterwards"] : [])];
  const reason = entry.reason === undefined ? "" : `: ${names.text(entry.reason)}`;
  return `${remarks.map((remark) => `, ${remark}`).join("")}${reason}`;
}

function listApproval(entry: Entry, names: Names): readonly string[] {
  if (entry.unapproved) return ["NOT APPROVED yet"];
  if (entry.approvedBy.length > 0) return [`approved by ${entry.approvedBy.map(names).join(", ")}`];
  // A join at the end of the queue and a leave need no approval.
  return entry.kind === "join" || entry.kind === "leave" ? [] : ["without approval"];
}

/** `Mon 23 Nov 2026`; a date of the log has no zone. */
export function date(on: LocalDate): string {
  return day(UTC, on * DAY_MS, undefined);
}
