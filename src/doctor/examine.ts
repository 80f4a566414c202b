/** Examines the whole path of an alert, from where it comes in to the phone, and adds what no reading tells. */
import { examineAccounts } from "./checks/account.ts";
import { examineSources } from "./checks/alert-source.ts";
import { examineContacts } from "./checks/contact.ts";
import { examineEscalation } from "./checks/escalation.ts";
import { examineForwardings } from "./checks/forwarding.ts";
import { examineSync } from "./checks/in-sync.ts";
import { examineAlertKey, examineConfigurationKey } from "./checks/keys.ts";
import { examineOnCall } from "./checks/on-call-now.ts";
import { examineProofs } from "./checks/proof.ts";
import { examineRouting } from "./checks/routing.ts";
import { examineRules } from "./checks/rule.ts";
import { examineSchedules } from "./checks/schedule-enabled.ts";
import type { Examination } from "./facts.ts";
import { CHECK_NAMES, type Check, type CheckName, reportFor } from "./model.ts";

const CHECKS: Readonly<Record<CheckName, (examination: Examination) => readonly Check[]>> = {
  "configuration-key": examineConfigurationKey,
  "alert-key": examineAlertKey,
  "in-sync": examineSync,
  "on-call-now": examineOnCall,
  "schedule-enabled": examineSchedules,
  escalation: examineEscalation,
  routing: examineRouting,
  "alert-source": examineSources,
  forwarding: examineForwardings,
  account: examineAccounts,
  contact: examineContacts,
  rule: examineRules,
  proof: examineProofs,
};

/** In the order of the path. */
export function examine(examination: Examination): readonly Check[] {
  return CHECK_NAMES.flatMap((name) => {
    const checks = CHECKS[name](examination);
    // Where something is broken, or not known anyway, what could not be seen adds nothing.
    const isGood = checks.every(({ status }) => status === "ok");
    const blind = isGood ? examination.facts.blindSpots.filter(({ check }) => check === name) : [];
    return [...checks, ...blind.map(({ message, help }) => reportFor(name).doubt(null, message, help))];
  });
}
