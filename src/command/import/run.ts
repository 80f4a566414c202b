/** Runs `oncall import`: reads what a service or a file holds, makes rosters of it, proves them and writes them. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import {
  findLists,
  formGroup,
  groupLists,
  type ImportableList,
  type ListGroup,
} from "../../import/candidates.ts";
import type { FoundAccount, ImportedRoster, ImportNote } from "../../import/model.ts";
import { slug } from "../../import/people.ts";
import { findProvenTime } from "../../import/proof.ts";
import { buildRoster } from "../../import/rosters.ts";
import { forTerminal } from "../../render/escape.ts";
import { importJson, noteText, proofText } from "../../render/import.ts";
import { quoteWord } from "../../rules/command.ts";
import type { Instant } from "../../time/zone.ts";
import { readClock } from "../shared/context.ts";
import { displayPath, workingFolder } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { PROVIDER_NAMES } from "../shared/provider.ts";
import { SERVICES } from "../shared/services.ts";
import { askRoles } from "./ask.ts";
import type { ImportFlags } from "./command.ts";
import { openExport } from "./export.ts";
import { lintImported } from "./lint.ts";

export async function runImport(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<ImportFlags>(command);
  const [service, ...names] = command.args;
  const now = readClock(edges);
  const account = await readAccount(edges, service, flags, now);
  const around = { now, zoneOf: edges.zoneOf };
  const found = findLists(account, around);
  const chosen = names.length > 0 ? choose(found.lists, names) : await askRoles(edges, flags, found.lists);
  const whole = chosen && formGroup(chosen);
  const isApart = chosen !== undefined && whole === undefined;
  const groups =
    whole !== undefined
      ? [whole]
      : isApart
        ? chosen.flatMap((list) => formGroup([list]) ?? [])
        : groupLists(found.lists);
  const notes = [...found.notes, ...(isApart ? [SEPARATE] : [])];
  const paths = nameFiles(edges, groups, flags.output);
  const rosters = groups.map((group, index) => {
    const roster = buildRoster(group, account, paths[index] ?? "", around);
    const { zone } = group.first.last;
    return { ...roster, zone, notes: [...roster.notes, ...lintImported(edges, roster, now)] };
  });
  const { provenance } = account;
  if (flags.json === true) {
    if (provenance !== undefined) edges.stderr.write(`${provenance}\n`);
    edges.stdout.write(importJson(rosters, notes));
  } else {
    if (provenance !== undefined) edges.stdout.write(`${provenance}\n`);
    write(edges, rosters);
    for (const roster of rosters) {
      edges.stdout.write(proofText(roster, account.title, roster.zone));
      if (!roster.notes.some(({ code }) => code === "lint-errors" || code === "invalid-roster"))
        edges.stdout.write(forTerminal(`${roster.file}: lint finds no errors`).concat("\n"));
    }
    if (rosters.length === 0) edges.stdout.write("nothing that a roster could hold was found\n");
    for (const note of [...notes, ...rosters.flatMap((roster) => roster.notes)])
      edges.stderr.write(noteText(note));
    // Together: somebody may be on call in two of them at once.
    const files = rosters.map(({ file }) => `-r ${quoteWord(file)}`).join(" ");
    if (files !== "") edges.stderr.write(forTerminal(`next: oncall lint ${files}`).concat("\n"));
  }
  const isEqual = rosters.every(({ proof }) => (proof?.disparities.length ?? 0) === 0);
  const isWhole = [...notes, ...rosters.flatMap((roster) => roster.notes)].every(
    ({ isHarmless }) => isHarmless === true,
  );
  return rosters.length > 0 && isEqual && isWhole ? EXIT.done : EXIT.no;
}

const SEPARATE: ImportNote = {
  ...{ code: "separate-lists", subject: null },
  message:
    "these are not one list turned by one: each gets a roster of its own, and nothing keeps one person from being on call in both",
};

async function readAccount(
  edges: Edges,
  typed: string | undefined,
  { file, site }: ImportFlags,
  now: Instant,
): Promise<FoundAccount> {
  const name = PROVIDER_NAMES.find((each) => each === typed) ?? PROVIDER_NAMES[0];
  const service = SERVICES[name];
  return file === undefined
    ? service.openImport(edges, site).read(findProvenTime(now))
    : openExport(edges, file, service.readExport);
}

/** The lists in the order of the roles. */
function choose(lists: readonly ImportableList[], names: readonly string[]): readonly ImportableList[] {
  return names.map((typed) => {
    const found = lists.filter(
      ({ name, chain }) =>
        name === typed || `${chain.schedule.name}/${chain.name}` === typed || chain.schedule.name === typed,
    );
    const [only, ...others] = found;
    const known = lists.map(({ name }) => name).join(", ");
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

/** `output` is a file for one roster, and a folder for several. */
function nameFiles(
  edges: Edges,
  groups: readonly ListGroup[],
  output: string | undefined,
): readonly string[] {
  if (groups.length === 1) {
    const file = output ?? "roster.yaml";
    const isFolder = file.endsWith("/") || edges.files.isFolder(resolve(workingFolder(edges), file));
    return [isFolder ? join(file, "roster.yaml") : file];
  }
  const taken = new Set<string>();
  return groups.map(({ first }) => {
    const name = slug(first.title, "rotation");
    let file = name;
    for (let count = 2; taken.has(file); count += 1) file = `${name}-${count}`;
    taken.add(file);
    return join(output ?? ".", `${file}.roster.yaml`);
  });
}

/** All or none: nothing that exists is touched. */
function write(edges: Edges, rosters: readonly ImportedRoster[]): void {
  const folder = workingFolder(edges);
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
