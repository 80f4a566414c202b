/** Turns the escalation that tells a roster's schedules into the roster's own, or says what it cannot hold. */
import type { Values } from "../edit/model.ts";
import type { FoundEscalation, ImportNote } from "./model.ts";
import { findUser, type ImportedPerson } from "./people.ts";

export interface EscalationDraft {
  /** Undefined: the roster does not say all of it, so that a push must not write it. */
  readonly name: string | undefined;
  readonly steps: readonly Values[];
  /** Whom it tells besides the roles. */
  readonly people: readonly string[];
}

export function draftEscalation(
  escalations: readonly FoundEscalation[],
  users: readonly ImportedPerson[],
  roleOf: (schedule: string | undefined) => string | undefined,
  notes: ImportNote[],
): EscalationDraft | undefined {
  const found = escalations.find(({ steps }) =>
    steps.some(
      ({ recipient: { kind, id, name } }) =>
        kind === "schedule" && (roleOf(id) ?? roleOf(name)) !== undefined,
    ),
  );
  if (found === undefined) return undefined;
  const { name } = found;
  const before = notes.length;
  const people: string[] = [];
  const steps: Values[] = [];
  for (const { recipient, minutes, isPlain } of found.steps) {
    const role = recipient.kind === "schedule" ? (roleOf(recipient.id) ?? roleOf(recipient.name)) : undefined;
    const person = recipient.kind === "user" ? findUser(users, recipient)?.person : undefined;
    const notify = role ?? person;
    if (notify === undefined || !isPlain || minutes % 60 !== 0) {
      const why =
        notify === undefined
          ? `it tells the ${recipient.kind} ${recipient.name ?? recipient.id ?? ""}, which is no role or person of this roster`
          : isPlain
            ? `it tells ${notify} after ${minutes} minutes, and the roster counts in whole hours`
            : `it does not simply tell ${notify} unless somebody has acknowledged`;
      notes.push({
        code: "escalation-step",
        subject: name,
        message: `a step is left out, so the roster does not name it: ${why}`,
      });
      continue;
    }
    if (person !== undefined) people.push(person);
    const hours = minutes / 60;
    steps.push({ notify, after: hours === 0 ? undefined : `${hours} ${hours === 1 ? "hour" : "hours"}` });
  }
  if (found.repeats)
    notes.push({
      code: "escalation-repeat",
      subject: name,
      message: "it repeats, which a roster does not say, so the roster does not name it",
    });
  const isWhole = notes.length === before;
  return steps.length === 0 ? undefined : { name: isWhole ? name : undefined, steps, people };
}
