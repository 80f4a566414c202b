/** Reads what each file of src imports, for the tests of the house. */
import { posix } from "node:path";
import { committed, isNode, type Node, nodesOf } from "./sources.ts";

export interface Import {
  readonly from: string;
  /** As written: a relative path or the name of a package. */
  readonly to: string;
  /** The path of the imported file from the root of the repository; undefined for a package. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

export const sources = committed().filter((path) => /^src\/.*\.(ts|mjs)$/.test(path));

const STATEMENTS = [
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
];

export function importsOf(path: string): readonly Import[] {
  return nodesOf(path).flatMap((node) => {
    const { type, source } = node;
    if (!STATEMENTS.includes(type) || !isNode(source)) return [];
    const to = String(source["value"]);
    const target = to.startsWith(".") ? posix.join(posix.dirname(path), to) : undefined;
    return [{ from: path, to, target, typeOnly: isTypeOnly(node) }];
  });
}

/** `import type { … }`, `import("…").Name`, or a list in which every name is marked as a type. */
function isTypeOnly(node: Node): boolean {
  if (node.type === "TSImportType") return true;
  const kind = (each: unknown) => isNode(each) && (each["importKind"] ?? each["exportKind"]) === "type";
  const names = node["specifiers"];
  return kind(node) || (Array.isArray(names) && names.length > 0 && names.every(kind));
}

/** Groups of files in which each imports every other, directly or through others. */
export function findCircles(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reachable = new Map([...imports.keys()].map((file) => [file, reach(file, imports)]));
  const circles = new Map<string, readonly string[]>();
  for (const [file, others] of reachable) {
    if (!others.has(file)) continue;
    const circle = [...others].filter((other) => reachable.get(other)?.has(file)).sort();
    circles.set(circle.join(" "), circle);
  }
  return [...circles.values()];
}

/** The files that a file imports, directly or through others. */
function reach(file: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = [...(imports.get(file) ?? [])];
  for (let target = next.pop(); target !== undefined; target = next.pop()) {
    if (reached.has(target)) continue;
    reached.add(target);
    next.push(...(imports.get(target) ?? []));
  }
  return reached;
}
