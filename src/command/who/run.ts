/** Runs `oncall who`: who is on call, until when, for whom, and who is next. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { rostersJson, whoJson, whoRecord } from "../../render/json.ts";
import { type Contact, type WhoView, whoText } from "../../render/who.ts";
import type { Id, Phone, Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { Instant } from "../../time/zone.ts";
import { findOnCall } from "../../timeline/ask.ts";
import type { Stretch } from "../../timeline/model.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { findRole, missingRole } from "../shared/people.ts";
import { type Answered, answerEach, nameTeams, worstExit } from "../shared/several.ts";
import { readWhen } from "../shared/when.ts";
import type { WhoFlags } from "./command.ts";

export async function runWho(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<WhoFlags>(command);
  if (flags.contact === true && (flags.json === true || !edges.stdout.isTTY)) {
    throw new Fault(
      EXIT.usage,
      "--contact shows phone numbers, so it works only on a terminal",
      "leave it out",
    );
  }
  if (flags.contact === true && flags.asOf !== undefined) {
    throw new Fault(EXIT.usage, "--contact is about now, and --as-of is not", "leave one of them out");
  }
  const now = readClock(edges);
  const found = await answerEach(edges, flags, (own) => buildView(edges, own, command.args[0], now));
  if (found.kind === "one") {
    const view = found.answer;
    edges.stdout.write(
      flags.json === true ? whoJson(view) : await whoText(view, await choosePage(edges.stdout, edges, flags)),
    );
    return isVacant(view) ? EXIT.no : EXIT.done;
  }
  edges.stdout.write(await formatTeams(edges, flags, found.answers));
  return worstExit(found.exit, found.answers.some(({ answer }) => isVacant(answer)) ? EXIT.no : EXIT.done);
}

async function formatTeams(
  edges: Edges,
  flags: WhoFlags,
  answers: readonly Answered<WhoView>[],
): Promise<string> {
  if (flags.json === true)
    return rostersJson(answers.map(({ file, answer }) => ({ file, ...whoRecord(answer) })));
  const { teamOnCall, teamsText } = await import("../../render/who-teams.ts");
  const teams = nameTeams(answers).map((view) =>
    teamOnCall(view, (instant) => edges.shortName(view.zone, instant)),
  );
  return teamsText(teams, await choosePage(edges.stdout, edges, flags));
}

function isVacant({ onCall }: WhoView): boolean {
  return onCall.length === 0 || onCall.some(({ engineer, offDuty }) => engineer === null && !offDuty);
}

/** Who is on call by one roster. */
async function buildView(
  edges: Edges,
  flags: WhoFlags,
  roleText: string | undefined,
  now: Instant,
): Promise<WhoView> {
  const revision =
    flags.asOf === undefined
      ? undefined
      : (await import("./as-of.ts")).openAtRevision(edges, flags, flags.asOf);
  const timeline = revision?.timeline ?? openTimeline(edges, flags, { withPrivate: flags.contact === true });
  const { roster } = timeline;
  const zone = outputZone(roster);
  const role = roleText === undefined ? undefined : findRole(roster, roleText);
  const isWanted = (stretch: Stretch) => role === undefined || stretch.role === role;
  const at = flags.at === undefined ? now : await readWhen(edges, flags.at, { zone, now });
  const found = findOnCall(timeline, at);
  if (role !== undefined && found.shift?.terms.roles.includes(role) === false) {
    throw missingRole(role, found.at, zone, found.shift);
  }
  return {
    team: roster.team,
    people: roster.people,
    zone,
    viewer: findViewer(edges),
    at: found.at,
    isNow: flags.at === undefined,
    onCall: found.now.filter(isWanted),
    next: found.next.filter(isWanted),
    asOf: revision?.about(found, role),
    contacts: flags.contact === true ? listContacts(edges, roster) : undefined,
  };
}

/** The contacts that `--contact` shows. */
function listContacts({ env }: Edges, { people }: Roster): ReadonlyMap<Id, Contact> {
  return new Map(
    [...people].map(([id, { phone, slack }]) => [id, { phone: phone && describePhone(phone, env), slack }]),
  );
}

/** The number to dial, or why it is unknown; never the content of a variable that is not a number. */
function describePhone(phone: Phone, env: Edges["env"]): string {
  const resolved = resolvePhone(phone, env);
  switch (resolved.kind) {
    case "number":
      return resolved.number;
    case "unset":
      return `unknown: ${resolved.variable} is not set`;
    case "malformed":
      return `unknown: ${resolved.variable} is not a number such as +12025550100`;
  }
}
