/** Declares `oncall publish`. */
import { Command } from "commander";
import { addExamples } from "../shared/examples.ts";
import type { GlobalFlags } from "../shared/flags.ts";

export interface PublishFlags extends GlobalFlags {
  readonly out: string;
  readonly weeks: string;
  readonly emails?: boolean;
}

export function declarePublish(): Command {
  const command = new Command("publish")
    .summary("write a static site for the team")
    .description(
      "Write a static site: who is on call, the weeks to come, a page for each person, and calendars to subscribe to. It has no phone numbers. Files that did not change stay as they are.",
    )
    .requiredOption("--out <dir>", "the folder of the site")
    .option("--weeks <n>", "how many weeks", "26")
    .option("--emails", "show email addresses too");
  return addExamples(command, [
    { line: "oncall publish --out site", shows: "The next half year, for any web server" },
    { line: "oncall publish --out site --weeks 12 --emails", shows: "Three months, with addresses" },
  ]);
}
