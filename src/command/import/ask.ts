/** Asks at a terminal which list is which role of the roster. */
import type { Edges } from "../../edge/edges.ts";
import type { ImportableList } from "../../import/candidates.ts";
import { forTerminal } from "../../render/escape.ts";
import { buildAsking } from "../shared/prompt.ts";
import type { ImportFlags } from "./command.ts";

/** Undefined: nobody can be asked, there is nothing to choose, or every list is to find its partner by itself. */
export async function askRoles(
  edges: Edges,
  flags: ImportFlags,
  lists: readonly ImportableList[],
): Promise<readonly ImportableList[] | undefined> {
  const asking = flags.json === true || flags.yes === true ? undefined : buildAsking(edges, flags);
  if (asking === undefined || lists.length < 2) return undefined;
  asking.say(
    lists
      .map(({ name, last }) => forTerminal(`Found ${name}: ${describe(last.queue.length)}`).concat("\n"))
      .join(""),
  );
  const offer = (left: readonly ImportableList[], last: string) => [
    ...left.map(({ name }) => ({ value: name, line: name, short: name })),
    { value: "", line: last, short: last },
  ];
  const all = "all of them: a roster for each, and one for those that fit";
  const first = await asking.choice("Which is the primary?", offer(lists, all));
  const primary = lists.find(({ name }) => name === first);
  if (primary === undefined) return undefined;
  const left = lists.filter((one) => one !== primary);
  const second = await asking.choice("Which is the secondary?", offer(left, "none: one role alone"));
  const secondary = left.find(({ name }) => name === second);
  return secondary === undefined ? [primary] : [primary, secondary];
}

function describe(people: number): string {
  return people === 1 ? "one person" : `${people} people`;
}
