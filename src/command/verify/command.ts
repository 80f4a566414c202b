/** Declares `oncall verify-notifications`. */
import { Command, Option } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";
import { PROVIDER_NAMES, type ProviderName } from "../shared/provider.ts";

export interface VerifyFlags extends GlobalFlags {
  readonly via?: "sms" | "voice" | ProviderName;
  readonly turn?: boolean;
  readonly stale?: boolean;
  readonly all?: boolean;
  readonly anyHour?: boolean;
  readonly record: boolean;
  readonly commit?: boolean;
  readonly dryRun?: boolean;
}

export function declareVerify(): Command {
  const command = new Command("verify-notifications")
    .summary("check that a page reaches you")
    .description(
      "Send a test page by text and by call, each with a code to type back. A code typed back is proof, and is recorded under the person in the roster. Without a terminal, only the delivery status is reported and nothing is proven. Exits 1 if a page did not reach somebody.",
    )
    .argument("[ids...]", "whom to test (default: you, by git's user.email)")
    .addOption(
      new Option(
        "--via <way>",
        "by text, by call, or by an alert of the service (default: text and call)",
      ).choices(["sms", "voice", ...PROVIDER_NAMES]),
    )
    .option("--turn", "everybody on call in the current or the next shift")
    .option("--stale", "everybody without a valid proof")
    .option("--all", "everybody who takes part")
    .option("--any-hour", "even outside a person's hours (08:00 to 21:00 unless the roster says otherwise)")
    .option("--no-record", "do not record proofs in the roster")
    .option("--commit", "commit the roster file, and nothing else")
    .option("--dry-run", "show what would be sent, with a made-up code; send nothing");
  return addExamples(command, [
    { line: "oncall verify-notifications", shows: "Test yourself, by text and by call" },
    { line: "oncall verify-notifications --turn --via sms", shows: "Text everybody on call now or next" },
    { line: "oncall verify-notifications alice --dry-run", shows: "What Alice would get" },
    {
      line: "oncall verify-notifications --stale --yes -r roster.yaml",
      shows: "From cron: was it delivered?",
    },
  ]);
}
