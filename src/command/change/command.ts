/** Declares the commands that edit the roster: swap, cover, skip, ready, join, leave, undo, approve, adopt. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import { type GlobalFlags, splitList } from "../shared/flags.ts";
import { declareProvider } from "../shared/provider.ts";

/** The flags of all of them, each command having its own share. */
export interface EditFlags extends GlobalFlags {
  readonly from?: string;
  readonly until?: string;
  readonly once?: boolean;
  readonly by?: string | readonly string[];
  readonly shift?: string;
  readonly role?: string;
  readonly exchange?: boolean;
  readonly turns?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly manager?: readonly string[];
  readonly after?: string;
  readonly skip?: string;
  readonly coveredBy?: string;
  readonly note?: string;
  readonly as?: readonly string[];
  readonly reason?: string;
  readonly approvedBy?: readonly string[];
  readonly backdated?: boolean;
  readonly unapproved?: boolean;
  readonly allow?: readonly string[];
  readonly dryRun?: boolean;
  readonly commit?: boolean;
  readonly message?: string;
  readonly signoff?: boolean;
  readonly json?: boolean;
}

const FROM = "from the first handoff on or after this date (default: the next handoff)";
const APPROVERS = "who approved; manager means a manager on record of each engineer concerned";

export function declareSwap(): Command {
  const command = new Command("swap")
    .summary("swap two people's places in the queue")
    .description(
      "Swap two people's places in the queue: for good, until a date, or once. Takes effect at the first handoff at which neither is in the middle of a turn.",
    )
    .argument("[id]", "one of the two")
    .argument("[id]", "the other")
    .option("--from <date>", "from the first handoff on or after this date")
    .option("--until <date>", "and trade back at the first handoff on or after this date")
    .option("--once", "and trade back once both have had their turn");
  return addExamples(addEditFlags(addEntryFlags(command)), [
    { line: "oncall swap alice bob --approved-by manager", shows: "For good, once neither is mid-turn" },
    { line: "oncall swap alice bob --once --approved-by mia --dry-run", shows: "What one trade would move" },
  ]);
}

export function declareCover(): Command {
  const command = new Command("cover")
    .summary("have somebody cover another's time")
    .description(
      "Have somebody cover another's time: a whole shift, or from one moment to another. The queue does not change, and a covered turn counts as served.",
    )
    .argument("[id]", "whose time it is")
    .option("--by <id>", "who covers")
    .option("--shift <shift>", "the whole shift that starts on this date; next: their next one")
    .option(
      "--from <when>",
      "from this moment: HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset",
    )
    .option("--until <when>", "until this moment")
    .option("--role <role>", "only this role")
    .option("--exchange", "and the other way round: each takes the other's time")
    .option("--unapproved", "nobody can be asked now: takes effect at once, to be approved later");
  return addExamples(addEditFlags(addEntryFlags(command)), [
    {
      line: "oncall cover alice --by mia --shift next --approved-by manager",
      shows: "Alice's whole next shift",
    },
    {
      line: 'oncall cover erin --by bob --from "2026-11-05 09:00" --until "2026-11-05 12:00" --backdated --approved-by manager',
      shows: "A few hours, written down afterwards",
    },
  ]);
}

export function declareSkip(): Command {
  const command = new Command("skip")
    .summary("skip somebody's turns")
    .description(
      "Skip somebody's turns: the next one, a number of them, all that would begin before a date, or all until they are ready. Everybody's weeks move; for a holiday, use swap or cover.",
    )
    .argument("[id]", "whose turns")
    .option("--turns <n>", "how many (default: 1)")
    .option("--until <date>", "every turn that would begin before this date; ready: until oncall ready")
    .option("--from <date>", FROM);
  return addExamples(addEditFlags(addEntryFlags(command)), [
    {
      line: "oncall skip dave --until ready --approved-by mia",
      shows: "A new hire, until oncall ready dave",
    },
    {
      line: "oncall skip dave --turns 2 --approved-by max --dry-run",
      shows: "What two skipped turns would move",
    },
  ]);
}

export function declareReady(): Command {
  const command = new Command("ready")
    .summary("end somebody's skip")
    .description("End somebody's skip: their next turn begins on or after the date, with its first role.")
    .argument("[id]", "who is ready")
    .option("--from <date>", "from this date (default: the next handoff's)");
  return addExamples(addEditFlags(addEntryFlags(command)), [
    {
      line: "oncall ready dave --from 2026-09-01 --backdated --approved-by mia --dry-run",
      shows: "What an earlier end would have changed",
    },
  ]);
}

