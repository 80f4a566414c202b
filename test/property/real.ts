/** Asks the product about a plain roster and answers in the words of the naive computation, so that the two can be compared. Only this file calls src/. */
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster, type RosterFile } from "../../src/roster/load.ts";
import { checkLog } from "../../src/rotation/check.ts";
import { formatDate, type LocalDate, parseDate } from "../../src/time/date.ts";
import { formatInstant } from "../../src/time/zone.ts";
import { buildTimeline } from "../../src/timeline/build.ts";
import type { PlainRoster } from "../naive/roster.ts";
import type { Answer, Fault, Schedule } from "../naive/schedule.ts";

type Part = Omit<Fault, "fault">;

export function realSchedule(roster: PlainRoster, from: string, weeks: number): Schedule {
  const answer = realAnswer(roster);
  if (answer.kind === "invalid") return { invalid: answer.faults };
  return { shifts: answer.window(from, weeks).flatMap(({ stretches }) => stretches) };
}

export function realAnswer(plain: PlainRoster): Answer {
  const { text, parts } = written(plain);
  const { roster, draft, findings } = loadRoster(fileOf(text));
  const faults: Fault[] = findings
    .filter(({ blocks }) => blocks)
    .map(({ place, message }) => {
      const part = parts.get(place.line);
      if (part === undefined) throw new Error(`a finding about neither terms nor log: ${message}`);
      return { ...part, fault: message };
    });
  if (draft === undefined) return { kind: "invalid", faults };

  const timeline = buildTimeline(draft);
  for (const { path, message } of checkLog(draft, timeline.rotation)) {
    const [on, index] = path;
    faults.push({
      on: on === "rotation" ? "rotation" : "changes",
      index: typeof index === "number" ? index : 0,
      fault: message,
    });
  }
  if (roster === undefined || faults.length > 0) return { kind: "invalid", faults };

  const last = roster.rotation.at(-1) ?? roster.rotation[0];
  const isoOf = (instant: number) => formatInstant(last.zone, instant);
  return {
    kind: "valid",
    window(from, weeks) {
      return timeline.window(dayOf(from), weeks).map(({ index, date, start, end, terms, stretches }) => ({
        index,
        date: formatDate(date),
        start: isoOf(start),
        end: isoOf(end),
        roles: terms.roles,
        stretches: stretches.map((stretch) => ({
          role: stretch.role,
          engineer: stretch.engineer,
          scheduled: stretch.scheduled,
          start: isoOf(stretch.start),
          end: isoOf(stretch.end),
        })),
      }));
    },
  };
}

/** Which shift the product finds for an instant and for a date; the roster must be valid. */
export function realFinder(plain: PlainRoster): {
  readonly at: (instant: string) => number | undefined;
  readonly on: (date: string) => number;
} {
  const { roster } = loadRoster(fileOf(written(plain).text));
  if (roster === undefined) throw new Error("invalid");
  const timeline = buildTimeline(roster);
  return {
    at: (instant) => timeline.shiftAt(Date.parse(instant)),
    on: (date) => timeline.shiftOn(dayOf(date)),
  };
}

function fileOf(text: string): RosterFile {
  return { file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf };
}

function dayOf(date: string): LocalDate {
  const day = parseDate(date);
  if (day === undefined) throw new Error(`no date: ${date}`);
  return day;
}

/** The roster as JSON, which is YAML, with each terms and each entry on its own line, so that a finding's line says which it is about. */
function written({ rotation, changes = [], ...rest }: PlainRoster): {
  readonly text: string;
  readonly parts: ReadonlyMap<number, Part>;
} {
  const parts = new Map<number, Part>();
  const lines = [`${JSON.stringify(rest).slice(0, -1)},"rotation":`];
  const add = (on: Part["on"], values: readonly unknown[]) => {
    for (const [index, value] of values.entries()) {
      lines.push(`${JSON.stringify(value)}${index < values.length - 1 ? "," : ""}`);
      parts.set(lines.length, { on, index });
    }
  };
  if ("start" in rotation) add("rotation", [rotation]);
  else {
    lines.push("[");
    add("rotation", rotation);
    lines.push("]");
  }
  lines.push(',"changes":[');
  add("changes", changes);
  lines.push("]}");
  return { text: `${lines.join("\n")}\n`, parts };
}
