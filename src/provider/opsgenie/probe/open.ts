/** Opens a probe of OpsGenie: whatever reference pages of it leave open, on scratch schedules. */
import type { JsonMap } from "../../../text/json.ts";
import { listAnswerPoints } from "../../probe/answers.ts";
import { listClockPoints } from "../../probe/clocks.ts";
import { listEscalationPoints } from "../../probe/escalations.ts";
import { listOverridePoints } from "../../probe/overrides.ts";
import { listRotationPoints } from "../../probe/rotations.ts";
import { createScratch } from "../../probe/scratch.ts";
import { declareUnknowable, listAlertPoints } from "../../probe/unknowable.ts";
import { PROBE_PREFIX, type Probe, type ProbeSubject } from "../../probe.ts";
import type { OpsgenieAccess } from "../environment.ts";
import { readMinutes } from "../schedule.ts";
import { listAliasPoints } from "./aliases.ts";
import { listOwnPoints } from "./own-points.ts";
import { findWords } from "./words.ts";

const DELAYS = {
  write: (minutes: number) => ({ delay: { timeAmount: minutes, timeUnit: "minutes" } }),
  read: (rule: JsonMap) => readMinutes(rule["delay"]),
};

export async function openOpsgenieProbe(access: OpsgenieAccess, subject: ProbeSubject): Promise<Probe> {
  const words = await findWords(access, subject);
  const scratch = createScratch(words, subject);
  return {
    account: words.account,
    leftovers: await words.listSchedules(PROBE_PREFIX),
    person: words.username,
    secrets: [access.key, words.account, words.username, words.person],
    start: scratch.start,
    points: [
      ...listOverridePoints(scratch),
      ...listAliasPoints(scratch),
      ...listRotationPoints(scratch),
      ...listClockPoints(scratch),
      ...listAnswerPoints(scratch),
      ...listEscalationPoints(scratch, DELAYS),
      ...listOwnPoints(scratch),
      ...listAlertPoints(words.title),
      declareUnknowable(
        "foreign-contacts",
        "May an admin of Jira Service Management read the contacts of others?",
        "that is for its own probe: oncall doctor jsm --probe",
      ),
    ],
    clear: scratch.clear,
  };
}
