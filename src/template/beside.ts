/**
 * Files that lie beside a first roster and may be there already (.gitignore, .gitattributes, CODEOWNERS): the old text and a line in, the
 * new text out; undefined where the line is there.
 */

/**
 * The merge driver for git's config: %O %A %B are files, %P is the name of the merged one. If oncall is missing or fails
 * (any code but 0, merged, and 1, a conflict), git merges the lines itself: without that, a file with ours alone would
 * look like the result.
 */
export const MERGE_DRIVER =
  "oncall merge --marker-size %L -- %O %A %B %P; code=$?; test $code -le 1 && exit $code; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B";

/** Adds a line at the end, in the line ends of the file, unless a line of it says the same. */
export function withLine(text: string, line: string, isSame: (other: string) => boolean): string | undefined {
  if (text.split(/\r?\n/).some(isSame)) return undefined;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const open = text === "" || text.endsWith("\n") ? "" : end;
  return `${text}${open}${line}${end}`;
}

/** What git is told to ignore: a file in the folder of the .gitignore. */
export function withIgnored(text: string, name: string): string | undefined {
  return withLine(text, `/${name}`, (other) => [name, `/${name}`].includes(other.trimEnd()));
}

/** Who is asked to review changes of a file; `path` leads there from the root of the repository. */
export function withOwners(text: string, path: string, owners: readonly string[]): string | undefined {
  const pattern = `/${path.replaceAll(" ", "\\ ")}`;
  const line = `${pattern} ${owners.map((owner) => `@${owner}`).join(" ")}`;
  return withLine(text, line, (other) =>
    [pattern, pattern.slice(1)].includes(/^(?:\\.|\S)+/.exec(other)?.[0] ?? ""),
  );
}

/** By which driver git merges a file in the folder of the .gitattributes; not where somebody has said so already. */
export function withDriver(text: string, name: string, driver: string): string | undefined {
  const literal = `/${name.replace(/[\\*?[]/g, "\\$&")}`;
  const pattern = /[\s"]/.test(name) ? JSON.stringify(literal) : literal;
  return withLine(text, `${pattern} merge=${driver}`, (other) => {
    const [mine] = [pattern, pattern.replace("/", "")].filter((each) => other.startsWith(`${each} `));
    return mine !== undefined && /\s-?!?merge(?:=|\s|$)/.test(other.slice(mine.length));
  });
}
