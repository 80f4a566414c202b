/**
 * Runs `oncall doctor PROVIDER --probe`: asks for consent, makes scratch schedules, settles each point on them, deletes them
 * whatever happens, and prints a report that names nobody.
 */
import type { Command } from "commander";
import { version } from "../../../package.json";
import type { ProbeOutcome, ProbeRest } from "../../doctor/probe.ts";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { RemoteNames } from "../../plan/model.ts";
import { type Recorder, recordExchanges } from "../../provider/probe/record.ts";
import { createRedactor } from "../../provider/probe/redact.ts";
import { Unanswered } from "../../provider/probe/words.ts";
import { PROBE_PREFIX, type Probe } from "../../provider/probe.ts";
import type { Provider } from "../../provider/provider.ts";
import { forTerminal } from "../../render/escape.ts";
import { countOutcomes, probeMarkdown } from "../../render/probe.ts";
import { widthFor, wrap } from "../../render/width.ts";
import type { Roster } from "../../roster/model.ts";
import { requireConsent } from "../shared/consent.ts";
import { checkClock, checkNamed, openClock, readClock } from "../shared/context.ts";
import { requireNames } from "../shared/destination.ts";
import { workingFolder } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import { openFile } from "../shared/open.ts";
import { openProgress } from "../shared/progress.ts";
import { readProvider } from "../shared/provider.ts";
import { SERVICES } from "../shared/services.ts";
import type { DoctorFlags } from "./command.ts";

/** After as many points without an answer, the rest are not tried. */
const MOST_UNANSWERED = 2;

export async function runProbe(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<DoctorFlags>(command);
  checkFlags(flags);
  checkNamed(edges, flags, "a probe");
  const {
    path: file,
    timeline: { roster },
  } = openFile(edges, flags);
  const provider = readProvider(command, roster);
  const start = readClock(edges);
  const service = SERVICES[provider];
  const closing = service.findClosing(roster, start);
  if (closing.kind === "closed") throw new Fault(EXIT.refused, closing.message, closing.help);
  const { access, open } = service.openProbe(edges, roster);
  checkClock(edges, access.isLoopback, "a probe", service.addressName);
  if (!edges.interactive)
    throw new Fault(
      EXIT.usage,
      "a probe makes schedules in a real account, so it works only on a terminal, where it asks first",
      "run it at a terminal; its report goes to stdout: oncall doctor --probe >report.md",
    );
  const stopping = new AbortController();
  const recorder = recordExchanges(edges.http, stopping.signal);
  const now = openClock(edges, start);
  const name = `${PROBE_PREFIX}${edges.code()}`;
  const probe = await open({
    ...{ roster, name, now, zoneOf: edges.zoneOf, http: recorder.http },
    ...{
      email: edges.git.userEmail(workingFolder(edges)),
      listLimits: recorder.listLimits,
      note: recorder.note,
    },
  });
  recorder.take();
  const team = service.readSection(roster)?.team;
  edges.stderr.write(await describeProbe(edges.stderr.columns, file, service, team, probe, name));
  await requireConsent(edges, flags, {
    what: "a probe",
    question: "Make them, and delete them again?",
    undone: "nothing was made",
  });
  const redactor = createRedactor(name, [
    ...listSecrets(roster, requireNames(provider, roster), team),
    ...probe.secrets,
  ]);
  const notice = `stopping, and deleting what begins with ${name}; a second Ctrl-C would leave it there`;
  const { outcomes, rests } = await stopOnInterrupt(edges, notice, async ({ signal }) => {
    signal.addEventListener("abort", () => stopping.abort());
    return carryOut(edges, probe, recorder, stopping.signal, redactor);
  });
  const { title } = service;
  edges.stdout.write(probeMarkdown({ ...{ title, version, name, outcomes, rests }, at: start }));
  edges.stderr.write(`${countOutcomes(outcomes)}\n`);
  const [rest, ...more] = rests;
  if (rest !== undefined) throw reportRests(rest, more);
  if (stopping.signal.aborted)
    throw new Fault(EXIT.interrupted, "the probe was interrupted; everything that it made is deleted");
  edges.stderr.write("everything that the probe made is deleted; attach the report to an issue of oncall\n");
  return EXIT.done;
}

function checkFlags({ all, json }: DoctorFlags): void {
  if (all !== true && json !== true) return;
  throw new Fault(
    EXIT.usage,
    `--probe examines the service and not the roster, so ${json === true ? "--json" : "--all"} does not go with it`,
    json === true ? "its report is Markdown: leave out --json" : "leave out --all",
  );
}

