/** Tests people by an alert of a service each, which they have to acknowledge. Every alert is closed again, whatever happens. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { type AlertState, judgeAlert, writeTestAlert } from "../../proof/alert.ts";
import type { Recipient } from "../../proof/recipients.ts";
import type { AlertService, PreparedAlert } from "../../provider/alerts.ts";
import { forTerminal } from "../../render/escape.ts";
import { resultsText } from "../../render/proof.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { type Alerting, describeAccount, findAlerting } from "../shared/alerting.ts";
import { checkClock } from "../shared/context.ts";
import { followAlert } from "../shared/follow.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import { buildAsking } from "../shared/prompt.ts";
import type { ProviderName } from "../shared/provider.ts";
import { chooseRecipients, confirmPages, type VerifySession } from "./session.ts";

/** Notification rules may try one contact after the other, minutes apart. */
const PATIENCE_MS = 10 * MINUTE_MS;

interface AlertRun {
  readonly edges: Edges;
  readonly alerting: Alerting;
  readonly service: AlertService;
  readonly stopping: AbortController;
  /** Whether somebody is at the terminal; a script verifies nothing. */
  readonly isAttended: boolean;
  say(recipient: Recipient, line: string): void;
}

/** Undefined: interrupted before it was known. */
type AlertOutcome = { readonly text: string; readonly help?: string; readonly isProof: boolean } | undefined;

export async function sendAlerts(session: VerifySession, provider: ProviderName): Promise<ExitCode> {
  const { edges, timeline, flags } = session;
  const alerting = findAlerting(edges, timeline.roster, session.now, provider);
  const selection = chooseRecipients(session, alerting.reach);
  const { recipients, leftOut } = selection;
  if (recipients.length === 0) return EXIT.done;
  if (flags.dryRun === true) {
    for (const { person, shown } of recipients)
      edges.stdout.write(
        `${forTerminal(`an alert to ${person.name}, ${shown}, to acknowledge; it is closed after that`)}\n`,
      );
    edges.stderr.write("dry run: nothing was sent\n");
    return EXIT.done;
  }
  const connection = alerting.connect();
  const { service, access } = connection;
  checkClock(edges, access.isLoopback, "a test", alerting.addressName);
  await confirmPages(session, await describeAccount(alerting, connection), undefined, selection, "alert");
  const isAttended = buildAsking(edges, flags) !== undefined;
  // Closing takes some seconds: a second Ctrl-C would leave alerts open.
  return stopOnInterrupt(edges, "stopping: closing the alerts that were sent", async (stopping) => {
    const say: AlertRun["say"] = ({ person }, line) =>
      edges.stderr.write(`${forTerminal(`${person.id}: ${line}`)}\n`);
    const outcomes = await alertInTurn({ edges, alerting, service, stopping, isAttended, say }, recipients);
    const isProven = await reportOutcomes(edges, recipients, outcomes);
    // Every alert has been closed, so failures can wait until the other outcomes are shown.
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    if (stopping.signal.aborted) throw new Fault(EXIT.interrupted, "stopped: no more alerts are sent");
    if (isProven && isAttended)
      edges.stderr.write("not recorded: `verified` in the roster is for texts and calls\n");
    return isProven && leftOut.every(({ isAsleep }) => isAsleep) ? EXIT.done : EXIT.no;
  });
}

/** Whether all of them are proven. */
async function reportOutcomes(
  edges: Edges,
  recipients: readonly Recipient[],
  outcomes: readonly PromiseSettledResult<AlertOutcome>[],
): Promise<boolean> {
  const rows = recipients.flatMap(({ person }, index) => {
    const outcome = outcomes[index];
    return outcome?.status === "fulfilled" && outcome.value !== undefined
      ? [{ id: person.id, way: "alert", ...outcome.value }]
      : [];
  });
  edges.stdout.write(await resultsText(rows));
  for (const { id, help } of rows)
    if (help !== undefined) edges.stderr.write(`help: ${id}, alert: ${forTerminal(help)}\n`);
  return rows.length === recipients.length && rows.every(({ isProof }) => isProof);
}

