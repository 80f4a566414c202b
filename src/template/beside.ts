/** Adds a line to a file beside the first roster (.gitignore, .gitattributes, CODEOWNERS); undefined if the line is there already. */

/**
 * The merge driver for git's config: %O %A %B are files, %P is the name of the merged one. If oncall is missing or fails
 * (any code but 0, merged, or 1 with conflict markers in the file), git merges the lines itself: otherwise a file with ours
 * alone would look like the result. A shim or Node itself may exit with 1 too.
 */
export const MERGE_DRIVER =
  'oncall merge --marker-size %L -- %O %A %B %P; code=$?; test $code -eq 0 && exit 0; test $code -eq 1 && grep -qE "^<{%L} " %A && exit 1; git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B';

/** Adds a line at the end, with the line ends of the file, unless a line says the same. */
export function addLine(text: string, line: string, isSame: (other: string) => boolean): string | undefined {
  if (text.split(/\r?\n/).some(isSame)) return undefined;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const open = text === "" || text.endsWith("\n") ? "" : end;
  return `${text}${open}${line}${end}`;
}

/** Has git ignore a file in the folder of the .gitignore. */
export function addIgnored(text: string, name: string): string | undefined {
  return addLine(text, `/${name}`, (other) => [name, `/${name}`].includes(other.trimEnd()));
}

/** Has GitHub ask for reviews of a file; `path` starts at the root of the repository. */
export function addOwners(text: string, path: string, owners: readonly string[]): string | undefined {
  const pattern = `/${path.replaceAll(" ", "\\ ")}`;
  const line = `${pattern} ${owners.map((owner) => `@${owner}`).join(" ")}`;
  return addLine(text, line, (other) =>
    [pattern, pattern.slice(1)].includes(/^(?:\\.|\S)+/.exec(other)?.[0] ?? ""),
  );
}

/** Has git merge a file with a driver, unless the .gitattributes choose one already. */
export function addDriver(text: string, name: string, driver: string): string | undefined {
  const literal = `/${name.replace(/[\\*?[]/g, "\\$&")}`;
  const pattern = /[\s"]/.test(name) ? JSON.stringify(literal) : literal;
  return addLine(text, `${pattern} merge=${driver}`, (other) => {
    const [mine] = [pattern, pattern.replace("/", "")].filter((each) => other.startsWith(`${each} `));
    return mine !== undefined && /\s-?!?merge(?:=|\s|$)/.test(other.slice(mine.length));
  });
}