/** Where, what is made, and why nobody is alerted. */
async function describeProbe(
  columns: number,
  file: string,
  { title }: Provider,
  team: string | undefined,
  { account, leftovers, person, points }: Probe,
  name: string,
): Promise<string> {
  const where = [title, account && `account ${account}`, team && `team ${team}`].filter(Boolean).join(", ");
  const paragraphs = [
    `${file} → ${where}`,
    `The probe tries how ${title} behaves where nobody has written it down: ${points.length} points, in a few minutes. It makes a few scratch schedules and an escalation policy, whose names begin with ${name}, and deletes them again.`,
    `Nobody is alerted: it sends no alert, and nothing that does leads to them. For four weeks nobody is on call in them; after that, only ${person} is named. Existing schedules are not touched.`,
    ...(leftovers.length === 0
      ? []
      : [`An earlier probe left ${leftovers.join(", ")}: delete that by hand.`]),
  ].map((text) => forTerminal(text));
  const width = await widthFor(paragraphs);
  return paragraphs.map((text) => `${wrap([text], columns, width).join("\n")}\n\n`).join("");
}

/** Whatever the roster says of people and of the service. */
function listSecrets(
  { people, team }: Roster,
  names: RemoteNames,
  owner: string | undefined,
): readonly (string | undefined)[] {
  const persons = [...people.values()].flatMap(({ id, name, email, opsgenie, jsm, slack, github }) => [
    ...[name, email, opsgenie, jsm, slack, github, id],
    ...name.split(/\s+/),
  ]);
  const addresses = [...names.schedules.values()].flatMap(({ schedule, rotation }) => [schedule, rotation]);
  return [team, owner, names.escalation, ...addresses, ...persons];
}

interface Redacting {
  readonly exchange: ReturnType<typeof createRedactor>["exchange"];
  readonly text: (text: string) => string;
}

/** Whatever ends it, what was made is deleted first. */
async function carryOut(
  edges: Edges,
  probe: Probe,
  recorder: Recorder,
  stopping: AbortSignal,
  redactor: Redacting,
): Promise<{ readonly outcomes: readonly ProbeOutcome[]; readonly rests: readonly ProbeRest[] }> {
  const progress = openProgress(edges.stderr);
  let outcomes: readonly ProbeOutcome[] = [];
  let failure: { readonly error: unknown } | undefined;
  try {
    progress.say("making the scratch schedule");
    await probe.start();
    outcomes = await settlePoints(probe, recorder, stopping, redactor, progress.say);
  } catch (error) {
    failure = { error };
  }
  progress.say("deleting what was made");
  recorder.ignoreInterrupt();
  const rests = await probe.clear();
  progress.clear();
  if (failure === undefined) return { outcomes, rests };
  const { error } = failure;
  const left = rests.map(({ what, why, help }) => `left behind: ${what}: ${why}; ${help}`);
  if (error instanceof Fault)
    throw new Fault(error.exit, error.message, error.help, error.findings, [...error.more, ...left]);
  for (const line of left) edges.stderr.write(`${forTerminal(line)}\n`);
  throw error;
}

async function settlePoints(
  { points }: Probe,
  recorder: Recorder,
  stopping: AbortSignal,
  redactor: Redacting,
  say: (text: string) => void,
): Promise<readonly ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = [];
  let unanswered = 0;
  for (const [index, point] of points.entries()) {
    const { id, question, assumed } = point;
    say(`${index + 1}/${points.length} ${question}`);
    const verdict = stopping.aborted
      ? unknown("the probe was interrupted before")
      : unanswered >= MOST_UNANSWERED
        ? unknown("not asked, since nobody answered any more")
        : await point.settle().catch((error: unknown) => {
            if (!(error instanceof Fault)) throw error;
            unanswered += error instanceof Unanswered ? 1 : 0;
            return unknown(redactor.text(error.message));
          });
    if (verdict.kind === "settled") unanswered = 0;
    const exchanges = recorder.take().map(redactor.exchange);
    outcomes.push({ id, question, assumed, verdict, exchanges });
  }
  return outcomes;
}

function unknown(reason: string) {
  return { kind: "unknown" as const, reason };
}

function reportRests(rest: ProbeRest, more: readonly ProbeRest[]): Fault {
  return new Fault(
    EXIT.service,
    `the probe could not delete ${rest.what}: ${rest.why}`,
    rest.help,
    [],
    more.map(({ what, why }) => `nor ${what}: ${why}`),
  );
}
