/**
 * Models a note for a place where a team talks: lines of pieces, in which people are known by id, so that whoever posts it can
 * mention them. All other text is plain, and stands for nothing but itself.
 */
import type { Id, Person } from "../roster/model.ts";
import { oneLine } from "./escape.ts";
import { buildNames, type Names } from "./names.ts";

export interface ChatNote {
  readonly title: readonly NotePiece[];
  readonly lines: readonly NoteLine[];
}

export interface NoteLine {
  readonly kind: "heading" | "item" | "text";
  readonly pieces: readonly NotePiece[];
}

export type NotePiece =
  | { readonly kind: "text"; readonly text: string }
  /** Somebody who is spoken to; `name` is for where they cannot be mentioned. */
  | { readonly kind: "person"; readonly id: Id; readonly name: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

/** Writes sentences with things that are not text: each is a mark in them, which `split` finds again. */
export interface NoteWriter {
  readonly names: Names;
  person(id: Id): string;
  link(text: string, url: string): string;
  split(text: string): readonly NotePiece[];
}

/** `oneLine` leaves neither of these signs in any text. */
const MARK = /\u2028(\d+)\u2029/g;

/** `spoken`: whose name is always a mention. */
export function openNote(people: ReadonlyMap<Id, Person>, spoken: ReadonlySet<Id | null>): NoteWriter {
  const plain = buildNames(people, oneLine);
  const things: NotePiece[] = [];
  const mark = (thing: NotePiece) => `\u2028${things.push(thing) - 1}\u2029`;
  const person = (id: Id) => mark({ kind: "person", id, name: plain(id) });
  const name = (id: Id | null) => (id !== null && spoken.has(id) ? person(id) : plain(id));
  return {
    names: Object.assign(name, { role: plain.role, text: plain.text }),
    person,
    link: (text, url) => mark({ kind: "link", text, url }),
    split: (text) =>
      // What was captured stands between the texts.
      text.split(MARK).flatMap((part, index): readonly NotePiece[] => {
        if (index % 2 === 1) return things.slice(Number(part), Number(part) + 1);
        return part === "" ? [] : [{ kind: "text", text: part }];
      }),
  };
}
