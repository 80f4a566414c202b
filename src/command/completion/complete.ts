/**
 * Finds what may come next after the words typed so far. The shell's script only asks `oncall __complete`, so that it
 * never knows less than the program.
 */
import type { Argument, Command, Option } from "commander";

export interface Candidate {
  readonly word: string;
  readonly says: string;
}

/** Candidates for values by their name in usage texts, which the command tree does not know; given the words before. */
export type ValueSources = Readonly<Record<string, (words: readonly string[]) => readonly Candidate[]>>;

/** Values that may be comma-separated lists. */
const LISTS = new Set(["ids", "approvers", "rules"]);

/** Candidates for the last of `words`, the words after `oncall`; it may be empty. If there is none, the shell offers files. */
export function findCandidates(
  root: Command,
  words: readonly string[],
  known: ValueSources,
): readonly Candidate[] {
  const { before, current } = splitWords(words);
  let command = root;
  let positional = 0;
  let pending: Option | undefined;
  for (const word of before) {
    if (pending !== undefined) pending = undefined;
    else if (word.startsWith("-"))
      pending = expectsValue(
        listOptions(root, command).find(({ long, short }) => word === long || word === short),
      );
    else {
      const sub = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
      if (sub === undefined) positional += 1;
      else command = sub;
    }
  }
  const argument = findArgument(command, positional);
  const slot = pending ?? (current.startsWith("-") ? undefined : argument);
  const all = slot === undefined ? listNames(root, command, current) : listCandidates(slot, known, before);
  // In a list, the last part is completed.
  const prefix =
    slot !== undefined && LISTS.has(nameOf(slot)) ? current.slice(0, current.lastIndexOf(",") + 1) : "";
  return all
    .map((candidate) => ({ ...candidate, word: prefix + candidate.word }))
    .filter(({ word }) => word.startsWith(current));
}

/** The `--roster` among the words, so that people and roles come from that roster. */
export function findRosterFlag(words: readonly string[]): { readonly roster?: string } {
  const { before } = splitWords(words);
  const named = before.flatMap((word, index) => {
    const value = word === "-r" || word === "--roster" ? before[index + 1] : /^-r(.+)/.exec(word)?.[1];
    return value === undefined ? [] : [value];
  });
  const roster = named.at(-1);
  return roster === undefined ? {} : { roster };
}

/** Splits the words into flags and values; `current` is the one being typed. */
function splitWords(words: readonly string[]): {
  readonly before: readonly string[];
  readonly current: string;
} {
  // `--flag=value` arrives as one word or, from bash, as three.
  const parts = words.flatMap((word) => (/^--[a-z-]+=/.test(word) ? splitOnce(word) : [word]));
  const current = parts.at(-1) === "=" ? "" : (parts.at(-1) ?? "");
  return { before: parts.slice(0, -1).filter((word) => word !== "="), current };
}

function splitOnce(word: string): readonly string[] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1)];
}

function expectsValue(option: Option | undefined): Option | undefined {
  return option?.required || option?.optional ? option : undefined;
}

function listOptions(root: Command, command: Command): readonly Option[] {
  const own = command === root ? root.options : [...command.options, ...root.options];
  return own.filter((option) => !option.hidden);
}

/** Flags or, right after `oncall`, commands. */
function listNames(root: Command, command: Command, current: string): readonly Candidate[] {
  if (current.startsWith("-")) {
    const flags = listOptions(root, command).map(({ long, short, description }) => {
      return { word: long ?? short ?? "", says: description };
    });
    return [...flags, { word: "--help", says: "show help" }];
  }
  if (command.commands.length === 0) return [];
  const visible = root.createHelp().visibleCommands(command);
  return visible.map((one) => ({ word: one.name(), says: one.summary() || one.description() }));
}

function findArgument(command: Command, positional: number): Argument | undefined {
  const last = command.registeredArguments.at(-1);
  return command.registeredArguments[positional] ?? (last?.variadic ? last : undefined);
}

/** The name of a value in usage texts: `<id>`, `[role]`.  */
function nameOf(slot: Argument | Option): string {
  return "flags" in slot ? (/[<[]([a-z]+)/.exec(slot.flags)?.[1] ?? "") : slot.name();
}

function listCandidates(
  slot: Argument | Option,
  known: ValueSources,
  words: readonly string[],
): readonly Candidate[] {
  if (slot.argChoices !== undefined) return slot.argChoices.map((word) => ({ word, says: "" }));
  const name = nameOf(slot);
  return Object.hasOwn(known, name) ? (known[name]?.(words) ?? []) : [];
}
