/** Reads the flags that every kind of entry has: from when, why, who approved, what may pass. */

import type { Roster } from "../../roster/model.ts";
import { ALLOWABLE } from "../../rules/ids.ts";
import type { Approver, Remarks } from "../../rules/wish.ts";
import type { LocalDate } from "../../time/date.ts";
import { readAllowed } from "../shared/allow.ts";
import { findPerson } from "../shared/people.ts";
import type { EditFlags } from "./command.ts";

export function readRemarks(flags: EditFlags, roster: Roster, from: LocalDate | undefined): Remarks {
  return {
    from,
    reason: flags.reason,
    approvedBy: readApprovers(flags.approvedBy ?? [], roster),
    backdated: flags.backdated === true,
    unapproved: flags.unapproved === true,
    allow: readAllowed(flags.allow, ALLOWABLE),
  };
}

export function readApprovers(typed: readonly string[], roster: Roster): readonly Approver[] {
  return typed.map((text) => (text === "manager" ? text : findPerson(roster, text).id));
}
