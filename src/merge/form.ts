/** The bytes of a roster in, its text with LF line ends and no byte order mark out, and what makes the same bytes of it again. */
import { changed, mapThree, type Three } from "./model.ts";

export interface Form {
  /** Every line is ended by LF. */
  readonly text: string;
  readonly mark: string;
  readonly eol: string;
  readonly isEnded: boolean;
}

/** Undefined for what is no text, or has line ends of both kinds. */
export function formOf(bytes: Uint8Array): Form | undefined {
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.slice(mark.length).split(eol);
  if (lines.some((line) => /[\r\n]/.test(line))) return undefined;
  const isEnded = lines.at(-1) === "";
  return { text: lines.join("\n") + (isEnded ? "" : "\n"), mark, eol, isEnded };
}

export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text in the form that one of the sides has given to the file. */
export function formed(text: string, forms: Three<Form>): Uint8Array {
  const of = <Key extends "mark" | "eol" | "isEnded">(key: Key) =>
    changed(mapThree(forms, (form) => form[key]));
  const ended = of("isEnded") ? text : text.replace(/\n$/, "");
  return new TextEncoder().encode(of("mark") + ended.replaceAll("\n", of("eol")));
}
