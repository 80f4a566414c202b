/** Lists and reads the files of this repository, by their paths from its root with `/`. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The files that a commit of everything would have; without git, all but those in the folders that tools make. */
export function committed(): readonly string[] {
  try {
    const answer = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return answer.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
  } catch {
    const made = /^(node_modules|dist|coverage|\.git)\//;
    return readdirSync(ROOT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll("\\", "/"))
      .filter((path) => !made.test(path));
  }
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** A node of the syntax tree, in the words of ESTree. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const trees = new Map<string, readonly Node[]>();

/** Every node of a source file. Rules about code look at its syntax, so that comments and strings cannot break them. */
export function nodesOf(path: string): readonly Node[] {
  const known = trees.get(path);
  if (known !== undefined) return known;
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      found.push(value);
      Object.values(value).forEach(visit);
    }
  };
  visit(parseAst(textOf(path), { lang: "ts" }, path));
  trees.set(path, found);
  return found;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** `a.b` if the node is a member expression of two plain names. */
export function memberOf(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== "MemberExpression") return undefined;
  const { object, property } = node;
  if (!isNode(object) || !isNode(property)) return undefined;
  const name = property["name"] ?? property["value"];
  return `${String(object["name"])}.${String(name)}`;
}
