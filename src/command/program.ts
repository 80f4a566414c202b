/** Builds the tree of commands: what each declares, and the work that is loaded when it is called. */
import { Command } from "commander";
import { version } from "../../package.json";
import type { Edges } from "../edge/edges.ts";
import type { ExitCode } from "../fault.ts";
import {
  declareAdopt,
  declareApprove,
  declareAway,
  declareCover,
  declareJoin,
  declareLeave,
  declareReady,
  declareSkip,
  declareSwap,
  declareUndo,
} from "./change/command.ts";
import { declareComplete, declareCompletion } from "./completion/command.ts";
import { declareDiff } from "./diff/command.ts";
import { declareDoctor } from "./doctor/command.ts";
import { declareHandoff } from "./handoff/command.ts";
import { declareHelp } from "./help/command.ts";
import { declareImport } from "./import/command.ts";
import { declareInit } from "./init/command.ts";
import { declareLint } from "./lint/command.ts";
import { declareMerge } from "./merge/command.ts";
import { declarePage } from "./page/command.ts";
import { declareParity } from "./parity/command.ts";
import { declarePublish } from "./publish/command.ts";
import { declarePlan, declarePush } from "./push/command.ts";
import { declareRemind } from "./remind/command.ts";
import { declareSchedule } from "./schedule/command.ts";
import { addExamples } from "./shared/examples.ts";
import { addRosterFlag } from "./shared/flags.ts";
import { TOPICS } from "./shared/topics.ts";
import { declareStats } from "./stats/command.ts";
import { declareSuggest } from "./suggest/command.ts";
import { declareVerify } from "./verify/command.ts";
import { declareWho } from "./who/command.ts";
import { declareWhy } from "./why/command.ts";

/** Does the work of a command, which has parsed its flags and arguments. */
type Run = (edges: Edges, command: Command) => Promise<ExitCode>;

interface Verb {
  readonly declare: () => Command;
  readonly load: () => Promise<Run>;
}

const loadChange = async () => (await import("./change/run.ts")).runChange;

const OTHER = "Other:";

/** All commands, under the headings of `oncall --help` and in its order. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  "Read the rotation:": {
    who: { declare: declareWho, load: async () => (await import("./who/run.ts")).runWho },
    schedule: { declare: declareSchedule, load: async () => (await import("./schedule/run.ts")).runSchedule },
    publish: {
      declare: declarePublish,
      load: async () => (await import("./publish/run.ts")).runPublish,
    },
    handoff: { declare: declareHandoff, load: async () => (await import("./handoff/run.ts")).runHandoff },
    remind: { declare: declareRemind, load: async () => (await import("./remind/run.ts")).runRemind },
    why: { declare: declareWhy, load: async () => (await import("./why/run.ts")).runWhy },
    stats: { declare: declareStats, load: async () => (await import("./stats/run.ts")).runStats },
  },
  "Change it:": {
    swap: { declare: declareSwap, load: loadChange },
    cover: { declare: declareCover, load: loadChange },
    skip: { declare: declareSkip, load: loadChange },
    ready: { declare: declareReady, load: loadChange },
    join: { declare: declareJoin, load: loadChange },
    leave: { declare: declareLeave, load: loadChange },
    away: { declare: declareAway, load: loadChange },
    suggest: { declare: declareSuggest, load: async () => (await import("./suggest/run.ts")).runSuggest },
    undo: { declare: declareUndo, load: loadChange },
    approve: { declare: declareApprove, load: loadChange },
    init: { declare: declareInit, load: async () => (await import("./init/run.ts")).runInit },
  },
  "Review changes:": {
    lint: { declare: declareLint, load: async () => (await import("./lint/run.ts")).runLint },
    diff: { declare: declareDiff, load: async () => (await import("./diff/run.ts")).runDiff },
    merge: { declare: declareMerge, load: async () => (await import("./merge/run.ts")).runMerge },
  },
  "Work with services:": {
    plan: { declare: declarePlan, load: async () => (await import("./push/plan.ts")).runPlan },
    push: { declare: declarePush, load: async () => (await import("./push/run.ts")).runPush },
    adopt: { declare: declareAdopt, load: async () => (await import("./change/adopt.ts")).runAdopt },
    page: { declare: declarePage, load: async () => (await import("./page/run.ts")).runPage },
    doctor: { declare: declareDoctor, load: async () => (await import("./doctor/run.ts")).runDoctor },
    import: { declare: declareImport, load: async () => (await import("./import/run.ts")).runImport },
    parity: { declare: declareParity, load: async () => (await import("./parity/run.ts")).runParity },
    "verify-notifications": {
      declare: declareVerify,
      load: async () => (await import("./verify/run.ts")).runVerify,
    },
  },
  [OTHER]: {
    completion: {
      declare: declareCompletion,
      load: async () => (await import("./completion/run.ts")).runCompletion,
    },
  },
};

/** Shows the help of any command, so it is only ever declared with the whole tree. */
const HELP: Verb = { declare: declareHelp, load: async () => (await import("./help/run.ts")).runHelp };

