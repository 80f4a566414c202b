/** Sends the alert of a page, waits until it exists and perhaps until somebody acknowledges it, and says how it stands. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { AlertState, Notification } from "../../proof/alert.ts";
import type { AlertService, NewAlert, PreparedAlert } from "../../provider/alerts.ts";
import { forTerminal } from "../../render/escape.ts";
import { pageJson } from "../../render/page.ts";
import { length } from "../../render/when.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import type { Alerting } from "../shared/alerting.ts";
import { followAlert } from "../shared/follow.ts";
import { createStatusLine, type StatusLine } from "../shared/status-line.ts";
import type { PageFlags } from "./command.ts";
import { identify, type PageTarget } from "./target.ts";

/** Services take some seconds to create what they have accepted. */
const CREATION_MS = 2 * MINUTE_MS;

export interface Sending {
  readonly edges: Edges;
  readonly flags: PageFlags;
  readonly timeline: Timeline;
  readonly alerting: Alerting;
  readonly service: AlertService;
  readonly target: PageTarget;
  readonly alert: NewAlert;
  /** How long to wait for an acknowledgement, in milliseconds; undefined: not at all. */
  readonly patience: number | undefined;
  /** Aborted at an interrupt. */
  readonly stopping: AbortSignal;
}

type StandingAlert = Extract<AlertState, { readonly kind: "open" | "closed" }>;

export async function sendPage(run: Sending): Promise<ExitCode> {
  const { edges, service, stopping, alerting } = run;
  const alert = service.prepare(run.alert);
  const line = createStatusLine(edges.stderr);
  try {
    line.show(`sending it to ${alerting.title}`);
    const state = await create(run, alert);
    line.end();
    return await report(run, alert, state, line);
  } catch (error) {
    line.end();
    if (!(error instanceof Fault) || stopping.aborted) throw error;
    const { exit, message, help, findings, more } = error;
    throw new Fault(exit, message, help, findings, [...more, describeFate(run, alert)]);
  }
}

/** Throws a Fault if nobody can tell what became of it. */
async function create(
  run: Sending,
  alert: PreparedAlert,
): Promise<Exclude<AlertState, { readonly kind: "waiting" }>> {
  const { edges, stopping, alerting } = run;
  await alert.send(stopping);
  if (stopping.aborted) throw explainInterrupt(run, alert);
  const followed = await followAlert(edges, {
    patience: CREATION_MS,
    stopping,
    read: alert.readState,
    judge: (state) => (state.kind === "waiting" ? undefined : state),
  });
  switch (followed.kind) {
    case "settled":
      return followed.outcome;
    case "stopped":
      throw explainInterrupt(run, alert);
    case "late":
      throw new Fault(
        EXIT.service,
        `${alerting.title} has accepted the alert, and not created it within ${length(CREATION_MS)}`,
        "call somebody, and do not count on it",
      );
  }
}

async function report(
  run: Sending,
  alert: PreparedAlert,
  state: Exclude<AlertState, { readonly kind: "waiting" }>,
  line: StatusLine,
): Promise<ExitCode> {
  const { edges, alerting, target, patience } = run;
  const { title, provider } = alerting;
  const { request, alert: id } = alert.trace();
  const answer = { provider, request, alert: id, acknowledgedBy: undefined } as const;
  if (state.kind === "refused") {
    say(run, `${title} created no alert: ${state.reason}`);
    edges.stderr.write(
      "help: look at the alert policies of the account and of the integration, and call somebody\n",
    );
    return finish(run, { ...answer, status: "failed" }, EXIT.no);
  }
  const created = { ...answer, status: "created" } as const;
  say(run, `${title} created alert ${id ?? run.alert.alias}`);
  if (state.isMissed) {
    const others = state.responders.length === 0 ? "NOBODY" : state.responders.join(", ");
    edges.stderr.write(
      `${forTerminal(`oncall: THE ALERT WENT TO ${others}, and not to ${target.shown}: it stands, so close it there if it must not`)}\n`,
    );
    const help =
      state.responders.length === 0
        ? `look whether ${title} has ${target.shown}: oncall plan says so`
        : alerting.teamKeyHelp;
    edges.stderr.write(`help: ${forTerminal(help)}\n`);
    return finish(run, created, EXIT.no);
  }
  if (state.isAstray)
    edges.stderr.write(`${forTerminal(`note: it went to ${state.responders.join(", ")}`)}\n`);
  if (patience === undefined) return finish(run, created, EXIT.done);
  const end = await waitForAcknowledgement(run, alert, patience, line);
  line.end();
  say(run, end.text);
  return finish(
    run,
    { ...created, acknowledgedBy: end.acknowledgedBy },
    end.isAcknowledged ? EXIT.done : EXIT.no,
  );
}

