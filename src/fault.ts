/** Defines expected failures: thrown once, where they are known, and caught once, in run.ts, which turns them into text and an exit code. */
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
  /** For git: with a code above 128 a merge driver has failed, and git gives up; lower ones mean a conflict. */
  unmerged: 129,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What happened, what to do about it, and the exit code that scripts see. */
export class Fault extends Error {
  readonly exit: ExitCode;
  readonly help: string | undefined;
  /** What is wrong in the roster, if that is the reason. */
  readonly findings: readonly Finding[];
  /** More lines, after the message. */
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
