/**
 * Names our overrides: the alias says that oncall made one, and for which duty, so that no state has to be kept anywhere.
 * It leaves out who serves, so that another person is one request.
 */
import type { TargetRole } from "../../plan/model.ts";
import { type Instant, parseInstant } from "../../time/zone.ts";
import type { FindSegment } from "../ownership.ts";

/** Tells whose an override is by its alias. */
export const findSegment: FindSegment = ({ key }, wanted) => readAlias(key, nameOwner(wanted));

/**
 * Whose overrides of a schedule they are: those of its one role, or of a rotation among others. Two rotations never have the
 * same owner, lest they write each other's overrides.
 */
export function nameOwner({ role, address }: Pick<TargetRole, "role" | "address">): string {
  return address.rotation === undefined
    ? role.toLowerCase().replace(/[^a-z0-9]+/g, "_")
    : nameRotationOwner(address.rotation);
}

export function nameRotationOwner(rotation: string): string {
  return encodeURIComponent(rotation)
    .replace(/[^A-Za-z0-9%]/g, escapeLetter)
    .replaceAll("%", "_");
}

function escapeLetter(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

/** Safe in a URL. */
export function writeAlias(owner: string, segment: Instant): string {
  return `oncall-v1-${owner}-${new Date(segment).toISOString().replace(/[-:]|\.000/g, "")}`;
}

/** The start of the duty; undefined for an override that is not ours, or whose alias is damaged. */
export function readAlias(alias: string, owner: string): Instant | undefined {
  const [, own, day, time, part = ""] = /^oncall-v1-(.+)-(\d{8})T(\d{6})(\.\d{3})?Z$/.exec(alias) ?? [];
  if (own !== owner || day === undefined || time === undefined) return undefined;
  const dashed = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  return parseInstant(`${dashed}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}${part}Z`);
}
