/**
 * Finds what may come next after the words typed so far. The shell's script only asks `oncall __complete`, so that it
 * never knows less than the program.
 */
import type { Argument, Command, Option } from "commander";

export interface Candidate {
  readonly word: string;
  readonly says: string;
}

/** What the command tree does not know: candidates for a value of that name, `words` being those before it. */
export type ValueSources = Readonly<Record<string, (words: readonly string[]) => readonly Candidate[]>>;

/** Values that may be several, with commas between them. */
const LISTS = new Set(["ids", "approvers", "guards"]);

/** Candidates for the last of `words`, the words after `oncall`; it may be empty. None: the shell offers files. */
export function findCandidates(
  root: Command,
  words: readonly string[],
  known: ValueSources,
): readonly Candidate[] {
  const { before, current } = partsOf(words);
  let command = root;
  let positional = 0;
  let pending: Option | undefined;
  for (const word of before) {
    if (pending !== undefined) pending = undefined;
    else if (word.startsWith("-"))
      pending = valued(optionsOf(root, command).find(({ long, short }) => word === long || word === short));
    else {
      const sub = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
      if (sub === undefined) positional += 1;
      else command = sub;
    }
  }
  const argument = argumentAt(command, positional);
  const slot = pending ?? (current.startsWith("-") ? undefined : argument);
  const all = slot === undefined ? namesOf(root, command, current) : valuesOf(slot, known, before);
  // Of a list the last part is completed.
  const prefix =
    slot !== undefined && LISTS.has(nameOf(slot)) ? current.slice(0, current.lastIndexOf(",") + 1) : "";
  return all
    .map((candidate) => ({ ...candidate, word: prefix + candidate.word }))
    .filter(({ word }) => word.startsWith(current));
}

/** The roster that the words before the last one name, so that people and roles are those of the line being typed. */
export function findRosterFlag(words: readonly string[]): { readonly roster?: string } {
  const { before } = partsOf(words);
  const named = before.flatMap((word, index) => {
    const value = word === "-r" || word === "--roster" ? before[index + 1] : /^-r(.+)/.exec(word)?.[1];
    return value === undefined ? [] : [value];
  });
  const roster = named.at(-1);
  return roster === undefined ? {} : { roster };
}

/** The words as flags and values; `current` is the one that is being typed. */
function partsOf(words: readonly string[]): { readonly before: readonly string[]; readonly current: string } {
  // `--flag=value` comes in one word or, from bash, in three.
  const parts = words.flatMap((word) => (/^--[a-z-]+=/.test(word) ? splitOnce(word) : [word]));
  const current = parts.at(-1) === "=" ? "" : (parts.at(-1) ?? "");
  return { before: parts.slice(0, -1).filter((word) => word !== "="), current };
}

function splitOnce(word: string): readonly string[] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}

function valued(option: Option | undefined): Option | undefined {
  return option?.required || option?.optional ? option : undefined;
}

function optionsOf(root: Command, command: Command): readonly Option[] {
  const own = command === root ? root.options : [...command.options, ...root.options];
  return own.filter((option) => !option.hidden);
}

/** Names of flags or, behind the root, of commands. */
function namesOf(root: Command, command: Command, current: string): readonly Candidate[] {
  if (current.startsWith("-")) {
    const flags = optionsOf(root, command).map(({ long, short, description }) => {
      return { word: long ?? short ?? "", says: description };
    });
    return [...flags, { word: "--help", says: "show help" }];
  }
  if (command.commands.length === 0) return [];
  const visible = root.createHelp().visibleCommands(command);
  return visible.map((one) => ({ word: one.name(), says: one.summary() || one.description() }));
}

function argumentAt(command: Command, positional: number): Argument | undefined {
  const last = command.registeredArguments.at(-1);
  return command.registeredArguments[positional] ?? (last?.variadic ? last : undefined);
}

/** What is completed for it, by the name that usage texts give it: `<id>`, `[role]`. */
function nameOf(slot: Argument | Option): string {
  return "flags" in slot ? (/[<[]([a-z]+)/.exec(slot.flags)?.[1] ?? "") : slot.name();
}

function valuesOf(
  slot: Argument | Option,
  known: ValueSources,
  words: readonly string[],
): readonly Candidate[] {
  if (slot.argChoices !== undefined) return slot.argChoices.map((word) => ({ word, says: "" }));
  const name = nameOf(slot);
  return Object.hasOwn(known, name) ? (known[name]?.(words) ?? []) : [];
}
