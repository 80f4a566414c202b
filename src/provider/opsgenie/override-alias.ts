/**
 * Names our overrides: the alias says that oncall made one, and for which duty, so that no state has to be kept anywhere.
 * It leaves out who serves, so that another person is one request.
 */
import type { Role } from "../../roster/model.ts";
import { type Instant, parseInstant } from "../../time/zone.ts";
import type { FindSegment } from "../ownership.ts";

/** Tells whose an override is by its alias. */
export const findSegment: FindSegment = ({ key }, role) => readAlias(key, role);

/** Safe in a URL. A schedule has one role. */
export function writeAlias(role: Role, segment: Instant): string {
  return `oncall-v1-${slug(role)}-${new Date(segment).toISOString().replace(/[-:]|\.000/g, "")}`;
}

/** The start of the duty; undefined for an override that is not ours, or whose alias is damaged. */
export function readAlias(alias: string, role: Role): Instant | undefined {
  const [, own, day, time, part = ""] = /^oncall-v1-(.+)-(\d{8})T(\d{6})(\.\d{3})?Z$/.exec(alias) ?? [];
  if (own !== slug(role) || day === undefined || time === undefined) return undefined;
  const dashed = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  return parseInstant(`${dashed}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}${part}Z`);
}

function slug(role: Role): string {
  return role.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}
