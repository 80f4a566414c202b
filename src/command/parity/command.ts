/** Declares `oncall parity`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { declareProvider } from "../shared/provider.ts";

export interface ParityFlags extends GlobalFlags {
  readonly weeks?: string;
  readonly json?: boolean;
}

export function declareParity(): Command {
  const command = new Command("parity")
    .summary("check that two services and the roster say the same")
    .description(
      "Ask two services who is on call in the coming weeks, and compare them with each other and with the roster, minute by minute. Without names, all services that the roster has a section for. Only reads. Exits 1 on any difference.",
    )
    .addArgument(declareProvider("a service", "[a]"))
    .addArgument(declareProvider("another", "[b]"))
    .option("--weeks <n>", "how many weeks ahead, up to 52 (default: 8)")
    .option("--json", "print JSON");
  return addExamples(command, [
    { line: "oncall parity", shows: "Do all services say what the roster says?" },
    { line: "oncall parity opsgenie --weeks 12", shows: "This one, for twelve weeks" },
  ]);
}
