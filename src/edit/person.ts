/** Adds a person after the others, in their style, and removes one with the comments that are about nothing else. */
import { isAlias, isMap } from "yaml";
import { asNode } from "../roster/place.ts";
import { insertInFlow, removeFromFlow } from "./flow.ts";
import { refuseAlias } from "./list.ts";
import { BY_HAND, type NewPerson, orderPairs, PERSON_KEYS, type Refusal, refuse } from "./model.ts";
import {
  columnOf,
  findEndOfLines,
  findLineEnd,
  insertLines,
  removeWithIgnores,
  type Splice,
} from "./splice.ts";
import { findStyle, readQuote } from "./style.ts";
import { findPair, findPart, lastOffset, rangeOf, type Tree } from "./tree.ts";
import { writeKey, writeMap, type YamlStyle } from "./write.ts";

export function addPerson({ text, root }: Tree, id: string, person: NewPerson): readonly Splice[] | Refusal {
  const people = asNode(findPair(root, "people")?.value);
  if (isAlias(people)) return refuseAlias("`people`");
  if (!isMap(people) || people.items.length === 0) {
    return refuse("`people` is empty", "run oncall lint and fix what it finds");
  }
  if (findPair(people, id) !== undefined) {
    return refuse(`\`${id}\` is already in \`people\``, "choose another id");
  }
  const others = people.items.map((pair) => asNode(pair.value)).reverse();
  const [start, end] = findPart(people, -1);
  const column = columnOf(text, start);
  const style = { ...findStyle(text, others, root), quote: readQuote(people) };
  const [near = null] = others.filter((node) => isMap(node) && node.items.length > 0);
  const step = style.shape === "block" ? columnOf(text, rangeOf(near)[0]) - column : 0;
  const lines = writePerson(id, person, style, column, step);
  if (people.flow === true) {
    return insertInFlow(text, people, people.items.length, [lines.join(findLineEnd(text, end))]);
  }
  const at = findEndOfLines(text, lastOffset(text, end), column);
  return [insertLines(text, at, [" ".repeat(column) + lines[0], ...lines.slice(1)])];
}

export function removePerson({ text, root }: Tree, id: string): readonly Splice[] | Refusal {
  const people = asNode(findPair(root, "people")?.value);
  const pair = isMap(people) ? findPair(people, id) : undefined;
  if (!isMap(people) || pair === undefined) return refuse(`\`people\` does not name \`${id}\``, BY_HAND);
  if (people.items.length === 1) return refuse(`\`${id}\` is the only person in \`people\``, BY_HAND);
  const index = people.items.indexOf(pair);
  if (people.flow === true) return removeFromFlow(text, people, index);
  const [start, end] = findPart(people, index);
  return removeWithIgnores(text, start, findEndOfLines(text, lastOffset(text, end), columnOf(text, start)));
}

/** The first line is not indented. */
function writePerson(
  id: string,
  person: NewPerson,
  style: YamlStyle,
  column: number,
  step: number,
): readonly string[] {
  const pairs = orderPairs(person, PERSON_KEYS);
  const key = `${writeKey(id, style)}:`;
  const inner = style.shape === "block" ? column + step : column;
  const [first, ...rest] = writeMap(pairs, style, inner);
  return style.shape === "block"
    ? [key, `${" ".repeat(inner)}${first}`, ...rest]
    : [`${key} ${first}`, ...rest];
}
