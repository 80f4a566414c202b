/**
 * Completion: the command tree and the words typed so far in, what may come next out. The shell's part is a few lines
 * that ask `oncall __complete`, so that it never knows less than the program.
 */
import type { Argument, Command, Option } from "commander";

export interface Candidate {
  readonly word: string;
  readonly says: string;
}

/** What only the roster knows, read when it is asked for: the ids of people and the roles. */
export interface Known {
  readonly people: () => readonly Candidate[];
  readonly roles: () => readonly Candidate[];
}

export const SHELLS = ["bash", "zsh", "fish"] as const;

/** Values of this name in usage texts (`<id>`, `[role]`) are completed from the roster. */
const FROM_ROSTER = new Map<string, keyof Known>([
  ["id", "people"],
  ["role", "roles"],
]);

/** Candidates for the last of `words`, the words after `oncall`; it may be empty. None: the shell offers files. */
export function candidates(root: Command, words: readonly string[], known: Known): readonly Candidate[] {
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
  const all =
    pending !== undefined ? valuesOf(pending, known) : wordsOf(root, command, positional, current, known);
  return all.filter(({ word }) => word.startsWith(current));
}

/** The roster that the words before the last one name, so that people and roles are those of the line being typed. */
export function rosterIn(words: readonly string[]): { readonly roster?: string } {
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

function wordsOf(
  root: Command,
  command: Command,
  positional: number,
  current: string,
  known: Known,
): readonly Candidate[] {
  if (current.startsWith("-")) {
    const help = { word: "--help", says: "show help" };
    const flags = optionsOf(root, command).map(({ long, short, description }) => {
      return { word: long ?? short ?? "", says: description };
    });
    return [...flags, help];
  }
  if (command.commands.length > 0) {
    return root
      .createHelp()
      .visibleCommands(command)
      .map((one) => ({ word: one.name(), says: one.summary() || one.description() }));
  }
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[positional] ?? (last?.variadic ? last : undefined);
  return argument === undefined ? [] : valuesOf(argument, known);
}

function valuesOf(slot: Argument | Option, known: Known): readonly Candidate[] {
  if (slot.argChoices !== undefined) return slot.argChoices.map((word) => ({ word, says: "" }));
  const name = "flags" in slot ? (/[<[]([a-z]+)/.exec(slot.flags)?.[1] ?? "") : slot.name();
  const from = FROM_ROSTER.get(name);
  return from === undefined ? [] : known[from]();
}

/** The lines that a shell reads at its start. */
export function shellScript(shell: (typeof SHELLS)[number]): string {
  switch (shell) {
    case "bash":
      return `# oncall: completion for bash; in ~/.bashrc: source <(oncall completion bash)
_oncall() {
  local IFS=$'\\n'
  COMPREPLY=($(oncall __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -F _oncall oncall
`;
    case "zsh":
      return `#compdef oncall
# oncall: completion for zsh; in ~/.zshrc, after compinit: source <(oncall completion zsh)
_oncall() {
  local -a lines described
  lines=("\${(@f)$(oncall __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  described=("\${(@)\${(@)lines//:/\\\\:}/$'\\t'/:}")
  if [[ -n "$lines" ]]; then _describe 'oncall' described; else _files; fi
}
compdef _oncall oncall
`;
    case "fish":
      return `# oncall: completion for fish; in ~/.config/fish/completions/oncall.fish: oncall completion fish | source
complete -c oncall -f -a '(oncall __complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
complete -c oncall -s r -l roster -r -F
`;
  }
}
