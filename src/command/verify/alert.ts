/**
 * People in, a test alert of OpsGenie to each and whether they acknowledged it out: their own notification rules carry it,
 * as they carry a real one. Every alert is closed again, whatever happens.
 */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { addressOf } from "../../provider/opsgenie/address.ts";
import type { AlertLook } from "../../provider/opsgenie/alert-look.ts";
import { type TestAlert, type TestAlerts, testAlertsAt } from "../../provider/opsgenie/alerts.ts";
import { forTerminal } from "../../render/escape.ts";
import { resultsText } from "../../render/proof.ts";
import type { Person } from "../../roster/model.ts";
import { usernameOf } from "../../roster/username.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { checkClock } from "../shared/context.ts";
import { buildAsking } from "../shared/prompt.ts";
import { type Candidate, type Choice, chosen } from "./recipients.ts";
import { anybody, consented, type Occasion } from "./run.ts";

/** Somebody's rules may try one way after the other, some minutes apart. */
const PATIENCE_MS = 10 * MINUTE_MS;
const LOOK_MS = 2000;

/** How an alert came out; undefined: somebody wanted to stop before it was known. */
type Outcome = { readonly says: string; readonly help?: string; readonly isProof: boolean } | undefined;

interface Run {
  readonly edges: Edges;
  readonly alerts: TestAlerts;
  readonly stopping: AbortController;
  /** Whether somebody sits there; in a script nothing is called verified. */
  readonly isAttended: boolean;
  say(candidate: Candidate, line: string): void;
}

export async function byOpsgenie(occasion: Occasion, choice: Choice): Promise<ExitCode> {
  const { edges, timeline, now, flags } = occasion;
  const who = chosen(edges, timeline, choice, now, byUserName);
  if (!anybody(edges, who)) return EXIT.done;
  const { candidates } = who;
  if (flags.dryRun === true) {
    for (const { person, shown } of candidates)
      edges.stdout.write(
        `${forTerminal(`an alert to ${person.name}, ${shown}, to be acknowledged and closed again`)}\n`,
      );
    edges.stderr.write("a dry run: nothing was sent\n");
    return EXIT.done;
  }
  const address = addressOf(edges.env, timeline.roster.opsgenie ?? { region: "us" }, "OPSGENIE_ALERT_KEY");
  checkClock(edges, address.isLoopback, "a page is sent", "OPSGENIE_API_URL");
  const rows = candidates.map(({ person: { id, name }, shown, local }) => {
    return { id, name, ways: "alert", address: shown, clock: local.clock };
  });
  const alerts = testAlertsAt(edges.http, address);
  const account = await alerts.account();
  const whose = account === undefined ? `at ${new URL(address.url).host}` : `account ${account}`;
  await consented(occasion, `OpsGenie, ${whose}`, undefined, rows);
  const stopping = new AbortController();
  const forget = edges.onInterrupt(() => {
    // It takes some seconds, and whoever stops it again leaves an alert open.
    if (!stopping.signal.aborted) edges.stderr.write("stopping: what was sent is closed first\n");
    stopping.abort();
  });
  const run: Run = {
    edges,
    alerts,
    stopping,
    isAttended: buildAsking(edges, flags) !== undefined,
    say: ({ person }, line) => edges.stderr.write(`${forTerminal(`${person.id}: ${line}`)}\n`),
  };
  try {
    const came = await Promise.allSettled(await askedInTurn(run, candidates));
    const rows = candidates.flatMap(({ person }, index) => {
      const outcome = came[index];
      return outcome?.status === "fulfilled" && outcome.value !== undefined
        ? [{ id: person.id, way: "alert", ...outcome.value }]
        : [];
    });
    edges.stdout.write(await resultsText(rows));
    for (const { id, help } of rows)
      if (help !== undefined) edges.stderr.write(`help: ${id}, alert: ${forTerminal(help)}\n`);
    // By now every alert is closed: what went wrong with one is told after what came of the others.
    for (const one of came) if (one.status === "rejected") throw one.reason;
    if (stopping.signal.aborted) throw new Fault(EXIT.interrupted, "stopped: no further alert is sent");
    const isProven = rows.length === candidates.length && rows.every(({ isProof }) => isProof);
    if (isProven && run.isAttended)
      edges.stderr.write("the roster has no place for this proof: `verified` is of texts and calls\n");
    return isProven && !who.left.some(({ isFailed }) => isFailed) ? EXIT.done : EXIT.no;
  } finally {
    forget();
  }
}

