/** Opens a probe of Jira Service Management: whatever reference pages of it leave open, on scratch schedules. */
import type { JsonMap } from "../../../text/json.ts";
import { listAnswerPoints } from "../../probe/answers.ts";
import { listClockPoints } from "../../probe/clocks.ts";
import { listEscalationPoints } from "../../probe/escalations.ts";
import { listOverridePoints } from "../../probe/overrides.ts";
import { listRotationPoints } from "../../probe/rotations.ts";
import { createScratch } from "../../probe/scratch.ts";
import { declareUnknowable, listAlertPoints } from "../../probe/unknowable.ts";
import { PROBE_PREFIX, type Probe, type ProbeSubject } from "../../probe.ts";
import type { JsmAccess } from "../environment.ts";
import { listOwnPoints } from "./own-points.ts";
import { findWords } from "./words.ts";

const DELAYS = {
  write: (minutes: number) => ({ delay: minutes }),
  read: ({ delay }: JsonMap) => (typeof delay === "number" ? delay : undefined),
};

export async function openJsmProbe(access: JsmAccess, team: string, subject: ProbeSubject): Promise<Probe> {
  const words = await findWords(access, team, subject);
  const scratch = createScratch(words, subject);
  return {
    account: access.account,
    leftovers: await words.listSchedules(PROBE_PREFIX),
    person: words.name,
    secrets: [access.token, access.email, access.account, access.cloudId, words.name, words.person],
    start: scratch.start,
    points: [
      ...listOverridePoints(scratch),
      ...listRotationPoints(scratch),
      ...listClockPoints(scratch),
      ...listAnswerPoints(scratch),
      ...listEscalationPoints(scratch, DELAYS),
      ...listOwnPoints(scratch, words),
      ...listAlertPoints(words.title),
      declareUnknowable(
        "outsider",
        "What does somebody outside the team see?",
        "that takes the token of somebody outside: run the probe with theirs, and it says what it was refused",
      ),
      declareUnknowable(
        "writes-after-migration",
        "What does OpsGenie answer to writes after the account has moved?",
        "oncall writes nothing there from `opsgenie.migrated` on",
      ),
      declareUnknowable(
        "merged-team",
        "What becomes of the id of a team that was merged with another?",
        "a merge cannot be undone, and the probe changes no team",
      ),
      declareUnknowable(
        "compass",
        "How does Compass differ?",
        "it has another address, which oncall does not support",
      ),
    ],
    clear: scratch.clear,
  };
}
