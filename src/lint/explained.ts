/** Explains every rule, for `oncall lint --explain` and docs/rules.md, and is loaded only by these. */
import { IGNORE_RULES } from "./ignores.ts";
import { RULES } from "./registry.ts";
import type { Explained } from "./rule.ts";

/** What the reader finds in any roster, in the file itself: most of it makes the roster invalid. */
const READER: Readonly<Record<string, readonly [what: string, why: string, fix: string]>> = {
  "not-utf8": ["the file is not UTF-8", "every tool has to read the same names in it", "save it as UTF-8"],
  "too-large": [
    "the file has more than 10 MiB, or more than 100,000 changes",
    "a log that long is a mistake, or belongs to terms that have ended",
    "begin new terms with the queue as it is, and remove the entries before them",
  ],
  "control-character": [
    "a control character, or one that reverses the direction of text",
    "the file would look different from what it says",
    "delete it",
  ],
  "merge-conflict": [
    "an unresolved merge conflict",
    "git left both sides in the file",
    "keep what is right, and delete the marker lines",
  ],
  "empty-file": [
    "the file is empty",
    "there is nothing to compute",
    "write a first roster with `oncall init`",
  ],
  "yaml-syntax": [
    "the file is not valid YAML",
    "nothing can be computed from what cannot be read",
    "correct it at the caret",
  ],
  "tab-indent": ["indentation by a tab", "YAML does not allow it", "indent with spaces"],
  "second-document": [
    "a second YAML document",
    "a roster is one document",
    "remove the `---`, or what follows it",
  ],
  "duplicate-key": ["the same key twice", "one of the two would be lost", "keep one of them"],
  "yaml-alias": [
    "an alias without an anchor, to itself, or too deep",
    "it has no meaning",
    "write out the value",
  ],
  "yaml-tag": ["a YAML tag", "a roster has plain values only", "remove the tag"],
  "cut-off-value": [
    "a text cut off by a comma or a `#`",
    "the rest is lost, or read as a key",
    "put the text in quotes",
  ],
  "unknown-key": ["an unknown key", "it has no effect, and nobody would notice", "correct it"],
  "missing-key": ["a required key is missing", "nothing can be computed without it", "add it"],
  "wrong-type": ["a value of the wrong type", "it cannot be read", "write it as the help says"],
  "bad-value": ["a value of the wrong form", "it cannot be read", "write it as the help says"],
  "bad-date": ["a date or time that does not exist", "nobody could say when that is", "correct it"],
  "unquoted-phone": [
    "a phone number without quotes",
    "YAML reads it as a number, and drops the plus sign",
    "put it in quotes",
  ],
  "premium-rate-phone": [
    "a premium-rate phone number",
    "every call to it costs extra",
    "use a number with normal rates",
  ],
  "unknown-zone": ["an unknown time zone", "no time could be computed", "write an IANA name"],
  "bad-id": [
    "an id with other characters than small letters, digits, `_` and `-`, or the id `manager`",
    "ids are typed in commands and used in file names",
    "choose another one; an id is chosen once",
  ],
  "unknown-person": [
    "an id that is not in `people`",
    "nobody could be paged",
    "add the person, or correct the id",
  ],
  "repeated-name": ["a name twice in a `queue` or in `roles`", "each has one place", "remove one of them"],
  "same-person": [
    "a swap or a cover between somebody and themselves",
    "it would change nothing",
    "name two different people",
  ],
  "wrong-weekday": [
    "terms that start on another weekday than their handoff",
    "it would be unclear when the first shift begins",
    "change the `start` or the `handoff`",
  ],
  "terms-order": [
    "terms that do not start after the previous ones",
    "each set of terms governs until the next begins",
    "put them in order, oldest first",
  ],
  "terms-overlap": [
    "a handoff of earlier terms that, in their zone, falls after the next terms have begun",
    "two sets of terms would govern at once",
    "start the new terms a day later",
  ],
  "terms-without-duty": [
    "terms whose hours of duty all fall outside the time until the next terms",
    "no handoff would take place under them",
    "delete the terms, or widen their `duty`",
  ],
  "unknown-role": [
    "a role that the terms do not have",
    "nobody holds it",
    "correct it, or add it to `roles`",
  ],
  "entry-kind": [
    "an entry of no kind, or of two",
    "it is unclear what it does",
    "write one kind in each entry",
  ],
  "until-not-after-from": [
    "an `until` that is not after its `from`",
    "it would last no time",
    "correct the dates",
  ],
  "cover-span": [
    "a cover without a time, or with two",
    "it is unclear what is covered",
    "write either `shift`, or `from` and `until`",
  ],
  "no-handoff-on-date": [
    "a cover whose `shift` is a date without a handoff",
    "no shift begins then",
    "write the date of a handoff, or `from` and `until`",
  ],
  "already-in-queue": [
    "a join of somebody who is in the queue already",
    "each person has one seat",
    "remove the entry, or add a `leave` before it",
  ],
  "not-in-queue": [
    "an entry about somebody who is not in the queue when it takes effect",
    "there is no seat to act on",
    "check the id and the dates",
  ],
  "private-file": [
    "the private file is tracked by git, is a link, or cannot be read",
    "phone numbers are personal data",
    "remove it from git, and keep it as a regular file beside the roster",
  ],
};

/** What only edits are held to: lint finds nothing, because the edit was refused or allowed by name. */
export const OF_EDITS: readonly Explained[] = [
  {
    id: "partial-cover",
    severity: "warning",
    what: "a cover is for a time in which the person covered is on call only in part",
    why: "the rest of the time stays as it is, and somebody may believe otherwise",
    fix: "give the cover the time that is meant",
  },
  {
    id: "no-effect",
    severity: "warning",
    what: "an edit changes nobody's weeks",
    why: "every entry of the log should have an effect",
    fix: "check its dates and its people",
  },
  {
    id: "skip-moves-everybody",
    severity: "warning",
    what: "a skip of one turn by somebody who has served before",
    why: "a skip moves everybody's weeks; swaps and covers move those of two people",
    fix: "for a holiday, swap with somebody or have the shift covered",
  },
  {
    id: "known-person",
    severity: "error",
    what: "a join describes somebody who is in `people` already",
    why: "a join must not change somebody's manager: whoever did could name their own approver",
    fix: "edit them in `people`, then have them join",
  },
  {
    id: "no-turn-ahead",
    severity: "error",
    what: "a swap `--once` of somebody who has no turn to come",
    why: "it would have to end when both have had their turn",
    fix: "name its end with `--until DATE`",
  },
  {
    id: "no-exchange",
    severity: "error",
    what: "an exchange in which one of the two has nothing to give",
    why: "each takes the other's time, in one role at a time",
    fix: "cover without `--exchange`, or exchange another time",
  },
  {
    id: "no-such-entry",
    severity: "error",
    what: "a line on which no entry begins, or an empty log",
    why: "an entry goes by the line on which it begins",
    fix: "look up the line in the roster; `oncall why` shows the lines, too",
  },
];

/** In the order of the table: what the rules judge, then what the reader finds. */
export const EXPLAINED: readonly (Explained & { readonly silenceable: boolean })[] = [
  ...RULES,
  ...[
    ...IGNORE_RULES,
    ...Object.entries(READER).map(
      ([id, [what, why, fix]]): Explained => ({ id, severity: "error", what, why, fix }),
    ),
  ].map((rule) => ({ ...rule, silenceable: false })),
];
