/** Checks that everybody has an account in the service that can be notified. */
import type { Account, Examination, Examinee } from "../facts.ts";
import { type Check, reportFor } from "../model.ts";
import { listExamined } from "../people.ts";
import { reportUnread } from "../unread.ts";

const report = reportFor("account");

export function examineAccounts(examination: Examination): readonly Check[] {
  return listExamined(examination).map(({ id, name, account, examinee }) =>
    account.kind === "unread"
      ? reportUnread(report, id, `the account of ${name} could not be read`, account)
      : judge(account.value, examinee, examination),
  );
}

function judge(
  account: Account,
  { person, duties }: Examinee,
  { title, now, nameOf, moment }: Examination,
): Check {
  const { id } = person;
  const name = nameOf(id);
  if (account.kind === "missing") return report.fail(id, account.message, account.help);
  if (account.isBlocked)
    return report.fail(
      id,
      `${name} is blocked in ${title}, and is not notified`,
      `ask an admin of the ${title} account to unblock them`,
    );
  if (!account.isVerified)
    return report.fail(
      id,
      `${name} has not verified their account in ${title}, and is not notified`,
      `${name} follows the invitation that ${title} sent; an admin can send it again`,
    );
  const { mutedUntil } = account;
  // A mute that ends before they are on call takes nothing away.
  const [begins = now] = duties.map(({ start }) => Math.max(now, start));
  if (mutedUntil !== undefined && mutedUntil > begins)
    return report.fail(
      id,
      `${name} has muted ${title} until ${moment(mutedUntil)}`,
      `${name} ends that in their profile in ${title}`,
    );
  return report.pass(id, `${name} has an account in ${title}: ${account.standing}`);
}
