/** Runs `oncall page`: shows who will be rung, asks, sends one alert, and says what came of it. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { previewText, writePage } from "../../render/page.ts";
import { isInEffect, listKindsInEffect } from "../../roster/in-effect.ts";
import type { Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { PAGE_RULES } from "../../rules/ids.ts";
import { suggest } from "../../text/suggest.ts";
import { type Instant, wallOf } from "../../time/zone.ts";
import { describeAccount, findAlerting } from "../shared/alerting.ts";
import { readAllowed } from "../shared/allow.ts";
import { requireConsent } from "../shared/consent.ts";
import { checkClock, checkNamed, readClock } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import { openFile } from "../shared/open.ts";
import { parseSpan } from "../shared/span.ts";
import type { PageFlags } from "./command.ts";
import { sendPage } from "./send.ts";
import { findTarget, listHolders } from "./target.ts";

export async function runPage(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<PageFlags>(command);
  const [message = ""] = command.args;
  if (message.trim() === "")
    throw new Fault(EXIT.usage, "the message is empty", 'say what happened: oncall page "checkout is down"');
  const patience = flags.waitAck === undefined ? undefined : parseSpan("--wait-ack", flags.waitAck);
  const allowed = readAllowed(flags.allow, PAGE_RULES);
  checkNamed(edges, flags, "a page");
  const { path, timeline } = openFile(edges, flags);
  const { roster } = timeline;
  const now = readClock(edges);
  const zone = outputZone(roster);
  const alerting = findAlerting(edges, roster, now, flags.via);
  const target = findTarget(timeline, alerting, flags.to, now);
  const warnings = [...warnOfKind(roster, flags, allowed, now), ...target.warnings];
  const connection = alerting.connect();
  const { service, access } = connection;
  checkClock(edges, access.isLoopback, "a page", alerting.addressName);
  const at = await describeAccount(alerting, connection);
  const holders = listHolders(timeline, now);
  const page = { message, team: roster.team, incident: flags.incident, at: now, zone, holders };
  const text = writePage(page, roster.people, service.limits);
  const { priority } = flags;
  const preview = { message: text.message, to: target.shown, priority, ringing: target.ringing };
  const team = alerting.team === undefined ? "" : `, team ${alerting.team}`;
  edges.stderr.write(`${forTerminal(`${path}, team ${roster.team} → ${at}${team}`)}\n\n`);
  const faces = { zone, viewer: edges.stderr.isTTY ? edges.viewerZone() : undefined };
  edges.stderr.write(`${previewText({ ...preview, people: roster.people }, faces, now)}\n`);
  for (const warning of warnings) edges.stderr.write(`warning: ${forTerminal(warning)}\n`);
  await requireConsent(edges, flags, {
    what: "a page",
    question: warnings.length === 0 ? "Page them?" : "Page them anyway?",
    undone: "nothing was sent",
  });
  return stopOnInterrupt(edges, undefined, ({ signal }) =>
    sendPage({
      ...{ edges, flags, timeline, alerting, service, patience, stopping: signal, target },
      alert: {
        ...{ to: target.to, alias: `oncall-page-${edges.now()}-${edges.code()}`, ...text },
        ...{ tag: "oncall-page", priority },
      },
    }),
  );
}

/** Of a kind of incident that the policy does not cover now. A script must say that it is meant; people are asked. */
function warnOfKind(
  roster: Roster,
  { incident, yes }: PageFlags,
  allowed: readonly string[],
  now: Instant,
): readonly string[] {
  const today = wallOf(outputZone(roster), now).date;
  if (incident === undefined || isInEffect(roster, incident, today)) return [];
  const kinds = listKindsInEffect(roster, today) ?? [];
  const near = suggest(incident, kinds);
  const message = `the policy is not in effect for ${JSON.stringify(incident)} now`;
  const help = near === undefined ? undefined : `did you mean ${near}?`;
  const covered = kinds.length === 0 ? "it covers no incidents yet" : `it covers ${kinds.join(", ")}`;
  if (allowed.includes("not-in-effect")) return [];
  if (yes === true)
    throw new Fault(
      EXIT.refused,
      `${message}: ${covered} [not-in-effect]`,
      help ?? "to page them anyway, add --allow not-in-effect",
    );
  return [`${message}: ${covered}${help === undefined ? "" : `; ${help}`}`];
}
