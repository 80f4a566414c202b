/** Runs `oncall why`: how a shift came about. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import type { Terms } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { choosePage, findViewer, readClock } from "../shared/context.ts";
import { findInput } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openBytes } from "../shared/open.ts";
import { findRole, missingRole } from "../shared/people.ts";
import { readRoster } from "../shared/read.ts";
import { readWhen } from "../shared/when.ts";
import type { WhyFlags } from "./command.ts";

export async function runWhy(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<WhyFlags>(command);
  const [when = "now"] = command.args;
  const [{ whyText }, { explainShift }] = await Promise.all([
    import("../../render/why.ts"),
    import("../../timeline/why.ts"),
  ]);
  const now = readClock(edges);
  const path = findInput(edges, flags);
  const { timeline, loaded } = openBytes(edges, path, readRoster(edges, path), {}, flags.roster);
  const { roster } = timeline;
  const zone = outputZone(roster);
  const at = await readWhen(edges, when, { zone, now });
  const role = flags.role === undefined ? undefined : findRole(roster, flags.role);
  const reasons = explainShift(timeline, at).filter((reason) => role === undefined || reason.role === role);
  if (reasons.length === 0) {
    const shift = timeline.shift(timeline.shiftFrom(at));
    if (at >= shift.start) throw missingRole(role, at, zone, shift);
    const { moment } = await import("../../render/when.ts");
    const faces = { zone, viewer: findViewer(edges) };
    throw new Fault(
      EXIT.no,
      `nobody is on call on ${moment(faces, at, undefined)}`,
      `the rotation begins on ${moment(faces, shift.start, undefined)}`,
    );
  }
  const dutyLine = ({ path: of }: Terms) =>
    loaded.place({ rule: "", path: [...of, "duty"], on: "key", message: "", help: undefined }).place.line;
  const blame =
    flags.blame === true
      ? (await import("./blame.ts")).blameReasons(edges, path, loaded, reasons, dutyLine)
      : undefined;
  const view = { at, reasons, roster, zone, viewer: findViewer(edges), dutyLine, blame };
  edges.stdout.write(await whyText(view, await choosePage(edges.stdout, edges, flags)));
  return EXIT.done;
}
