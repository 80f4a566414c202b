/** Which overrides are ours: the alias says so, and for which stretch, so that no state has to be kept anywhere. */
import type { Role } from "../../roster/model.ts";
import { type Instant, parseInstant } from "../../time/zone.ts";

/** In the description of what we made, and of what we have not finished making. */
export const MARK = "Managed by oncall";
export const UNFINISHED = "(unfinished)";

/** Who serves is not in it: a change of person is one request. Safe in an address; one schedule has one role. */
export function aliasOf(role: Role, segment: Instant): string {
  return `oncall-v1-${slug(role)}-${new Date(segment).toISOString().replace(/[-:]|\.000/g, "")}`;
}

/** When the stretch of one of ours begins; undefined for anybody else's, and for one of ours that is damaged. */
export function segmentOf(alias: string, role: Role): Instant | undefined {
  const [, own, day, time, part = ""] = /^oncall-v1-(.+)-(\d{8})T(\d{6})(\.\d{3})?Z$/.exec(alias) ?? [];
  if (own !== slug(role) || day === undefined || time === undefined) return undefined;
  const dashed = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  return parseInstant(`${dashed}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}${part}Z`);
}

function slug(role: Role): string {
  return role.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}
