/** Normalises a file to LF without a byte order mark, and restores the original form afterwards. */
import { mapThree, pickChanged, type Three } from "./model.ts";

export interface Form {
  /** Every line ends with LF. */
  readonly text: string;
  readonly mark: string;
  readonly eol: string;
  readonly isEnded: boolean;
}

/** Undefined if it is not text or mixes line endings. */
export function readForm(bytes: Uint8Array): Form | undefined {
  const text = decodeText(bytes);
  if (text === undefined) return undefined;
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.slice(mark.length).split(eol);
  if (lines.some((line) => /[\r\n]/.test(line))) return undefined;
  const isEnded = lines.at(-1) === "";
  return { text: lines.join("\n") + (isEnded ? "" : "\n"), mark, eol, isEnded };
}

export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodes the text in the form of the side that changed it. */
export function restoreForm(text: string, forms: Three<Form>): Uint8Array {
  const of = <Key extends "mark" | "eol" | "isEnded">(key: Key) =>
    pickChanged(mapThree(forms, (form) => form[key]));
  const ended = of("isEnded") ? text : text.replace(/\n$/, "");
  return new TextEncoder().encode(of("mark") + ended.replaceAll("\n", of("eol")));
}
