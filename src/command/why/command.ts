/** `oncall why`: how a shift came about. */
import { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { formatInstant } from "../../time/zone.ts";
import type { Outcome } from "../program.ts";
import { type GlobalFlags, globalFlags, pageOf, readClock, viewerOf } from "../shared/context.ts";
import { withExamples } from "../shared/examples.ts";
import { findRoster, openBytes, readRoster } from "../shared/open.ts";
import { findRole, noSuchRole } from "../shared/people.ts";
import { readWhen } from "../shared/when.ts";

interface Flags extends GlobalFlags {
  readonly role?: string;
  readonly blame?: boolean;
}

export function whyCommand(edges: Edges, outcome: Outcome): Command {
  const command = new Command("why")
    .summary("how a shift came about")
    .description(
      "How a shift came about: the seat in the queue, swaps, skips and covers, each with its line, approver and reason.",
    )
    .argument("[when]", "now, HH:MM, a weekday, YYYY-MM-DD[ HH:MM], ISO 8601 with an offset", "now")
    .option("--role <role>", "only this role")
    .option("--blame", "with commit, author and date of each line, as git knows them")
    .action(async (when: string, _flags: object, self: Command) => {
      await why(edges, when, globalFlags<Flags>(self));
      outcome.exit = EXIT.done;
    });
  return withExamples(command, [
    { line: "oncall why", shows: "the running shift" },
    { line: "oncall why 2026-05-14 --role primary", shows: "the primary of a day in May" },
    { line: "oncall why --blame", shows: "and who wrote it down" },
  ]);
}

async function why(edges: Edges, when: string, flags: Flags): Promise<void> {
  const [{ whyText }, { whyAt }] = await Promise.all([
    import("../../render/why.ts"),
    import("../../timeline/why.ts"),
  ]);
  const now = readClock(edges);
  const path = findRoster(edges, flags);
  const { timeline, loaded } = openBytes(edges, path, readRoster(edges, path));
  const { roster } = timeline;
  const zone = outputZone(roster);
  const at = readWhen(when, zone, now);
  const role = flags.role === undefined ? undefined : findRole(roster, flags.role);
  const reasons = whyAt(timeline, at).filter((reason) => role === undefined || reason.role === role);
  if (reasons.length === 0) {
    const shift = timeline.shift(timeline.shiftFrom(at));
    const when = formatInstant(zone, at);
    throw at < shift.start
      ? new Fault(
          EXIT.no,
          `nobody is on call at ${when}`,
          `the first shift begins at ${formatInstant(zone, shift.start)}`,
        )
      : noSuchRole(role, at, zone, shift);
  }
  const blame =
    flags.blame === true ? (await import("./blame.ts")).blameOf(edges, path, loaded, reasons) : undefined;
  const view = { at, reasons, roster, zone, viewer: viewerOf(edges), blame };
  edges.stdout.write(await whyText(view, await pageOf(edges.stdout, edges, flags)));
}
