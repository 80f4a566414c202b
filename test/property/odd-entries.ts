/** Generates entries that are valid whatever else is in the log, with reasons that are hard to quote. */
import fc from "fast-check";

/** An entry as data. */
export type Data = Readonly<Record<string, unknown>>;

export const PEOPLE = ["alice", "bob", "carol", "dave"] as const;
const pair = fc.shuffledSubarray([...PEOPLE], { minLength: 2, maxLength: 2 });
const day = fc.integer({ min: 0, max: 400 }).map((days) => dateAt(days));
/** Handoff dates of the rotation below. */
const monday = fc.integer({ min: 0, max: 56 }).map((weeks) => dateAt(weeks * 7));
const approved_by = fc.constantFrom<unknown>("mia", ["mia"], "max");

function dateAt(days: number): string {
  return new Date(Date.UTC(2026, 0, 5 + days)).toISOString().slice(0, 10);
}

/** Text with the characters that YAML, a terminal or a person may trip over, except those that a roster must not have. */
const reason = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          "a",
          "B",
          " ",
          '"',
          "'",
          "\\",
          "\n",
          "\t",
          ":",
          ": ",
          " #",
          ",",
          "{",
          "}",
          "[",
          "]",
          "&",
          "*",
          "!",
          "|",
          ">",
        ],
        ...[
          "%",
          "@",
          "`",
          "- ",
          "? ",
          "~",
          "null",
          "yes",
          "0x1",
          "é",
          "e\u0301",
          "漢",
          "🏖️",
          "𝒳",
          "\u00a0",
          "\u200b",
          "\\n",
          "<<",
          "---",
          "...",
        ],
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => `${parts.join("")}.`),
  fc.integer({ min: 100, max: 600 }).map((length) => "a very long line ".repeat(length / 10).trim()),
  fc.constantFrom("on holiday", "see #42"),
);
const remarks = { approved_by, reason: fc.option(reason, { nil: undefined, freq: 3 }) };

/** An entry that is valid whatever else is in the log. */
export const entries: fc.Arbitrary<Data> = fc
  .oneof(
    fc.record({ swap: pair, from: day, ...remarks }),
    fc.record({
      skip: fc.constantFrom(...PEOPLE),
      from: day,
      turns: fc.integer({ min: 1, max: 3 }),
      ...remarks,
    }),
    fc.record({ skip: fc.constantFrom(...PEOPLE), from: day, until: fc.constant("ready"), ...remarks }),
    fc.record({ ready: fc.constantFrom(...PEOPLE), from: day, ...remarks }),
    fc
      .record({ who: pair, shift: monday, ...remarks })
      .map(({ who: [cover, by], ...rest }) => ({ cover, by, ...rest })),
    fc
      .record({
        who: pair,
        from: day,
        hour: fc.integer({ min: 10, max: 23 }),
        length: fc.integer({ min: 1, max: 9 }),
        zone: fc.constantFrom("", "Z", "-05:00"),
        role: fc.constantFrom(undefined, "primary", "secondary"),
        ...remarks,
      })
      .map(({ who: [cover, by], from, hour, length, zone, role, ...rest }) => {
        const until = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10);
        const time = (date: string) => (zone === "" ? `${date} ${hour}:00` : `${date}T${hour}:00${zone}`);
        return { cover, by, from: time(from), until: time(until), role, ...rest };
      }),
  )
  .map((entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)));
