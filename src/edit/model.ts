/** Describes edits in the words of the file, so that what is intended and what is written can be compared. */
import type { Id, Role } from "../roster/model.ts";

/** A value as in the file: dates and times are text. */
export type Value =
  | string
  | number
  | boolean
  | readonly Value[]
  | { readonly [key: string]: Value | undefined };

/** The keys and values of a map; undefined values are not written. */
export type Values = Readonly<Record<string, Value | undefined>>;

/** Keys that any entry may have. */
interface EntryRemarks {
  readonly approved_by?: Id | readonly Id[] | undefined;
  readonly backdated?: true | undefined;
  readonly unapproved?: true | undefined;
  readonly reason?: string | undefined;
}

/** An entry in the words of the file: `from`, `until` and `shift` are dates or, for a cover, date-times. */
export type NewEntry = EntryRemarks &
  (
    | { readonly join: Id; readonly after?: Id | undefined; readonly from: string }
    | { readonly leave: Id; readonly from: string }
    | { readonly swap: readonly [Id, Id]; readonly from: string; readonly until?: string | undefined }
    | {
        readonly skip: Id;
        readonly from: string;
        readonly turns?: number | undefined;
        readonly until?: string | undefined;
      }
    | { readonly ready: Id; readonly from: string }
    | {
        readonly cover: Id;
        readonly by: Id;
        readonly from: string;
        readonly until: string;
        readonly role?: Role | undefined;
      }
    | { readonly cover: Id; readonly by: Id; readonly shift: string; readonly role?: Role | undefined }
  );

/** Somebody's time away in the words of the file. */
export interface NewAbsence extends Values {
  readonly who: Id;
  readonly from: string;
  readonly until: string;
  readonly note?: string | undefined;
}

/** A person in the words of the file. */
export type NewPerson = Values & { readonly name: string };

/** One edit. An `index` is a position in `changes`, or in `away`, before any of the edits. */
export type Edit =
  | { readonly kind: "add-entry"; readonly entry: NewEntry }
  | { readonly kind: "remove-entry"; readonly index: number }
  | {
      readonly kind: "amend-entry";
      readonly index: number;
      readonly set: Values;
      readonly unset: readonly string[];
    }
  | { readonly kind: "add-absence"; readonly absence: NewAbsence }
  | { readonly kind: "remove-absence"; readonly index: number }
  | { readonly kind: "add-person"; readonly id: Id; readonly person: NewPerson }
  | { readonly kind: "amend-person"; readonly id: Id; readonly set: Values }
  | { readonly kind: "remove-person"; readonly id: Id };

/** Why nothing may be written, in one line each. */
export interface Refusal {
  readonly kind: "refused";
  readonly message: string;
  readonly help: string | undefined;
}

/** The order of an entry's keys: what it does, when, and how it came about. */
export const ENTRY_KEYS: readonly string[] = [
  ...["join", "leave", "swap", "skip", "ready", "cover"],
  ...["by", "after", "shift", "from", "until", "role", "turns"],
  ...["approved_by", "backdated", "unapproved", "reason"],
];

/** The order of the keys of somebody's time away. */
export const ABSENCE_KEYS: readonly string[] = ["who", "from", "until", "note"];

/** The order of a person's keys. */
export const PERSON_KEYS: readonly string[] = [
  ...[
    "name",
    "email",
    "phone",
    "manager",
    "github",
    "slack",
    "timezone",
    "hours",
    "country",
    "opsgenie",
    "jsm",
    "verified",
  ],
  ...["sms", "voice", "ending"],
];

/** The pairs to write, ordered; keys that `order` does not name come last, as given. */
export function orderPairs(values: Values, order: readonly string[]): readonly (readonly [string, Value])[] {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(values)
    .flatMap(([key, value]): readonly (readonly [string, Value])[] =>
      value === undefined ? [] : [[key, value]],
    )
    .sort(([one], [other]) => rank(one) - rank(other));
}

export function refuse(message: string, help?: string): Refusal {
  return { kind: "refused", message, help };
}

/** The help if oncall cannot make an edit. */
export const BY_HAND = "make this change in an editor";