function byUserName(person: Person) {
  const { id } = person;
  const username = usernameOf(person);
  return username === undefined
    ? {
        reason: `${id} has neither an email nor a user name of OpsGenie in the roster`,
        help: `give ${id} an \`email\`, or \`opsgenie: USERNAME\``,
      }
    : { address: username, shown: username };
}

/** The next alert is sent when the one before is seen to be its person's: by a team's key a team is paged once, and not for each. */
async function askedInTurn(run: Run, candidates: readonly Candidate[]): Promise<readonly Promise<Outcome>[]> {
  const running: Promise<Outcome>[] = [];
  for (const candidate of candidates) {
    if (run.stopping.signal.aborted) break;
    await new Promise<void>((seen) => {
      const one = asked(run, candidate, seen);
      one.then(
        () => seen(),
        () => seen(),
      );
      running.push(one);
    });
  }
  return running;
}

/** What fails for one stops the others: most of it would fail for them too. `seen` is called once the alert is there. */
async function asked(run: Run, candidate: Candidate, seen: () => void): Promise<Outcome> {
  const { edges, alerts, stopping } = run;
  const { person, address } = candidate;
  const alias = `oncall-test-${person.id}-${edges.now()}-${edges.code()}`;
  const alert = alerts.to({ username: address, name: person.name, alias });
  let isSent = false;
  try {
    await alert.send();
    isSent = true;
    run.say(candidate, "the alert is sent");
    return await acknowledged(run, candidate, alert, seen);
  } catch (error) {
    stopping.abort();
    throw error;
  } finally {
    if (isSent) run.say(candidate, "closing the alert");
    const isClosed = await alert.close();
    if (isClosed && isSent) run.say(candidate, "the alert is closed");
    if (!isClosed)
      run.say(
        candidate,
        `WARNING: OpsGenie does not say that the alert is closed: close it there by hand, its alias is ${alias}`,
      );
  }
}

async function acknowledged(
  run: Run,
  candidate: Candidate,
  alert: TestAlert,
  seen: () => void,
): Promise<Outcome> {
  const { edges, stopping } = run;
  const start = edges.now();
  const told = new Set<string>();
  for (;;) {
    if (stopping.signal.aborted) return undefined;
    const look = await alert.look();
    for (const line of progressIn(look).filter((each) => !told.has(each))) {
      told.add(line);
      run.say(candidate, line);
    }
    const outcome = outcomeOf(look, candidate, run.isAttended);
    if (look.kind !== "waiting") seen();
    if (outcome !== undefined) return outcome;
    if (edges.now() - start >= PATIENCE_MS)
      return {
        says: `not acknowledged within ${PATIENCE_MS / MINUTE_MS} minutes`,
        help: "look at the notification rules and contacts in their OpsGenie profile, and at quiet hours and mute",
        isProof: false,
      };
    await edges.http.sleep(LOOK_MS, stopping.signal);
  }
}

function progressIn(look: AlertLook): readonly string[] {
  if (look.kind === "waiting" || look.kind === "refused") return [];
  return look.notified.map(({ method, state }) => `${method}: ${state}`);
}

function outcomeOf(look: AlertLook, { person }: Candidate, isAttended: boolean): Outcome {
  switch (look.kind) {
    case "waiting":
      return undefined;
    case "refused":
      return {
        says: `OpsGenie made no alert of it: ${look.reason}`,
        help: "look at the alert policies of the account and of the integration",
        isProof: false,
      };
    case "open":
    case "closed":
  }
  if (look.isAstray)
    throw new Fault(
      EXIT.service,
      `THE ALERT WENT ELSEWHERE: to ${look.responders.join(", ")}, and not to ${person.id} alone`,
      "OPSGENIE_ALERT_KEY is the key of a team's integration, which alerts that team whoever is named: make an API integration of the whole account (Settings, Integrations), and take its key",
    );
  if (look.isProof)
    return {
      says: isAttended ? "verified: they acknowledged the alert" : "they acknowledged the alert",
      isProof: true,
    };
  if (look.isAcknowledged)
    return {
      says: `not verified: ${look.acknowledgedBy ?? "somebody"} acknowledged it, and not ${person.id}`,
      help: "run it again, and let them do it themselves",
      isProof: false,
    };
  if (look.kind === "open") return undefined;
  return {
    says: `not verified: ${look.closedBy ?? "somebody"} closed it before it was acknowledged`,
    help: "run it again, and let them acknowledge it",
    isProof: false,
  };
}
