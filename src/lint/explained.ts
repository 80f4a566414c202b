/** What there is to know of each rule, for `oncall lint --explain` and for docs/rules.md; loaded by these alone. */
import { IGNORE_RULES } from "./ignores.ts";
import { RULES } from "./registry.ts";
import type { Explained } from "./rule.ts";

/** What makes a roster invalid, or is wrong in it by itself: the reader says so, wherever the roster is read. */
const READER: Readonly<Record<string, readonly [what: string, why: string, fix: string]>> = {
  "not-utf8": ["the file is not UTF-8", "every tool must read the same names in it", "save it as UTF-8"],
  "too-large": [
    "the file has more than 10 MiB, or 100,000 changes",
    "a log that long is a mistake, or belongs to terms that are over",
    "begin new terms with the queue as it is, and take out the entries before them",
  ],
  "control-character": [
    "a character that nobody sees, or that turns the direction of the text",
    "the file would look different from what it says",
    "take it out",
  ],
  "merge-conflict": [
    "a merge conflict that nobody has resolved",
    "git left both sides in the file",
    "keep what is right of the two sides, and take the marker lines out",
  ],
  "empty-file": [
    "the file is empty",
    "there is nothing to compute from",
    "`oncall init` writes a first roster",
  ],
  "yaml-syntax": ["this is not YAML", "what cannot be read cannot be computed", "mend it where the caret is"],
  "tab-indent": ["a tab in the indentation", "YAML takes none there", "indent with spaces"],
  "second-document": ["a second YAML document", "a roster is one", "take the `---` out, or what follows it"],
  "duplicate-key": ["a key stands twice", "one of the two would be lost", "keep one of them"],
  "yaml-alias": [
    "an alias that leads nowhere, in a circle, or too far",
    "it could mean anything",
    "write it out",
  ],
  "yaml-tag": ["a YAML tag", "a roster has plain values only", "take the tag out"],
  "cut-off-value": [
    "a comma or a `#` cuts a text off",
    "what follows it is lost, or taken for a key",
    "put the text in quotes",
  ],
  "unknown-key": [
    "a key that a roster does not have",
    "it has no effect, and nobody would notice",
    "correct it",
  ],
  "missing-key": ["a key that must be there is not", "there is nothing to compute from", "add it"],
  "wrong-type": [
    "a value of another type than the key takes",
    "it cannot be read",
    "write it as the help says",
  ],
  "bad-value": [
    "a value of another form than the key takes",
    "it cannot be read",
    "write it as the help says",
  ],
  "bad-date": ["a day or a time that no calendar has", "nobody could say when that is", "correct it"],
  "unquoted-phone": [
    "a phone number without quotes",
    "YAML reads a number, and a plus sign is lost",
    "put it in quotes",
  ],
  "premium-rate-phone": [
    "a premium-rate number",
    "whoever calls it pays for it",
    "give a number that may be called at the usual rate",
  ],
  "unknown-zone": ["a time zone that there is not", "times could not be told", "write an IANA name"],
  "bad-id": [
    "an id that is not small letters, digits, `_` and `-`, or is `manager`",
    "ids are typed in commands and stand in file names",
    "choose another one; ids are chosen once",
  ],
  "unknown-person": [
    "an id that `people` does not have",
    "nobody could be paged",
    "add the person, or correct the id",
  ],
  "repeated-name": ["a name twice in a `queue` or in `roles`", "each has one place", "take one of them out"],
  "same-person": [
    "a swap or a cover of somebody with themselves",
    "it would change nothing",
    "name two different people",
  ],
  "wrong-weekday": [
    "terms start on another weekday than their handoff's",
    "it would be unclear when the first shift begins",
    "move the `start`, or change the `handoff`",
  ],
  "terms-order": [
    "terms do not start after those before them",
    "each governs until the next begins",
    "put them in order, oldest first",
  ],
  "terms-overlap": [
    "the last handoff of earlier terms, in their zone, comes after new ones have begun",
    "two terms would govern at once",
    "start the new terms a day later",
  ],
  "unknown-role": [
    "a role that the terms do not have",
    "nobody holds it",
    "correct it, or add it to `roles`",
  ],
  "entry-kind": ["an entry of no kind, or of two", "it is unclear what it does", "one entry, one kind"],
  "until-not-after-from": [
    "an `until` that is not after its `from`",
    "it would last no time",
    "correct the dates",
  ],
  "cover-span": [
    "a cover without a time, or with two",
    "it is unclear what is covered",
    "`shift`, or `from` and `until`",
  ],
  "no-handoff-on-date": [
    "the `shift` of a cover is a date without a handoff",
    "no shift begins then",
    "name the date of a handoff, or write `from` and `until`",
  ],
  "already-in-queue": [
    "a join of somebody who is in the queue",
    "one seat is enough for each",
    "take the entry out, or let a `leave` come before it",
  ],
  "not-in-queue": [
    "an entry about somebody who is not in the queue when its turn comes",
    "there is no seat to act on",
    "check the id and the dates",
  ],
  "private-file": [
    "the private file is tracked by git, a link, or not to be read",
    "phone numbers are personal data",
    "take it out of git, and keep a regular file beside the roster",
  ],
};

/** What only edits are held to: lint has nothing to find once they are refused, or the log says it was meant. */
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
