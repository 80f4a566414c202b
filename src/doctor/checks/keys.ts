/** Checks that each key is there, is accepted, and may do what it is for. */
import type { Examination, KeyState } from "../facts.ts";
import { type Check, type Reporter, reportFor } from "../model.ts";

export function examineConfigurationKey({ facts, title }: Examination): readonly Check[] {
  return [judgeKey(facts.configurationKey, reportFor("configuration-key"), title)];
}

export function examineAlertKey({ facts, title }: Examination): readonly Check[] {
  const { alertKey, configurationKey } = facts;
  const report = reportFor("alert-key");
  const [one, other] = [alertKey, configurationKey].map((key) =>
    key.kind === "unread" ? undefined : key.account,
  );
  if (alertKey.kind === "accepted" && one !== undefined && other !== undefined && one !== other)
    return [
      report.fail(
        null,
        `${alertKey.name} is a key of the account ${one}, and ${configurationKey.name} of the account ${other}`,
        `use two keys of the account that the roster is pushed to`,
      ),
    ];
  return [judgeKey(alertKey, report, title)];
}

function judgeKey(key: KeyState, report: Reporter, title: string): Check {
  switch (key.kind) {
    case "accepted": {
      const account = key.account === undefined ? "" : `, account ${key.account}`;
      return report.pass(null, `${title} accepts ${key.name}${account}`);
    }
    case "useless":
    case "lacking":
      return report.fail(null, key.message, key.help);
    case "unread":
      return report.doubt(null, `whether ${key.name} works is not known: ${key.reason}`, key.help);
  }
}
