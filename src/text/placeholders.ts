/** Finds and fills the placeholders of a template: `{{name}}`. */

const PLACEHOLDER = /\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}/g;

export interface Placeholder {
  /** As it is written, braces and all. */
  readonly written: string;
  readonly name: string;
  readonly index: number;
}

export function findPlaceholders(template: string): readonly Placeholder[] {
  return [...template.matchAll(PLACEHOLDER)].map(({ 0: written, 1: name = "", index }) => {
    return { written, name, index };
  });
}

/** In one pass: what a placeholder stands for is not read again. Unknown ones stay. */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(PLACEHOLDER, (written, name: string) => values.get(name) ?? written);
}
