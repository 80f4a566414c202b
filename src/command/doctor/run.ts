/** Runs `oncall doctor`: reads what the roster and the service say about the way of an alert, and judges each part of it. */
import type { Command } from "commander";
import { examine } from "../../doctor/examine.ts";
import type { Examination } from "../../doctor/facts.ts";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import { buildTarget } from "../../plan/target.ts";
import { checksText } from "../../render/doctor.ts";
import { checksJson } from "../../render/doctor-json.ts";
import { forTerminal } from "../../render/escape.ts";
import { buildNames } from "../../render/names.ts";
import { ruleText, whoText } from "../../render/plan.ts";
import { length, moment, yearOf } from "../../render/when.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { requireNames } from "../shared/destination.ts";
import { readFlags } from "../shared/flags.ts";
import { openFile } from "../shared/open.ts";
import { openProgress } from "../shared/progress.ts";
import { readProvider } from "../shared/provider.ts";
import { createPushedSearch, findCommit } from "../shared/pushed.ts";
import { SERVICES } from "../shared/services.ts";
import { collectFacts, countReads } from "./collect.ts";
import type { DoctorFlags } from "./command.ts";
import { findScope, pickMoments } from "./subject.ts";

const NOTHING: Target = { roles: [], until: 0, escalation: undefined };

export async function runDoctor(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<DoctorFlags>(command);
  if (flags.probe === true) {
    const { runProbe } = await import("./probe.ts");
    return runProbe(edges, command);
  }
  const { path: file, bytes, timeline, isPrivateUnread } = openFile(edges, flags);
  const { roster } = timeline;
  const provider = readProvider(command, roster);
  const service = SERVICES[provider];
  const names = requireNames(provider, roster);
  const { title, abilities } = service;
  const now = readClock(edges);
  const scope = findScope(timeline, { now, all: flags.all === true, env: edges.env, isPrivateUnread });
  const people = scope.people.map(({ person }) => person.id);
  const closing = service.findClosing(roster, now);
  const result = buildTarget(timeline, names, abilities, now);
  const target = result.kind === "target" ? result.target : NOTHING;
  const path = service.findAlertPath(edges, {
    ...{ roster, target, people, now: () => now, zoneOf: edges.zoneOf },
    findPushed: createPushedSearch(edges, { path: file, provider, abilities, now }),
  });
  const progress = openProgress(edges.stderr);
  const spots = pickMoments(timeline, target, now);
  const total = countReads({ roster, target, people, spots });
  let count = 0;
  const say = (what: string) => {
    count += 1;
    progress.say(`${count}/${total} reading ${what}`);
  };
  const context = { abilities, commit: abilities.hasAlias ? undefined : findCommit(edges, file, bytes), now };
  const facts = await collectFacts({ path, roster, target, people, spots, context, say }).finally(
    progress.clear,
  );

  const zone = outputZone(roster);
  const viewer = flags.json === true ? undefined : findViewer(edges);
  const nameOf = buildNames(roster.people, (text) => text);
  const examination: Examination = {
    ...{ roster, now, provider, target, facts },
    ...{ title, escalation: names.escalation, people: scope.people, until: scope.until },
    unfit: result.kind === "unfit" ? result.reasons : [],
    closed: closing.kind === "closed" ? closing : undefined,
    nameOf: (who) => (who === null ? "nobody" : whoText(who, nameOf)),
    moment: (instant) => moment({ zone, viewer }, instant, yearOf(zone, now)),
    rulesText: (rules) => rules.map((rule) => ruleText(rule, nameOf)).join(", "),
    length: (minutes) => length(minutes * MINUTE_MS),
  };
  const checks = examine(examination);
  if (flags.json === true) edges.stdout.write(checksJson(provider, checks));
  else {
    const { account } = { account: undefined, ...facts.configurationKey };
    const team = service.readSection(roster)?.team;
    const where = [title, account && `account ${account}`, team && `team ${team}`];
    edges.stdout.write(`${forTerminal(`${file} → ${where.filter(Boolean).join(", ")}`)}\n`);
    edges.stdout.write(`times in ${zone.name}\n\n`);
    edges.stdout.write(
      await checksText(checks, {
        ...(await choosePage(edges.stdout, edges, flags)),
        isTTY: edges.stdout.isTTY,
      }),
    );
  }
  if (closing.kind === "open" && closing.warning !== undefined)
    edges.stderr.write(`warning: ${forTerminal(closing.warning)}\n`);
  if (roster.inEffect.length > 0)
    edges.stderr.write(
      `note: \`in_effect\` has no effect in ${title}: it alerts for incidents of every kind\n`,
    );
  return checks.some(({ status }) => status === "broken") ? EXIT.no : EXIT.done;
}
