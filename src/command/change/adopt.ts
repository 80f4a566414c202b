/** Runs `oncall adopt`: asks a service for the overrides that people made by hand, and writes covers that say the same. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { type Adoption, decideAdoption, identify, listStrangers } from "../../intent/adopt.ts";
import type { Remote, RemoteOverride } from "../../plan/model.ts";
import { adoptionRecord, adoptionText } from "../../render/adoption.ts";
import { changeJson } from "../../render/change.ts";
import { forTerminal } from "../../render/escape.ts";
import { yearOf } from "../../render/when.ts";
import type { Id, Role, Roster } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { ALLOWABLE } from "../../rules/ids.ts";
import type { AdoptWish, KnownOverride } from "../../rules/wish.ts";
import { joinWords } from "../../rules/words.ts";
import { NO_MOVES } from "../../timeline/moves.ts";
import { readAllowed } from "../shared/allow.ts";
import { checkCommitFlags } from "../shared/commit.ts";
import { openService } from "../shared/connect.ts";
import { requireConsent } from "../shared/consent.ts";
import { displayPath, findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openForEditing, openRoster } from "../shared/open.ts";
import { findPerson } from "../shared/people.ts";
import { buildAsking } from "../shared/prompt.ts";
import { keepRoster } from "../shared/proposal.ts";
import { readProvider } from "../shared/provider.ts";
import { readRoster } from "../shared/read.ts";
import type { EditFlags } from "./command.ts";
import { finish } from "./finish.ts";
import { type EditContext, planEdit } from "./plan.ts";
import { previewPlan, showPlan } from "./show.ts";
import { writePlan } from "./write.ts";

export async function runAdopt(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<EditFlags>(command);
  checkCommitFlags(flags);
  const path = findRoster(edges, flags);
  const bytes = readRoster(edges, path);
  const opened = openForEditing(edges, path, bytes);
  // The private file may say by which email the service knows somebody.
  const timeline = openRoster(edges, path, { withPrivate: true }).timeline ?? opened.timeline;
  const provider = readProvider(command, timeline.roster);
  const {
    destination,
    service,
    now: clock,
  } = await openService(edges, provider, { path, bytes, timeline }, { writes: false });
  const remote = await service.reader.read({ withPast: true });
  const now = clock();
  const { title } = destination;
  const found = listOverrides(remote);
  const strangers = listStrangers(found.byHand);
  const known = readStrangers(flags.as ?? [], strangers, timeline.roster);
  const wish: AdoptWish = {
    kind: "adopt",
    title,
    byHand: identify(found.byHand, known),
    ours: found.ours,
    reason: flags.reason,
    unapproved: true,
    allow: readAllowed(flags.allow, ALLOWABLE),
  };
  const adoption = decideAdoption(wish, opened.timeline, now);
  const beside = describeRest(opened.timeline.roster, adoption, title, provider, now);
  const context: EditContext = {
    ...{ edges, flags, now, path, wish, beside },
    file: displayPath(edges, path),
  };
  if (adoption.covers.length === 0) showNothing(context, opened.timeline.roster);
  else await adopt(context, planEdit(context, bytes, opened));
  for (const [name, id] of known)
    edges.stderr.write(
      `note: ${title} knows ${id} as ${forTerminal(name)}: say so in the roster, or a push goes to another account: \`${provider}: …\` under ${id}\n`,
    );
  return adoption.left.length > 0 ? EXIT.no : EXIT.done;
}

/** Writes the covers, or shows them in a dry run. */
async function adopt(context: EditContext, first: ReturnType<typeof planEdit>): Promise<void> {
  const { edges, flags } = context;
  if (flags.dryRun === true) {
    await showPlan(context, first, { written: false, committed: undefined });
    edges.stderr.write("dry run; nothing was written\n");
    return;
  }
  let isShown = false;
  const plan = await writePlan(context, first, {
    isNeeded: ({ doubts }) => doubts.length > 0 && buildAsking(edges, flags) !== undefined,
    ask: async (shown) => {
      const preview = `${await previewPlan(context, shown)}\n`;
      const undone = "nothing was written";
      await requireConsent(edges, flags, { what: "an edit", question: "Write this?", preview, undone });
      isShown = flags.yes !== true && edges.stdout.isTTY;
    },
  });
  await finish(context, plan, isShown);
  for (const { first: line } of plan.view.lines)
    edges.stderr.write(
      `next: ${forTerminal(keepRoster(`oncall approve ${line} --by manager`, flags.roster))}\n`,
    );
}

function showNothing({ edges, flags, file, beside }: EditContext, roster: Roster): void {
  if (flags.json === true) {
    const view = { file, diff: "", lines: [], moves: NO_MOVES, warnings: [], zone: outputZone(roster) };
    edges.stdout.write(changeJson(view, { written: false, committed: undefined }, beside?.record));
  } else edges.stdout.write(`nothing to adopt\n${beside?.text ?? ""}`);
}

function describeRest(
  roster: Roster,
  { agreeing, left }: Adoption,
  title: string,
  provider: string,
  now: number,
): Required<EditContext>["beside"] {
  const zone = outputZone(roster);
  const rest = { agreeing, left, zone };
  return {
    text: adoptionText({ ...rest, title, people: roster.people, year: yearOf(zone, now) }),
    record: adoptionRecord(provider, rest),
  };
}

interface Overrides {
  readonly byHand: readonly KnownOverride[];
  readonly ours: readonly KnownOverride[];
}

function listOverrides({ schedules }: Pick<Remote, "schedules">): Overrides {
  const all = [...schedules].flatMap(([role, { overrides }]) =>
    overrides.map((override) => ({ isOurs: override.segment !== undefined, found: name(role, override) })),
  );
  return {
    byHand: all.flatMap(({ isOurs, found }) => (isOurs ? [] : [found])),
    ours: all.flatMap(({ isOurs, found }) => (isOurs ? [found] : [])),
  };
}

function name(role: Role, { key, who, start, end, group }: RemoteOverride): KnownOverride {
  return { role, key, who, start, end, group };
}

/** `ID` if there is one stranger, else `NAME=ID` for each. */
function readStrangers(
  typed: readonly string[],
  strangers: readonly string[],
  roster: Roster,
): ReadonlyMap<string, Id> {
  const known = new Map<string, Id>();
  for (const text of typed) {
    const [, given, id = text] = /^(.*)=([^=]*)$/.exec(text) ?? [];
    const [only, ...others] = strangers;
    const stranger =
      given === undefined ? only : strangers.find((one) => one.toLowerCase() === given.toLowerCase());
    if (stranger === undefined)
      throw new Fault(
        EXIT.usage,
        strangers.length === 0
          ? "--as is given, but the roster knows everybody who has an override made by hand"
          : `no override made by hand is for ${given}`,
        strangers.length === 0 ? "leave it out" : `the roster does not know ${joinWords(strangers)}`,
      );
    if (given === undefined && others.length > 0)
      throw new Fault(
        EXIT.usage,
        `--as ${id} could be any of ${strangers.length} people whom the roster does not know: ${joinWords(strangers)}`,
        `say which: --as ${stranger}=${id}`,
      );
    known.set(stranger, findPerson(roster, id).id);
  }
  return known;
}