export function declareJoin(): Command {
  const command = new Command("join")
    .summary("add somebody to the queue")
    .description(
      "Add somebody to the end of the queue, or after a given person. Somebody new is added to people as well.",
    )
    .argument("[id]", "who joins: an id listed under people, or a new one")
    .option("--name <name>", "full name of somebody new")
    .option("--email <email>", "email of somebody new")
    .option("--phone <phone>", "E.164, or env:ONCALL_PHONE_…")
    .option("--manager <ids>", "who approves for them", splitList)
    .option("--after <id>", "right after this person instead of at the end; needs approval")
    .option(
      "--skip <length>",
      "also skip their first turns: a number, a date, or ready: until oncall ready; needs approval",
    )
    .option("--from <date>", FROM);
  return addExamples(addEditFlags(addEntryFlags(command)), [
    {
      line: 'oncall join henry --name "Henry Adeyemi" --email henry@example.com --manager max',
      shows: "A new hire, at the end of the queue",
    },
    {
      line: 'oncall join ivy --name "Ivy Lund" --manager max --skip ready --approved-by max',
      shows: "A new hire who is not ready yet",
    },
    { line: "oncall join max --after dave --approved-by mia", shows: "Somebody already listed under people" },
  ]);
}

export function declareLeave(): Command {
  const command = new Command("leave")
    .summary("remove somebody from the queue")
    .description("Remove somebody from the queue. Any time they would still serve needs a cover.")
    .argument("[id]", "who leaves")
    .option("--from <date>", FROM)
    .option("--covered-by <id>", "who covers the time that they would still serve");
  return addExamples(addEditFlags(addEntryFlags(command)), [
    {
      line: "oncall leave grace --from 2027-03-01 --backdated --approved-by manager",
      shows: "Written down afterwards",
    },
  ]);
}

export function declareAway(): Command {
  const command = new Command("away")
    .summary("write down when somebody is away")
    .description(
      "Write down when somebody is away. It moves nobody: it says which of their shifts fall into that time, and who could take each.",
    )
    .argument("[id]", "who is away")
    .option("--from <date>", "the first day away (default: today)")
    .option("--until <date>", "the first day back")
    .option("--note <text>", "why, for the others");
  return addExamples(addEditFlags(command), [
    {
      line: 'oncall away alice --from 2026-12-21 --until 2027-01-04 --note "holidays"',
      shows: "Two weeks, and who could take her shift",
    },
    { line: "oncall away bob --from friday --until monday --dry-run", shows: "A long weekend, tried out" },
  ]);
}

export function declareUndo(): Command {
  const command = new Command("undo")
    .summary("take back an entry")
    .description(
      "Take back an entry of the log, as long as nothing that it changed has begun, or somebody's time away. Without a line, the entry made last: what is not committed yet, else what the last commit brought. If git cannot tell, it asks.",
    )
    .argument("[line]", "the line that the entry starts on, as shown by oncall why");
  return addExamples(addEditFlags(command), [
    {
      line: "oncall undo 91 --allow begun-entry --dry-run",
      shows: "What would move without the entry in line 91",
    },
  ]);
}

export function declareApprove(): Command {
  const command = new Command("approve")
    .summary("approve a pending cover")
    .description("Approve an entry that was made with --unapproved because nobody could be asked.")
    .argument("[line]", "the line that the entry starts on, as shown by oncall lint")
    .option("--by <approvers>", APPROVERS, splitList);
  return addExamples(addEditFlags(command), [
    { line: "oncall approve 91 --by manager", shows: "The entry that starts on line 91" },
  ]);
}

export function declareAdopt(): Command {
  const command = new Command("adopt")
    .summary("turn overrides made by hand into covers")
    .description(
      "Turn overrides that people made by hand in a service into covers of the roster, in force at once and to be approved. What says the same as the roster, or cannot be a cover, is left and named. Exits 1 if something is left. Writes nothing to the service.",
    )
    .addArgument(declareProvider("from where"))
    .option(
      "--as <id>",
      "who somebody is whom the roster does not know; NAME=ID if there are several",
      splitList,
    )
    .option("--reason <text>", "why, for those who read the log later");
  return addExamples(addEditFlags(command), [
    { line: "oncall adopt --dry-run", shows: "What would be written" },
    { line: "oncall adopt opsgenie --as alice", shows: "The stranger there is Alice" },
  ]);
}

/** The flags that become part of an entry. */
function addEntryFlags(command: Command): Command {
  return command
    .option("--approved-by <approvers>", APPROVERS, splitList)
    .option("--reason <text>", "why, for those who read the log later")
    .option("--backdated", "recorded after the fact: may change the past");
}

/** The flags of everything that writes the roster. */
function addEditFlags(command: Command): Command {
  return command
    .option("--allow <rules>", "let these rules pass, by the ids in a refusal", splitList)
    .option("--dry-run", "show what would change, write nothing")
    .option("--commit", "commit the roster file, and nothing else")
    .option("--message <text>", "with --commit: its message (default: names the entry)")
    .option("--signoff", "with --commit: sign off, as git commit --signoff")
    .option("--json", "print what was done as JSON");
}
