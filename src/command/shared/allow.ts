/** Reads `--allow`: the ids of what may pass, of those that can be allowed. */
import { EXIT, Fault } from "../../fault.ts";
import { suggest } from "../../text/suggest.ts";

export function readAllowed(allow: readonly string[] | undefined, ids: readonly string[]): readonly string[] {
  const unknown = allow?.find((id) => !ids.includes(id));
  if (unknown === undefined) return allow ?? [];
  const near = suggest(unknown, ids);
  throw new Fault(
    EXIT.usage,
    `there is no rule ${JSON.stringify(unknown)} that --allow could let pass`,
    near === undefined ? `rules: ${ids.join(", ")}` : `did you mean ${near}?`,
  );
}
