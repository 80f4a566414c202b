/** Runs `oncall init`: writes a first roster, proven to be good, after showing its first weeks. */

import { dirname } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { scheduleTable } from "../../render/table.ts";
import { loadRoster } from "../../roster/load.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { quoteWord } from "../../rules/command.ts";
import { MERGE_DRIVER } from "../../template/beside.ts";
import { type FirstRoster, writeFirstRoster } from "../../template/roster.ts";
import type { Instant } from "../../time/zone.ts";
import { buildTimeline, type Timeline } from "../../timeline/build.ts";
import { choosePage, readClock } from "../shared/context.ts";
import { displayPath, givenRoster, relativePath, resolvePath } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { buildAsking, type Prompter } from "../shared/prompt.ts";
import { checkFolders, type FileDraft, findRepository, placeSchema } from "./beside.ts";
import type { InitFlags } from "./command.ts";
import { chooseExtras } from "./extras.ts";
import { interview, listMissingFlags } from "./interview.ts";

const MOST_WEEKS_SHOWN = 8;

export async function runInit(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<InitFlags>(command);
  const now = readClock(edges);
  const path = resolvePath(edges, givenRoster(edges, flags) ?? "roster.yaml");
  const file = displayPath(edges, path);
  if (edges.files.exists(path)) throw alreadyThere(file);
  const asking = listMissingFlags(flags).length === 0 ? undefined : buildAsking(edges, flags);
  asking?.say(`A first ${forTerminal(file)}. Nothing is written until you have seen it and said yes.\n\n`);
  const answers = await interview(edges, flags, now, asking);
  const { founding, beside, hasDriver } = await chooseExtras(edges, flags, path, answers, asking);
  const schema = placeSchema(edges, path);
  const text = writeFirstRoster(founding, schema.reference);
  const timeline = proveRoster(edges, file, text);
  const roster = {
    path,
    before: undefined,
    after: new TextEncoder().encode(text),
    says: "the rotation",
  };
  const drafts = [roster, ...(schema.draft === undefined ? [] : [schema.draft]), ...beside];
  checkFolders(edges, drafts);
  if (schema.note !== undefined) edges.stderr.write(`${forTerminal(schema.note)}\n`);
  if (flags.dryRun === true) {
    edges.stdout.write(text);
    edges.stderr.write(`dry run; nothing was written:\n${listFiles(edges, drafts, "conditional")}`);
    return EXIT.done;
  }
  if (asking !== undefined) await agree(edges, flags, asking, { timeline, now, drafts });
  write(edges, drafts);
  edges.stdout.write(listFiles(edges, drafts, "past"));
  const driver = hasDriver ? configureDriver(edges, path) : "";
  edges.stderr.write(`${warnSoleManager(founding)}${driver}next: ${suggestNext(edges, path, drafts)}\n`);
  return EXIT.done;
}

function alreadyThere(file: string): Fault {
  return new Fault(
    EXIT.refused,
    `${file} already exists, and init never overwrites`,
    "name another file with --roster, or edit this one with the other commands",
  );
}

/** Reads the text as every command will. */
function proveRoster(edges: Edges, file: string, text: string): Timeline {
  const bytes = new TextEncoder().encode(text);
  const { roster, findings } = loadRoster({ file, bytes, zoneOf: edges.zoneOf });
  if (roster === undefined || findings.length > 0) {
    throw new Error(`the first roster has findings: ${findings.map(({ message }) => message).join("; ")}`);
  }
  return buildTimeline(roster);
}

interface Preview {
  readonly timeline: Timeline;
  readonly now: Instant;
  readonly drafts: readonly FileDraft[];
}

/** Shows the first weeks, in which everybody is primary once, and the files; throws unless the answer is yes. */
async function agree(
  edges: Edges,
  flags: InitFlags,
  asking: Prompter,
  { timeline, now, drafts }: Preview,
): Promise<void> {
  const { roster } = timeline;
  const [terms] = roster.rotation;
  const weeks = Math.min(MOST_WEEKS_SHOWN, Math.max(2, terms.queue.length));
  const view = {
    team: roster.team,
    shifts: timeline.window(terms.start, weeks),
    people: roster.people,
    zone: outputZone(roster),
    viewer: edges.viewerZone(),
    now,
  };
  const table = await scheduleTable(view, await choosePage(edges.stderr, edges, flags));
  asking.say(`\n${table}\n${listFiles(edges, drafts, "future")}\n`);
  const what = drafts.length === 1 ? "it" : "them";
  if (!(await asking.yes(`Write ${what}?`, true))) throw new Fault(EXIT.no, "nothing was written");
}

/** Writes the roster first, so that it is there whatever fails after it. */
function write(edges: Edges, drafts: readonly FileDraft[]): void {
  for (const [place, { path, before, after, says }] of drafts.entries()) {
    const done =
      before === undefined ? edges.files.create(path, after) : edges.files.replace(path, after, before);
    if (done.kind === "created" || done.kind === "replaced") {
      for (const note of done.notes)
        edges.stderr.write(`${forTerminal(displayPath(edges, path))}: ${note}\n`);
      continue;
    }
    const file = displayPath(edges, path);
    if (place === 0 && done.kind === "exists") throw alreadyThere(file);
    const reason = done.kind === "failed" ? done.reason : "something else has just written it";
    const help = place === 0 ? undefined : `the roster was written; edit ${file} by hand: ${says}`;
    throw new Fault(EXIT.roster, `${file} cannot be written: ${reason}`, help);
  }
}

const TENSES = {
  future: ["will write", "will add to"],
  conditional: ["would write", "would add to"],
  past: ["wrote", "added to"],
} as const;

/** One line for each file, with what it is for. */
function listFiles(edges: Edges, drafts: readonly FileDraft[], tense: keyof typeof TENSES): string {
  const [create, amend] = TENSES[tense];
  const lines = drafts.map(({ path, before, says }) => {
    return `${before === undefined ? create : amend} ${displayPath(edges, path)}: ${says}`;
  });
  return lines.map((line) => `${forTerminal(line)}\n`).join("");
}

/** Warns of a sole manager who is on call too. */
function warnSoleManager({ queue, managers }: FirstRoster): string {
  const [only, ...others] = managers;
  if (only === undefined || others.length > 0 || !queue.some(({ id }) => id === only.id)) return "";
  return `nobody can approve changes to ${forTerminal(only.name)}'s own weeks: add a second manager\n`;
}

/** Configures the merge driver in this clone. Git config is not versioned, so every other clone needs the same line. */
function configureDriver(edges: Edges, roster: string): string {
  const line = `git config ${DRIVER_KEY} '${MERGE_DRIVER}'`;
  const failed = edges.git.configure(dirname(roster), DRIVER_KEY, MERGE_DRIVER);
  return failed === undefined
    ? `this clone now merges rosters with oncall; run this once in every other clone: ${line}\n`
    : `git did not accept the merge driver: ${forTerminal(failed)}; run this once in every clone: ${line}\n`;
}

const DRIVER_KEY = "merge.oncall.driver";

/** The command to type next. */
function suggestNext(edges: Edges, roster: string, drafts: readonly FileDraft[]): string {
  const files = drafts.map(({ path }) => quoteWord(relativePath(edges, path)));
  const who = relativePath(edges, roster) === "roster.yaml" ? "" : ` -r ${files[0]}`;
  const commit = `git add ${files.join(" ")} && git commit -m "Start the on-call rotation"`;
  return forTerminal(findRepository(edges, roster) === undefined ? `oncall schedule${who}` : commit);
}
