/** Marks in descriptions, beside what is finished, which commit was pushed last. */
import { type Instant, parseInstant } from "../time/zone.ts";
import { writeDescription } from "./marks.ts";
import type { PushMark } from "./ownership.ts";

const MARK = /\bpushed ([0-9a-f]{40,})(?: at (\S+Z))?/;

export function describe(isFinished: boolean, mark: PushMark | undefined): string {
  const text = writeDescription(isFinished);
  return mark === undefined ? text : `${text} pushed ${mark.commit} at ${formatInstant(mark.at)}`;
}

export function readMark(description: string): PushMark | undefined {
  const [, commit, time = ""] = MARK.exec(description) ?? [];
  const at = parseInstant(time);
  return commit === undefined || at === undefined ? undefined : { commit, at };
}

function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
