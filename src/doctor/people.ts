/** Puts everybody who is examined together with what was read about them. */
import type { Examination, Examinee, PersonFacts } from "./facts.ts";

export interface ExaminedPerson extends PersonFacts {
  readonly examinee: Examinee;
  readonly id: string;
  readonly name: string;
}

export function listExamined({ people, facts, nameOf }: Examination): readonly ExaminedPerson[] {
  return people.flatMap((examinee) => {
    const { id } = examinee.person;
    const read = facts.people.get(id);
    return read === undefined ? [] : [{ ...read, examinee, id, name: nameOf(id) }];
  });
}
