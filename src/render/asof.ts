/** Says which revision an answer about the past comes from, and where today's roster disagrees. */
import type { Id, Person, Role } from "../roster/model.ts";
import type { Zone } from "../time/zone.ts";
import { forTerminal } from "./escape.ts";
import { buildNames } from "./names.ts";
import { type CommitView, revisionText } from "./revision.ts";

/** Who serves a role according to today's roster; undefined: the role does not exist then. */
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
  const names = buildNames(people, forTerminal);
  const name = forTerminal(file);
  const says = otherwise.map(({ role, engineer }) =>
    engineer === undefined ? `no ${names.role(role)}` : `${names.role(role)} ${names(engineer)}`,
  );
  const source = [`according to ${name}`, `at ${revisionText(commit, zone, forTerminal)}`];
  return says.length === 0 ? [source] : [source, [`by the current ${name}:`, says.join(", ")]];
}
