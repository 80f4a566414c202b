/** Runs `oncall help`: prints the help of a command, or a page of the guide made for the terminal. */
import { join } from "node:path";
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { guideText } from "../../render/guide.ts";
import { suggest } from "../../text/suggest.ts";
import { choosePage } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { TOPICS } from "../shared/topics.ts";

const MAX_BYTES = 1_000_000;

export async function runHelp(edges: Edges, command: Command): Promise<ExitCode> {
  const root = command.parent ?? command;
  const [topic] = command.args;
  const commands = root.createHelp().visibleCommands(root);
  const named = topic === undefined ? root : commands.find((each) => each.name() === topic);
  if (named !== undefined) named.outputHelp();
  else if (topic !== undefined && TOPICS.includes(topic))
    edges.stdout.write(
      await guideText(readTopic(edges, topic), await choosePage(edges.stdout, edges, readFlags(command))),
    );
  else {
    const near = suggest(topic ?? "", [...commands.map((each) => each.name()), ...TOPICS]);
    throw new Fault(
      EXIT.usage,
      `there is no command or page ${JSON.stringify(topic)}`,
      near === undefined ? `the pages are ${TOPICS.join(", ")}` : `did you mean ${near}?`,
    );
  }
  return EXIT.done;
}

function readTopic({ files, home }: Edges, topic: string): string {
  const path = join(home, "docs", `${topic}.md`);
  const read = files.read(path, MAX_BYTES);
  if (read.kind !== "bytes") throw new Error(`${path} is ${read.kind}`);
  return new TextDecoder().decode(read.bytes);
}
