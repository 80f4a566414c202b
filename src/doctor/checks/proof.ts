/** Checks that a test page reached everybody lately enough: only that proves a phone, no reading of settings does. */
import { findProofGap } from "../../proof/validity.ts";
import type { Examination } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";

const report = reportFor("proof");

export function examineProofs({ people, roster, nameOf }: Examination): readonly Check[] {
  const within = roster.policy.verifiedWithin;
  return people.map(({ person, number, day }) => {
    const { id, verified } = person;
    const name = nameOf(id);
    if (within === "never")
      return report.pass(id, `the roster asks for no proof that a page reaches ${name}`);
    const gap = findProofGap({ number, verified, on: day, within });
    if (gap === undefined) return report.pass(id, `a test page reached ${name} within ${within} days`);
    const prove = `run oncall verify-notifications ${id}`;
    return report.fail(
      id,
      `${name}: ${gap}`,
      number === undefined ? `give ${id} a \`phone\` in the roster, then ${prove}` : prove,
    );
  });
}
