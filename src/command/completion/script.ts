/** Writes the completion script of each shell: a few lines that ask `oncall __complete`. */

export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

export function completionScript(shell: Shell): string {
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
