/**
 * Says until when OpsGenie may be written to: not after Atlassian has moved the account, and not after the service has
 * been switched off (https://www.atlassian.com/software/opsgenie/migration).
 */

import type { Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { dateOf, formatDate } from "../../time/date.ts";
import { type Instant, wallOf } from "../../time/zone.ts";
import { type Closing, OPEN } from "../closing.ts";

const END = dateOf(2027, 4, 5);
/** Three months before. */
const WARNED = dateOf(2027, 1, 5);

function adviseMove({ jsm }: Roster): string {
  return jsm === undefined
    ? "give the roster a `jsm` section, with the schedules that Jira Service Management has now, and run oncall push jsm"
    : "run oncall push jsm";
}

/** Dates count in the roster's zone. */
export function findClosing(roster: Roster, now: Instant): Closing {
  const { date: today } = wallOf(outputZone(roster), now);
  const migrated = roster.opsgenie?.migrated;
  if (migrated === "unreadable")
    return {
      kind: "closed",
      message: `nothing is written to OpsGenie: \`opsgenie.migrated\` in ${roster.file} is no date`,
      help: "write the day on which Atlassian moved the account, for example `migrated: 2026-12-14`, or delete the key",
    };
  if (migrated !== undefined && today >= migrated)
    return {
      kind: "closed",
      message: `nothing is written to OpsGenie: Atlassian moved this account on ${formatDate(migrated)}, says \`opsgenie.migrated\` in ${roster.file}`,
      help: adviseMove(roster),
    };
  if (today >= END)
    return {
      kind: "closed",
      message: `OpsGenie was switched off on ${formatDate(END)}: nothing is written there`,
      help: adviseMove(roster),
    };
  if (today < WARNED) return OPEN;
  const days = END - today;
  return {
    kind: "open",
    warning: `OpsGenie will be switched off on ${formatDate(END)}, in ${days} ${days === 1 ? "day" : "days"}: before that, ${adviseMove(roster)}`,
  };
}
