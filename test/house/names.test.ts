/** Checks that functions are named for what they do, since a participle reads as a state, and that no two types share a name. */
import { expect, test } from "vitest";
import { sources } from "./modules.ts";
import { isNode, type Node, nodesOf } from "./sources.ts";

/** Verbs that look like participles. */
const VERBS = [
  "need",
  "feed",
  "embed",
  "seed",
  "exceed",
  "proceed",
  "succeed",
  "shed",
  "shred",
  "speed",
  "heed",
];

/** Participles that do not end in "ed", except those that are imperatives too (`read`, `set`, `put`, `cut`, `split`). */
const IRREGULAR =
  `become been begun bent born bought bound broken brought built caught chosen come crept done drawn
  driven fallen fed felt fought found forgotten frozen gone given grown heard held hidden hung kept known laid lain led
  left lent lost made meant met paid said seen sent shaken shown shrunk slept sold spent spoken sprung stolen stood
  stuck struck sung sunk swept sworn swum taken taught thought thrown told torn understood undone unwritten withdrawn
  won worn wound woven written`.split(/\s+/);

/** What follows the participle in `servedBy` or `keptBefore`; names like `unifiedDiff` are nouns and allowed. */
const PREPOSITIONS = /^(After|At|Before|Between|By|For|From|In|Of|On|Or|Over|To|With)/;

function isParticiple(name: string): boolean {
  const [, first = "", rest = ""] = /^([a-z]+)(.*)$/.exec(name) ?? [];
  const isOne = (/ed$/.test(first) && !VERBS.includes(first)) || IRREGULAR.includes(first);
  return isOne && (rest === "" || PREPOSITIONS.test(rest));
}

const FUNCTIONS = ["ArrowFunctionExpression", "FunctionExpression", "TSFunctionType"];

/** The name that a node of the syntax tree gives to a function, if it declares, assigns or requires one. */
function nameIn(node: Node): string | undefined {
  const { type, id, key, init, value, typeAnnotation } = node;
  const isFunction = (each: unknown): boolean =>
    isNode(each) &&
    (FUNCTIONS.includes(each.type) ||
      (each.type === "TSTypeAnnotation" && isFunction(each["typeAnnotation"])));
  const name = (each: unknown) =>
    isNode(each) && typeof each["name"] === "string" ? each["name"] : undefined;
  if (type === "FunctionDeclaration") return name(id);
  if (type === "VariableDeclarator" && isFunction(init)) return name(id);
  if (type === "TSMethodSignature") return name(key);
  if (type === "TSPropertySignature" && isFunction(typeAnnotation)) return name(key);
  if (["Property", "MethodDefinition", "PropertyDefinition"].includes(type) && isFunction(value))
    return name(key);
  return undefined;
}

test("no function is named by a participle", () => {
  const wrong = sources.flatMap((path) =>
    nodesOf(path)
      .map(nameIn)
      .filter((name) => name !== undefined && isParticiple(name))
      .map((name) => `${path}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

const DECLARATIONS = ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "ClassDeclaration"];

test("one type name is one type", () => {
  const paths = new Map<string, readonly string[]>();
  for (const path of sources) {
    for (const { type, id } of nodesOf(path)) {
      if (!DECLARATIONS.includes(type) || !isNode(id) || typeof id["name"] !== "string") continue;
      paths.set(id["name"], [...(paths.get(id["name"]) ?? []), path]);
    }
  }
  expect([...paths].filter(([, places]) => places.length > 1)).toEqual([]);
});
