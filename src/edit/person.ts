/** The tree of a roster and a person in, the splices that write the person behind the others, in their style. */
import { isAlias, isMap } from "yaml";
import { asNode } from "../roster/place.ts";
import { insertInFlow } from "./flow.ts";
import { notWrittenOut } from "./log.ts";
import { type NewPerson, PERSON_KEYS, pairsOf, type Refusal, refusal } from "./model.ts";
import { columnOf, endOfLines, eolBefore, insertLines, type Splice } from "./splice.ts";
import { quoteOf, styleLike } from "./style.ts";
import { lastOffset, pairOf, partAt, rangeOf, type Tree } from "./tree.ts";
import { keyText, mapLines, type Style } from "./write.ts";

export function addPerson({ text, root }: Tree, id: string, person: NewPerson): readonly Splice[] | Refusal {
  const people = asNode(pairOf(root, "people")?.value);
  if (isAlias(people)) return notWrittenOut("`people`");
  if (!isMap(people) || people.items.length === 0) {
    return refusal("`people` names nobody yet", "run oncall lint, and mend what it finds");
  }
  if (pairOf(people, id) !== undefined) {
    return refusal(`\`${id}\` is in \`people\` already`, "choose another id");
  }
  const others = people.items.map((pair) => asNode(pair.value)).reverse();
  const [start, end] = partAt(people, -1);
  const column = columnOf(text, start);
  const style = { ...styleLike(text, others, root), quote: quoteOf(people) };
  const [near = null] = others.filter((node) => isMap(node) && node.items.length > 0);
  const step = style.shape === "block" ? columnOf(text, rangeOf(near)[0]) - column : 0;
  const lines = linesOf(id, person, style, column, step);
  if (people.flow === true) {
    return insertInFlow(text, people, people.items.length, [lines.join(eolBefore(text, end))]);
  }
  const at = endOfLines(text, lastOffset(text, end), column);
  return [insertLines(text, at, [" ".repeat(column) + lines[0], ...lines.slice(1)])];
}

/** The first line without its indentation. */
function linesOf(
  id: string,
  person: NewPerson,
  style: Style,
  column: number,
  step: number,
): readonly string[] {
  const pairs = pairsOf(person, PERSON_KEYS);
  const key = `${keyText(id, style)}:`;
  const inner = style.shape === "block" ? column + step : column;
  const [first, ...rest] = mapLines(pairs, style, inner);
  return style.shape === "block"
    ? [key, `${" ".repeat(inner)}${first}`, ...rest]
    : [`${key} ${first}`, ...rest];
}
