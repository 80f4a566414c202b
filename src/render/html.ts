/** Writes HTML and SVG. Text put into a template is escaped; what a template made is not escaped again. */
import { forHtml } from "./escape.ts";

/** Markup that is safe to show. */
export interface Html {
  readonly markup: string;
}

type Filling = string | number | Html | undefined | readonly Filling[];

/** Undefined is left out, and the parts of a list follow each other. */
export function html(texts: TemplateStringsArray, ...parts: readonly Filling[]): Html {
  return { markup: texts.reduce((before, text, index) => before + write(parts[index - 1]) + text) };
}

/** Markup that is ours, such as a stylesheet. Never for text of a roster. */
export function trust(markup: string): Html {
  return { markup };
}

function write(part: Filling): string {
  if (part === undefined) return "";
  if (typeof part === "string") return forHtml(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(write).join("");
}
