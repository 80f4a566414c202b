/** Models the values of JSON and YAML, and follows paths into them. */

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonMap;

export interface JsonMap {
  [key: string]: JsonValue;
}

/** Where a value is: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

export function isJsonMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value that a path leads to; undefined if there is none. */
export function valueAt(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  let inner = value;
  for (const step of path) {
    if (Array.isArray(inner)) inner = inner[Number(step)];
    else if (isJsonMap(inner) && Object.hasOwn(inner, step)) inner = inner[step];
    else return undefined;
  }
  return inner;
}

/** One string for a path. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${step}`).join("");
}
