/** The flags that all commands that edit share in, read as the remarks of a wish: approvers become ids, guards are known ones. */
import { EXIT, Fault } from "../../fault.ts";
import { ALLOWABLE } from "../../intent/refusal.ts";
import type { Approver, Remarks } from "../../intent/wish.ts";
import type { Roster } from "../../roster/model.ts";
import { suggest } from "../../text/suggest.ts";
import type { LocalDate } from "../../time/date.ts";
import { findPerson } from "../shared/people.ts";
import type { ChangeFlags } from "./flags.ts";

export function remarksOf(flags: ChangeFlags, roster: Roster, from: LocalDate | undefined): Remarks {
  return {
    from,
    reason: flags.reason,
    approvedBy: approversOf(flags.approvedBy ?? [], roster),
    backdated: flags.backdated === true,
    unapproved: flags.unapproved === true,
    allow: allowedBy(flags),
  };
}

export function approversOf(typed: readonly string[], roster: Roster): readonly Approver[] {
  return typed.map((text) => (text === "manager" ? text : findPerson(roster, text).id));
}

/** The guards that are let pass, of those that can be; throws for a name that is none. */
export function allowedBy(
  { allow = [] }: Pick<ChangeFlags, "allow">,
  guards: readonly string[] = ALLOWABLE,
): readonly string[] {
  const unknown = allow.find((name) => !guards.includes(name));
  if (unknown === undefined) return allow;
  const near = suggest(unknown, guards);
  throw new Fault(
    EXIT.usage,
    `there is no guard ${JSON.stringify(unknown)} that could be let pass`,
    near === undefined ? `those are ${guards.join(", ")}` : `did you mean ${near}?`,
  );
}
