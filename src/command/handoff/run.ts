/** Runs `oncall handoff`: the note for the next change of shift, or for that of a date. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { listProofGaps } from "../../proof/gaps.ts";
import {
  type HandoffView,
  handoffJson,
  handoffMarkdown,
  handoffNote,
  handoffText,
} from "../../render/handoff.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { DAY_MS, formatDate } from "../../time/date.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { describeTakeover } from "../../timeline/takeover.ts";
import { checkNamed, readClock } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { openTimeline } from "../shared/open.ts";
import { readDate } from "../shared/when.ts";
import type { HandoffFlags } from "./command.ts";

const POSTED_WITHIN_MS = 14 * DAY_MS;

export async function runHandoff(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<HandoffFlags>(command);
  if (flags.post === true) checkNamed(edges, flags, "a post");
  const now = readClock(edges);
  const timeline = openTimeline(edges, flags);
  const view = buildView(timeline, await findIndex(edges, timeline, flags.shift, now));
  if (flags.post === true) {
    // Only whoever posts loads what knows the services.
    const { postNote } = await import("../shared/post.ts");
    const { roster } = timeline;
    // A note that has changed says something else.
    const parts = [`handoff ${handoffJson(view)}${roster.handoffNote ?? ""}`];
    const since = now - POSTED_WITHIN_MS;
    await postNote(edges, flags, { roster, what: "the note", parts, since, write: () => handoffNote(view) });
  }
  edges.stdout.write(formatNote(flags, view));
  return EXIT.done;
}

function formatNote({ format, json }: HandoffFlags, view: HandoffView): string {
  switch (json === true ? "json" : format) {
    case "text":
      return handoffText(view);
    case "markdown":
      return handoffMarkdown(view);
    case "json":
      return handoffJson(view);
  }
}

/** The handoff of that date; without one, the next. */
async function findIndex(
  edges: Edges,
  timeline: Timeline,
  shift: string | undefined,
  now: Instant,
): Promise<number> {
  const running = timeline.shiftAt(now);
  const next = running === undefined ? 0 : running + 1;
  if (shift === undefined) return next;
  const { handoffs } = timeline.rotation;
  const date = await readDate(edges, shift, { zone: outputZone(timeline.roster), now });
  const found = handoffs.on(date);
  if (handoffs.at(found).date === date) return found;
  const around = [found, found + 1].map((index) => formatDate(handoffs.at(index).date));
  throw new Fault(
    EXIT.usage,
    `there is no handoff on ${formatDate(date)}`,
    `the handoffs around it are on ${around.join(" and ")}`,
  );
}

function buildView(timeline: Timeline, index: number): HandoffView {
  const { roster } = timeline;
  const takeover = describeTakeover(timeline, index);
  const serving = [...takeover.incoming.values(), ...takeover.next.values()];
  const ids = serving.flatMap((id) => id ?? []);
  return { roster, zone: outputZone(roster), takeover, gaps: listProofGaps(roster, ids, takeover.date) };
}
