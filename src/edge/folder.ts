/** Finds files below a folder, outside git. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "./disk.ts";

/** Follows links; false if there is nothing, or the system does not say. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/**
 * The paths of the files below a folder whose names are wanted, each beginning with the folder, in no order. Dot folders,
 * `node_modules` and links to folders are left out. A folder that cannot be looked into stands for what may be in it:
 * whoever reads it hears why.
 */
export function findBelow(folder: string, isWanted: (name: string) => boolean): readonly string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    try {
      for (const entry of readdirSync(at, { withFileTypes: true })) {
        const path = join(at, entry.name);
        if (entry.isDirectory()) {
          if (!entry.name.startsWith(".") && entry.name !== "node_modules") folders.push(path);
        } else if (isWanted(entry.name) && !isFolder(path)) found.push(path);
      }
    } catch (error) {
      errnoOf(error);
      found.push(at);
    }
  }
  return found;
}