interface WaitEnd {
  readonly isAcknowledged: boolean;
  readonly acknowledgedBy: string | undefined;
  readonly text: string;
}

async function waitForAcknowledgement(
  run: Sending,
  alert: PreparedAlert,
  patience: number,
  line: StatusLine,
): Promise<WaitEnd> {
  const { edges, stopping, alerting } = run;
  const start = edges.now();
  const shown = new Set<string>();
  const sayOnce = (text: string) => {
    if (!shown.has(text)) line.say(forTerminal(text));
    shown.add(text);
  };
  let isAnswering = true;
  sayOnce(`waiting up to ${length(patience)} for an acknowledgement`);
  const followed = await followAlert<WaitEnd>(edges, {
    patience,
    stopping,
    // The alert rings whether or not we can read it: an outage must not end the wait.
    read: async () => {
      try {
        const state = await alert.readState();
        isAnswering = true;
        return state;
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        isAnswering = false;
        sayOnce(error.message);
        return { kind: "waiting" };
      }
    },
    judge: (state) => {
      if (state.kind === "waiting" || state.kind === "refused") return undefined;
      for (const each of state.notified) sayOnce(describeNotification(run, each));
      return judge(run, state, edges.now() - start);
    },
    tick: (left) => line.show(`${length(left)} left`),
  });
  switch (followed.kind) {
    case "settled":
      return followed.outcome;
    case "stopped":
      throw explainInterrupt(run, alert);
    case "late":
      if (!isAnswering)
        throw new Fault(
          EXIT.service,
          `${alerting.title} does not answer, so it is not known whether anybody acknowledged the alert`,
          "call somebody",
        );
      return {
        isAcknowledged: false,
        acknowledgedBy: undefined,
        text: `nobody acknowledged it within ${length(patience)}; the alert stands, and ${alerting.title} goes on ringing as its escalation says`,
      };
  }
}

function judge(run: Sending, state: StandingAlert, passed: number): WaitEnd | undefined {
  if (state.isAcknowledged) {
    const by = state.acknowledgedBy;
    const acknowledgedBy = by === undefined ? undefined : (identify(run.timeline, run.alerting, by) ?? by);
    return {
      isAcknowledged: true,
      acknowledgedBy,
      text: `${by === undefined ? "somebody" : showPerson(run, by)} acknowledged it after ${length(passed)}`,
    };
  }
  if (state.kind === "open") return undefined;
  const closer = state.closedBy === undefined ? "somebody" : showPerson(run, state.closedBy);
  return {
    isAcknowledged: false,
    acknowledgedBy: undefined,
    text: `${closer} closed it after ${length(passed)}, and nobody acknowledged it: it rings no more`,
  };
}

function describeNotification(run: Sending, { who, method, state }: Notification): string {
  return [`${showPerson(run, who)}:`, state, method === "" ? "" : `by ${method}`]
    .filter((each) => each !== "")
    .join(" ");
}

/** `Alice Nguyen (alice)`; as the service names them if the roster does not know them. */
function showPerson({ timeline, alerting }: Sending, name: string): string {
  const id = identify(timeline, alerting, name);
  const person = id === undefined ? undefined : timeline.roster.people.get(id);
  return person === undefined ? name : `${person.name} (${person.id})`;
}

/** With --json, people still see it on stderr. */
function say({ edges, flags }: Sending, text: string): void {
  (flags.json === true ? edges.stderr : edges.stdout).write(`${forTerminal(text)}\n`);
}

function finish({ edges, flags }: Sending, answer: Parameters<typeof pageJson>[0], exit: ExitCode): ExitCode {
  if (flags.json === true) edges.stdout.write(pageJson(answer));
  return exit;
}

function explainInterrupt(run: Sending, alert: PreparedAlert): Fault {
  return new Fault(EXIT.interrupted, `stopped: ${describeFate(run, alert)}`);
}

/** Whether the alert stands. */
function describeFate({ alerting: { title }, alert: { alias } }: Sending, alert: PreparedAlert): string {
  const { fate, alert: id } = alert.trace();
  switch (fate) {
    case "unsent":
      return "nothing was sent";
    case "unknown":
      return `nobody knows whether the alert exists: look in ${title} for the alias ${alias}, and call somebody`;
    case "accepted":
      return id === undefined
        ? `${title} has accepted the alert, so it stands or soon will: its alias is ${alias}`
        : `the alert stands in ${title} until somebody closes it, and rings until somebody acknowledges it: ${id}`;
  }
}
