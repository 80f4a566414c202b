/** Translates parts of a schedule of Jira Service Management into the terms of a plan; it descends from OpsGenie's, whose words it mostly kept. */
import type { Assignment } from "../../plan/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { readInstant, readList, readText } from "../fields.ts";
import type { WhoIs } from "../rotation.ts";

/** The periods of the final timeline, without those of rotations that were deleted. */
export function readPeriods(
  timeline: JsonValue | undefined,
  rotation: string | undefined,
): readonly JsonMap[] {
  const rows = readList(isJsonMap(timeline) ? timeline["finalTimeline"] : undefined, "rotations");
  return rows
    .filter((row) => row["deleted"] !== true && (rotation === undefined || readText(row, "id") === rotation))
    .flatMap((row) => readList(row, "periods"));
}

/** Whether somebody forwards their alerts in a period: that bends the timeline, and they are still the one on call. */
export function isForwarded(period: JsonMap): boolean {
  return readText(period, "type") === "forwarding" && readForwarder(period) !== undefined;
}

/** Whoever forwards, as a responder; the service may give the id alone. */
export function readForwarder(period: JsonMap): JsonValue | undefined {
  const { from } = period;
  if (typeof from === "string") return { type: "user", id: from };
  return isJsonMap(from) ? from : undefined;
}

/** None if its times cannot be read. Past and base periods count alike. */
export function readAssignment(period: JsonMap, whoIs: WhoIs): readonly Assignment[] {
  const [start, end] = [readInstant(period, "startDate"), readInstant(period, "endDate")];
  const responder = isForwarded(period) ? readForwarder(period) : period["responder"];
  return start === undefined || end === undefined ? [] : [{ start, end, who: whoIs(responder) }];
}
