/** `oncall who`: who is on call, until when, for whom, and who is next. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { whoJson } from "../../render/json.ts";
import { type Contact, type Who, whoText } from "../../render/who.ts";
import type { Id, Phone, Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { resolvePhone } from "../../roster/phone.ts";
import { onCallAt } from "../../timeline/ask.ts";
import type { Stretch } from "../../timeline/model.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags, pageOf, readClock, viewerOf } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { openTimeline } from "../shared/open.ts";
import { findRole, noSuchRole } from "../shared/people.ts";
import { readWhen } from "../shared/when.ts";

interface Flags extends GlobalFlags {
  readonly at?: string;
  readonly asOf?: string;
  readonly contact?: boolean;
  readonly json?: boolean;
}

export function whoCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("who")
    .summary("who is on call now, and who is next")
    .description(
      "Who is on call: each role, until when, for whom if covering; and who is next. Exit code 1: a role is vacant.",
    )
    .argument("[role]", "only this role, such as primary")
    .option("--at <when>", "at another time: HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset")
    .option("--as-of <revision>", "by the roster as it stood at a git revision: who we believed was")
    .option("--contact", "with phone numbers and Slack, on a terminal only")
    .option("--json", "as JSON")
    .action(async (role: string | undefined, _flags: object, self: Command) => {
      outcome.exit = await who(edges, role, globalFlags<Flags>(self));
    });
  return withExamples(command, [
    { line: "oncall who", shows: "everybody on call now" },
    { line: "oncall who primary", shows: "the one who answers first" },
    { line: 'oncall who --at "2026-12-24 22:00"', shows: "on Christmas Eve, in the roster's zone" },
    {
      line: 'oncall who --at "2026-11-20 03:00" --as-of main~3',
      shows: "who we believed was, before the last three changes",
    },
    { line: "oncall who primary --json", shows: "for scripts" },
  ]);
}

async function who(edges: Edges, roleText: string | undefined, flags: Flags): Promise<ExitCode> {
  if (flags.contact === true && (flags.json === true || !edges.stdout.isTTY)) {
    throw new Fault(
      EXIT.usage,
      "--contact shows phone numbers, and does so on a terminal only",
      "leave it out",
    );
  }
  if (flags.contact === true && flags.asOf !== undefined) {
    throw new Fault(EXIT.usage, "--contact is of now, and --as-of is not", "leave one of them out");
  }
  const now = readClock(edges);
  const stood =
    flags.asOf === undefined ? undefined : (await import("./as-of.ts")).openAsOf(edges, flags, flags.asOf);
  const timeline = stood?.timeline ?? openTimeline(edges, flags, { withPrivate: flags.contact === true });
  const { roster } = timeline;
  const zone = outputZone(roster);
  const role = roleText === undefined ? undefined : findRole(roster, roleText);
  const wanted = (stretch: Stretch) => role === undefined || stretch.role === role;
  const found = onCallAt(timeline, flags.at === undefined ? now : readWhen(flags.at, zone, now));
  if (role !== undefined && found.shift?.terms.roles.includes(role) === false) {
    throw noSuchRole(role, found.at, zone, found.shift);
  }
  const view: Who = {
    team: roster.team,
    people: roster.people,
    zone,
    viewer: viewerOf(edges),
    at: found.at,
    isNow: flags.at === undefined,
    onCall: found.now.filter(wanted),
    next: found.next.filter(wanted),
    asOf: stood?.about(found, role),
    contacts: flags.contact === true ? contactsOf(edges, roster) : undefined,
  };
  edges.stdout.write(
    flags.json === true ? whoJson(view) : await whoText(view, await pageOf(edges.stdout, edges, flags)),
  );
  const vacant = view.onCall.length === 0 || view.onCall.some(({ engineer }) => engineer === null);
  return vacant ? EXIT.no : EXIT.done;
}

/** What `--contact` adds for each person. */
function contactsOf({ env }: Edges, { people }: Roster): ReadonlyMap<Id, Contact> {
  return new Map(
    [...people].map(([id, { phone, slack }]) => [id, { phone: phone && dialled(phone, env), slack }]),
  );
}

/** A number as it can be dialled, or why it is not known; never what a variable holds if that is no number. */
function dialled(phone: Phone, env: Edges["env"]): string {
  const resolved = resolvePhone(phone, env);
  switch (resolved.kind) {
    case "number":
      return resolved.number;
    case "unset":
      return `unknown: ${resolved.variable} is not set`;
    case "malformed":
      return `unknown: ${resolved.variable} holds no number of the form +12025550100`;
  }
}
