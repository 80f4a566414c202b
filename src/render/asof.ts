/** Whose word an answer of the past is, in phrases: the revision that it was read of, and what the roster of now says otherwise. */
import type { Id, Person, Role } from "../roster/model.ts";
import type { Zone } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import { namesOf } from "./names.ts";
import { type CommitView, revisionText } from "./revision.ts";

/** Who serves a role by the roster of now; undefined: there is no such role then. */
export interface Otherwise {
  readonly role: Role;
  readonly engineer: Id | null | undefined;
}

export function asOfLines(
  file: string,
  commit: CommitView,
  zone: Zone,
  otherwise: readonly Otherwise[],
  people: ReadonlyMap<Id, Person>,
): readonly (readonly string[])[] {
  const names = namesOf(people, forTerminal);
  const name = forTerminal(file);
  const says = otherwise.map(({ role, engineer }) =>
    engineer === undefined ? `no ${names.role(role)}` : `${names.role(role)} ${names(engineer)}`,
  );
  const stood = [`as ${name} stood`, `at ${revisionText(commit, zone, forTerminal)}`];
  return says.length === 0 ? [stood] : [stood, [`by ${name} of now:`, says.join(", ")]];
}