/** What a shell asks; no help shows it. */
const COMPLETE: Verb = {
  declare: declareComplete,
  load: async () => (await import("./completion/run.ts")).runComplete,
};

/** A program ready to parse; `exit` gets the code of the command that was run, since commander's actions return nothing. */
export interface Program {
  readonly root: Command;
  readonly exit: () => ExitCode;
}

/**
 * The whole tree or, if the arguments name a command, that command alone: declaring all the others would take a fifteenth
 * of the time of `oncall who`.
 */
export function buildProgram(edges: Edges, args: readonly string[] = []): Program {
  let exit: ExitCode = 0;
  const add = ({ declare, load }: Verb, heading?: string, isHidden = false): void => {
    const command = declare();
    command.action(async () => {
      const run = await load();
      exit = await run(edges, command);
    });
    if (heading !== undefined) command.helpGroup(heading);
    root.addCommand(command, { hidden: isHidden });
  };
  const root = declareRoot();
  const name = findCommandName(root, args);
  const named = Object.values(GROUPS).find((verbs) => name !== undefined && Object.hasOwn(verbs, name));
  const only = name === undefined ? undefined : named?.[name];
  if (only !== undefined) add(only);
  else {
    for (const [heading, verbs] of Object.entries(GROUPS))
      for (const verb of Object.values(verbs)) add(verb, heading);
    add(HELP, OTHER);
    add(COMPLETE, undefined, true);
  }
  connect(root, edges);
  return { root, exit: () => exit };
}

function declareRoot(): Command {
  const root = new Command("oncall")
    .description("Who is on call, and why: computed from a roster.yaml kept in git.")
    .usage("<command> [options]")
    .version(version, "-V, --version", "print the version");
  addRosterFlag(root)
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR work too")
    .option("--yes", "answer yes to all prompts")
    .option("--no-input", "never prompt; fail if input is missing")
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .commandsGroup(OTHER)
    .helpCommand(false);
  addExamples(root, [
    { line: "oncall who", shows: "Who is on call now, until when, and who is next" },
    { line: "oncall schedule --weeks 12", shows: "The next twelve weeks" },
    { line: "oncall swap alice bob --approved-by manager", shows: "Swap two people's places in the queue" },
    { line: "oncall why tuesday", shows: "How next Tuesday's shift came about" },
  ]);
  return root.addHelpText("after", `\nPages of the guide, printed by \`oncall help PAGE\`:\n${pageList()}`);
}

function pageList(): string {
  const half = Math.ceil(TOPICS.length / 2);
  return [TOPICS.slice(0, half), TOPICS.slice(half)].map((names) => `  ${names.join(", ")}`).join(",\n");
}

/** The first word that is neither a flag of the root nor the value of one. */
function findCommandName(root: Command, args: readonly string[]): string | undefined {
  const valued = root.options.filter(({ required }) => required).flatMap(({ short, long }) => [short, long]);
  return args.find((arg, index) => !arg.startsWith("-") && !valued.includes(args[index - 1]));
}

/** Keeps commander from writing or exiting by itself: that is for run.ts. A command made apart inherits none of this. */
function connect(command: Command, edges: Edges): void {
  command.helpOption("-h, --help", "show help");
  if (command.parent !== null)
    command.addHelpText("after", "\nRun `oncall --help` for global options, such as --roster and --yes.");
  command.exitOverride().configureOutput({
    writeOut: (text) => edges.stdout.write(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => edges.stdout.columns,
    getErrHelpWidth: () => edges.stderr.columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const sub of command.commands) connect(sub, edges);
}
