/** Checks that everybody has a contact that rings, by text or call, and that it is the phone of the roster. */
import { showEnding } from "../digits.ts";
import type { ContactMethod, Examination, Examinee } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { listExamined } from "../people.ts";
import { listRinging } from "../reach.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("contact");

export function examineContacts(examination: Examination): readonly Check[] {
  return listExamined(examination).map(({ id, name, contacts, examinee }) =>
    contacts.kind === "unread"
      ? reportUnread(report, id, `how ${name} can be reached is not known`, contacts)
      : judge(contacts.value, examinee, examination),
  );
}

function judge(
  contacts: readonly ContactMethod[],
  examinee: Examinee,
  { title, nameOf }: Examination,
): Check {
  const { person, digits } = examinee;
  const { id } = person;
  const name = nameOf(id);
  const phones = contacts.filter(({ kind }) => kind === "phone");
  const ringing = listRinging(contacts, examinee);
  const enabled = phones.filter(({ isEnabled }) => isEnabled);
  const list = (some: readonly ContactMethod[]) =>
    some.map(({ method, to }) => `${method} ${showEnding(to)}`).join(", ");
  if (ringing.length > 0 && digits === undefined)
    return report.doubt(
      id,
      `${name} is reached by ${list(ringing)}, but the roster has no phone to compare it with`,
      `give ${id} a \`phone\` in the roster`,
    );
  if (ringing.length > 0) return report.pass(id, `${name} is reached by ${list(ringing)}`);
  if (digits !== undefined && enabled.length > 0)
    return report.fail(
      id,
      `${name} is reached by ${list(enabled)}, but the phone in the roster ends in ${digits.slice(-2)}`,
      `correct the number in ${title} or in the roster, and prove it with oncall verify-notifications ${id}`,
    );
  if (phones.length > 0) {
    const [reason] = phones.flatMap((phone) => phone.reason ?? []);
    return report.fail(
      id,
      `every SMS and voice contact of ${name} is disabled: ${list(phones)}${reason === undefined ? "" : ` (${reason})`}`,
      `${name} enables one in their profile in ${title}`,
    );
  }
  const others = [...new Set(contacts.filter(({ isEnabled }) => isEnabled).map(({ method }) => method))];
  return report.fail(
    id,
    `${name} has no SMS or voice contact${others.length === 0 ? "" : `, only ${others.join(" and ")}`}`,
    `${name} adds their phone in their profile in ${title}`,
  );
}
