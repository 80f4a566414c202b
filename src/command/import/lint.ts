/** Lints a roster that was imported, so that an import says why it is not clean. */
import type { Edges } from "../../edge/edges.ts";
import type { ImportNote } from "../../import/model.ts";
import { lint } from "../../lint/lint.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { Instant } from "../../time/zone.ts";
import { checkBytes } from "../shared/open.ts";

/** What `cover-unapproved` says of each cover already. */
const APPROVAL = "unapproved-entry";

/** None if it has no errors, or cannot be computed, which another note says. */
export function lintImported(
  edges: Edges,
  { file, text }: { readonly file: string; readonly text: string },
  now: Instant,
): readonly ImportNote[] {
  const { loaded, timeline, findings } = checkBytes(edges, file, new TextEncoder().encode(text));
  if (timeline === undefined) return [];
  const found = lint(
    {
      ...{ timeline, now, before: undefined, said: loaded.said, guards: timeline.roster },
      ...{ isTracked: () => false, isPrivateUnread: false },
      resolve: (phone) => resolvePhone(phone, edges.env),
    },
    loaded.ignores(),
  );
  const errors = [...findings, ...found].filter(({ severity }) => severity === "error");
  if (errors.length === 0) return [];
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  const why = [...new Map(errors.map(({ rule, message }) => [rule, `${message} (${rule})`])).values()];
  return [
    {
      ...{ code: "lint-errors", subject: null },
      message: `lint finds ${count} in ${file}: ${why.join("; ")}`,
      isHarmless: errors.every(({ rule }) => rule === APPROVAL),
    },
  ];
}
