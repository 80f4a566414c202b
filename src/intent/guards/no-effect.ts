/** Warns of an entry that has no effect. */
import type { GuardAnswer, GuardContext } from "./context.ts";

export function noEffect({ wish, added, changes }: GuardContext): readonly GuardAnswer[] {
  const isWatched =
    wish.kind !== "undo" && wish.kind !== "cover" && wish.kind !== "approve" && wish.kind !== "adopt";
  if (!isWatched || added.length === 0 || changes.length > 0) return [];
  const message =
    wish.kind === "ready"
      ? `${wish.person} has no skip in force then: this changes nothing`
      : "this changes nobody's weeks";
  return [{ weight: "warning", rule: "no-effect", message, help: undefined }];
}
