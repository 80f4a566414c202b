/** Expected failures: thrown once where they are known, caught once in run.ts, which makes text and an exit code of them. */
import type { Finding } from "./roster/finding.ts";

/** cli.md, "Exit codes". */
export const EXIT = {
  done: 0,
  no: 1,
  usage: 2,
  roster: 3,
  service: 4,
  refused: 5,
  bug: 70,
  /** For git: above 128 a merge driver has failed, and the merge is given up; what is below it takes for a conflict. */
  unmerged: 129,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What happened, what to do about it, and the exit code that scripts see. */
export class Fault extends Error {
  readonly exit: ExitCode;
  readonly help: string | undefined;
  /** What is wrong in the roster, when that is the reason. */
  readonly findings: readonly Finding[];
  /** More to say, in lines behind the message. */
  readonly more: readonly string[];

  constructor(
    exit: ExitCode,
    message: string,
    help?: string,
    findings: readonly Finding[] = [],
    more: readonly string[] = [],
  ) {
    super(message);
    this.name = "Fault";
    this.exit = exit;
    this.help = help;
    this.findings = findings;
    this.more = more;
  }
}
