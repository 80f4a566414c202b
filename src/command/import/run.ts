/** Runs `oncall import`: reads what a service or a file holds, makes rosters of it, proves them and writes them. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { ImportedRoster, ImportNote } from "../../import/model.ts";
import {
  buildRoster,
  findCandidates,
  groupCandidates,
  type ImportableList,
  isOneRoster,
  slug,
} from "../../import/rosters.ts";
import { readOpsgenieAccess } from "../../provider/opsgenie/environment.ts";
import { readAccount } from "../../provider/opsgenie/import.ts";
import { forTerminal } from "../../render/escape.ts";
import { importJson, noteText, proofText } from "../../render/import.ts";
import { UTC } from "../../time/zone.ts";
import { readClock } from "../shared/context.ts";
import { displayPath, workingFolder } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { buildAsking } from "../shared/prompt.ts";
import type { ImportFlags } from "./command.ts";
import { readExport } from "./export.ts";

export async function runImport(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<ImportFlags>(command);
  const [, ...names] = command.args;
  const now = readClock(edges);
  const account =
    flags.file === undefined
      ? await readAccount(edges.http, readOpsgenieAccess(edges.env, { region: "us" }), [], now)
      : readExport(edges, flags.file);
  const around = { now, zoneOf: edges.zoneOf };
  const { candidates, notes } = findCandidates(account, around);
  const chosen = names.length > 0 ? choose(candidates, names) : await ask(edges, flags, candidates);
  const all: ImportNote[] = [...notes];
  if (chosen !== undefined && !isOneRoster(chosen))
    all.push({
      code: "separate-lists",
      subject: null,
      message:
        "these are not one list turned by one: each gets a roster of its own, and nothing keeps one person from being on call in both",
    });
  const groups =
    chosen === undefined
      ? groupCandidates(candidates)
      : isOneRoster(chosen)
        ? [chosen]
        : chosen.map((one) => [one]);
  const folder = workingFolder(edges);
  const several = groups.length > 1;
  const rosters = groups.map((group) => {
    const name = several ? `${slug(group[0]?.name ?? "")}.roster.yaml` : (flags.output ?? "roster.yaml");
    const path = several ? join(flags.output ?? ".", name) : name;
    const zone = group[0]?.terms.at(-1)?.zone ?? UTC;
    return { ...buildRoster(group, account, path, around), zone };
  });
  if (flags.json === true) edges.stdout.write(importJson(rosters, all));
  else {
    if (account.provenance !== undefined) edges.stdout.write(`${account.provenance}\n`);
    write(edges, folder, rosters);
    for (const roster of rosters) edges.stdout.write(proofText(roster, account.title, roster.zone));
    if (rosters.length === 0) edges.stdout.write("nothing that a roster could hold was found\n");
    for (const note of [...all, ...rosters.flatMap((roster) => roster.notes)])
      edges.stderr.write(noteText(note));
    for (const { file } of rosters)
      edges.stderr.write(forTerminal(`next: oncall lint -r ${file}`).concat("\n"));
  }
  const isEqual = rosters.every(({ proof }) => (proof?.disparities.length ?? 0) === 0);
  const isWhole = [...all, ...rosters.flatMap((roster) => roster.notes)].every(
    ({ isHarmless }) => isHarmless === true,
  );
  return rosters.length > 0 && isEqual && isWhole ? EXIT.done : EXIT.no;
}

/** The lists in the order of the roles. */
function choose(candidates: readonly ImportableList[], names: readonly string[]): readonly ImportableList[] {
  return names.map((typed) => {
    const found = candidates.filter(
      ({ name, chain }) =>
        name === typed || `${chain.schedule.name}/${chain.name}` === typed || chain.schedule.name === typed,
    );
    const [only, ...others] = found;
    const known = candidates.map(({ name }) => name).join(", ");
    if (only === undefined)
      throw new Fault(
        EXIT.usage,
        `there is no schedule or rotation ${JSON.stringify(typed)} that a roster could hold`,
        known === "" ? "oncall import without names says why" : `there are ${known}`,
      );
    if (others.length > 0)
      throw new Fault(
        EXIT.usage,
        `${typed} has several rotations`,
        `name one: ${found.map(({ name }) => name).join(", ")}`,
      );
    return only;
  });
}

/** Asks which list is which role; undefined: nobody can be asked, or there is nothing to choose. */
async function ask(
  edges: Edges,
  flags: ImportFlags,
  candidates: readonly ImportableList[],
): Promise<readonly ImportableList[] | undefined> {
  const asking = flags.json === true || flags.yes === true ? undefined : buildAsking(edges, flags);
  if (asking === undefined || candidates.length < 2) return undefined;
  asking.say(
    `Found: ${forTerminal(candidates.map(({ name, terms }) => `${name} (${terms.at(-1)?.queue.length ?? 0} people)`).join(", "))}\n`,
  );
  const list = (left: readonly ImportableList[], last: string) => [
    ...left.map(({ name }) => ({ value: name, line: name, short: name })),
    { value: "", line: last, short: last },
  ];
  const first = await asking.choice(
    "Which is the primary?",
    list(candidates, "a roster for each that fits no other"),
  );
  const primary = candidates.find(({ name }) => name === first);
  if (primary === undefined) return undefined;
  const left = candidates.filter((one) => one !== primary);
  const second = await asking.choice("Which is the secondary?", list(left, "there is none"));
  const secondary = left.find(({ name }) => name === second);
  return secondary === undefined ? [primary] : [primary, secondary];
}

/** All or none: nothing that exists is touched. */
function write(edges: Edges, folder: string, rosters: readonly ImportedRoster[]): void {
  const paths = rosters.map(({ file, text }) => ({ path: resolve(folder, file), text }));
  const taken = paths.find(({ path }) => edges.files.exists(path));
  if (taken !== undefined)
    throw new Fault(
      EXIT.refused,
      `${displayPath(edges, taken.path)} exists already, and is not overwritten`,
      "name another with --output, or print the roster with --json",
    );
  for (const { path, text } of paths) {
    const done = edges.files.create(path, new TextEncoder().encode(text));
    if (done.kind === "created")
      edges.stdout.write(forTerminal(`wrote ${displayPath(edges, path)}`).concat("\n"));
    else
      throw new Fault(
        EXIT.roster,
        `${displayPath(edges, path)} could not be written: ${done.kind === "failed" ? done.reason : "it exists"}`,
      );
  }
}