/**
 * The next alert is sent once the one before is seen to have gone to its person: with the key of a team, the team is alerted
 * once and not for everybody.
 */
async function alertInTurn(
  run: AlertRun,
  recipients: readonly Recipient[],
): Promise<readonly PromiseSettledResult<AlertOutcome>[]> {
  const running: Promise<AlertOutcome>[] = [];
  for (const recipient of recipients) {
    if (run.stopping.signal.aborted) break;
    await new Promise<void>((onSeen) => {
      const outcome = alertPerson(run, recipient, onSeen);
      outcome.then(
        () => onSeen(),
        () => onSeen(),
      );
      running.push(outcome);
    });
  }
  return Promise.allSettled(running);
}

/** A failure stops the others, most of whom would fail likewise. `onSeen`: called once the alert exists. */
async function alertPerson(run: AlertRun, recipient: Recipient, onSeen: () => void): Promise<AlertOutcome> {
  const { edges, alerting, service, stopping } = run;
  const { person } = recipient;
  const alias = `oncall-test-${person.id}-${edges.now()}-${edges.code()}`;
  const alert = service.prepare({
    to: { kind: "person", person },
    alias,
    ...writeTestAlert(person, service.limits.message),
    // What a service takes by default. Rules for higher priorities alone are not tested.
    priority: "P3",
  });
  let isSent = false;
  try {
    await alert.send();
    isSent = true;
    run.say(recipient, "alert sent");
    return await waitForAcknowledgement(run, recipient, alert, onSeen);
  } catch (error) {
    stopping.abort();
    throw error;
  } finally {
    if (isSent) run.say(recipient, "closing the alert");
    const isClosed = await alert.close();
    if (isClosed && isSent) run.say(recipient, "alert closed");
    if (!isClosed)
      run.say(
        recipient,
        `WARNING: ${alerting.title} did not confirm that the alert is closed: close it there by hand (alias ${alias})`,
      );
  }
}

async function waitForAcknowledgement(
  run: AlertRun,
  recipient: Recipient,
  alert: PreparedAlert,
  onSeen: () => void,
): Promise<AlertOutcome> {
  const shown = new Set<string>();
  const followed = await followAlert(run.edges, {
    patience: PATIENCE_MS,
    stopping: run.stopping.signal,
    read: alert.readState,
    judge: (state) => {
      for (const line of listNotifications(state).filter((each) => !shown.has(each))) {
        shown.add(line);
        run.say(recipient, line);
      }
      const outcome = judgeOutcome(state, recipient, run);
      if (state.kind !== "waiting") onSeen();
      return outcome;
    },
  });
  switch (followed.kind) {
    case "settled":
      return followed.outcome;
    case "stopped":
      return undefined;
    case "late":
      return {
        text: `not acknowledged within ${PATIENCE_MS / MINUTE_MS} minutes`,
        help: `check the notification rules and contacts in their ${run.alerting.title} profile, and whether quiet hours or mute are on`,
        isProof: false,
      };
  }
}

function listNotifications(state: AlertState): readonly string[] {
  if (state.kind === "waiting" || state.kind === "refused") return [];
  return state.notified.flatMap(({ isTarget, method, state: status }) =>
    isTarget ? [`${method}: ${status}`] : [],
  );
}

function judgeOutcome(
  state: AlertState,
  { person }: Recipient,
  { alerting, isAttended }: AlertRun,
): AlertOutcome {
  const result = judgeAlert(state, person, alerting.title);
  switch (result.kind) {
    case "pending":
      return undefined;
    case "proven":
      return { text: `${isAttended ? "verified: " : ""}they acknowledged the alert`, isProof: true };
    case "failed":
      return { text: result.text, help: result.help, isProof: false };
    case "astray":
      throw new Fault(
        EXIT.service,
        `THE ALERT WENT TO ${result.responders.join(", ")}, and not to ${person.id} alone`,
        alerting.teamKeyHelp,
      );
  }
}
