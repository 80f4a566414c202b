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
import { displayPath, relativePath, resolvePath } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { buildAsking, type Prompter } from "../shared/prompt.ts";
import { checkFolders, type Draft, repositoryOf, schemaFor } from "./beside.ts";
import type { InitFlags } from "./command.ts";
import { wishes } from "./extras.ts";
import { absentFlags, interview } from "./interview.ts";

const MOST_WEEKS_SHOWN = 8;

export async function runInit(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<InitFlags>(command);
  const now = readClock(edges);
  const path = resolvePath(edges, flags.roster ?? (edges.env["ONCALL_ROSTER"] || "roster.yaml"));
  const file = displayPath(edges, path);
  if (edges.files.exists(path)) throw alreadyThere(file);
  const asking = absentFlags(flags).length === 0 ? undefined : buildAsking(edges, flags);
  asking?.say(`A first ${forTerminal(file)}. Nothing is written before you have seen what it says.\n\n`);
  const answers = await interview(edges, flags, now, asking);
  const { founding, beside, isDriven } = await wishes(edges, flags, path, answers, asking);
  const schema = schemaFor(edges, path);
  const text = writeFirstRoster(founding, schema.reference);
  const timeline = proven(edges, file, text);
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
    edges.stderr.write(`a dry run, which writes nothing:\n${linesOf(edges, drafts, "conditional")}`);
    return EXIT.done;
  }
  if (asking !== undefined) await agree(edges, flags, asking, { timeline, now, drafts });
  write(edges, drafts);
  edges.stdout.write(linesOf(edges, drafts, "past"));
  const told = isDriven ? drive(edges, path) : "";
  edges.stderr.write(`${notes(founding)}${told}next: ${suggestCommit(edges, path, drafts)}\n`);
  return EXIT.done;
}

function alreadyThere(file: string): Fault {
  return new Fault(
    EXIT.refused,
    `${file} is there already, and init overwrites nothing`,
    "name another file with --roster, or change this one by the other commands",
  );
}

/** The text is read as every command will read it. */
function proven(edges: Edges, file: string, text: string): Timeline {
  const bytes = new TextEncoder().encode(text);
  const { roster, findings } = loadRoster({ file, bytes, zoneOf: edges.zoneOf });
  if (roster === undefined || findings.length > 0) {
    throw new Error(`the first roster has faults: ${findings.map(({ message }) => message).join("; ")}`);
  }
  return buildTimeline(roster);
}

interface Preview {
  readonly timeline: Timeline;
  readonly now: Instant;
  readonly drafts: readonly Draft[];
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
  asking.say(`\n${table}\n${linesOf(edges, drafts, "future")}\n`);
  const what = drafts.length === 1 ? "it" : "them";
  if (!(await asking.yes(`Write ${what}?`, true))) throw new Fault(EXIT.no, "nothing was written");
}

/** The roster first: whatever fails behind it, there is one then. */
function write(edges: Edges, drafts: readonly Draft[]): void {
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
    const reason = done.kind === "failed" ? done.reason : "somebody else has just written it";
    const help = place === 0 ? undefined : `the roster is written; mend ${file} by hand: ${says}`;
    throw new Fault(EXIT.roster, `${file} cannot be written: ${reason}`, help);
  }
}

const TENSES = {
  future: ["will write", "will add to"],
  conditional: ["would write", "would add to"],
  past: ["wrote", "added to"],
} as const;

/** A file a line, and what it is there for. */
function linesOf(edges: Edges, drafts: readonly Draft[], tense: keyof typeof TENSES): string {
  const [create, amend] = TENSES[tense];
  const lines = drafts.map(({ path, before, says }) => {
    return `${before === undefined ? create : amend} ${displayPath(edges, path)}: ${says}`;
  });
  return lines.map((line) => `${forTerminal(line)}\n`).join("");
}

/** What the roster says that may surprise later. */
function notes({ queue, managers }: FirstRoster): string {
  const [only, ...others] = managers;
  if (only === undefined || others.length > 0 || !queue.some(({ id }) => id === only.id)) return "";
  return `nobody can approve changes of ${forTerminal(only.name)}'s own weeks: name a second manager in time\n`;
}

/** What a clone is to know is not versioned: this one is told, and whoever has another has to be. */
function drive(edges: Edges, roster: string): string {
  const line = `git config ${DRIVER_KEY} '${MERGE_DRIVER}'`;
  const failed = edges.git.configure(dirname(roster), DRIVER_KEY, MERGE_DRIVER);
  return failed === undefined
    ? `this clone merges rosters with oncall now; every other one does once it is told: ${line}\n`
    : `git did not take the merge driver: ${forTerminal(failed)}; tell every clone once: ${line}\n`;
}

const DRIVER_KEY = "merge.oncall.driver";

/** For the next prompt of the shell. */
function suggestCommit(edges: Edges, roster: string, drafts: readonly Draft[]): string {
  const files = drafts.map(({ path }) => quoteWord(relativePath(edges, path)));
  const who = relativePath(edges, roster) === "roster.yaml" ? "" : ` -r ${files[0]}`;
  const commit = `git add ${files.join(" ")} && git commit -m "Begin the on-call rotation"`;
  return forTerminal(repositoryOf(edges, roster) === undefined ? `oncall schedule${who}` : commit);
}
