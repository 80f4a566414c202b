/** Tests the note for a change of shift: vacant roles, facts of each kind, and the team's own words in a chat. */
import { expect, test } from "vitest";
import type { ChatNote } from "../../src/render/chat.ts";
import { type HandoffView, handoffJson, handoffNote, handoffText } from "../../src/render/handoff.ts";
import type { Swap } from "../../src/roster/model.ts";
import type { TakeoverFact } from "../../src/timeline/takeover.ts";
import { at, dateOn, NEW_YORK, people, shift, terms } from "./render-build.ts";

const SWAP: Swap = {
  kind: "swap",
  people: ["alice", "bob"],
  from: dateOn("2026-11-02"),
  until: dateOn("2026-11-30"),
  index: 0,
  path: ["changes", 0],
  line: 1,
  approvedBy: [],
  reason: undefined,
  backdated: false,
  unapproved: false,
};

function view(more: Partial<HandoffView["takeover"]> = {}, words?: string): HandoffView {
  return {
    roster: {
      team: "Platform",
      people: people({ alice: "Alice", bob: "Bob", carol: "Carol" }),
      handoffNote: words,
    },
    zone: NEW_YORK,
    takeover: {
      date: dateOn("2026-11-30"),
      at: at("2026-11-30 12:00"),
      until: at("2026-12-07 12:00"),
      terms: terms(),
      outgoing: new Map([["primary", "alice"]]),
      incoming: new Map([
        ["primary", "bob"],
        ["secondary", "carol"],
      ]),
      next: new Map([
        ["primary", null],
        ["secondary", "bob"],
      ]),
      facts: [],
      ...more,
    },
    gaps: [],
  };
}

/** The text without what the policy asks of whoever is on call. */
const shown = (of: HandoffView) => handoffText(of).split("\n\nPrimary").slice(0, 1).join();

test("a shift with nothing unusual has nothing to know", () => {
  expect(shown(view())).toBe(`Platform: handoff on Mon 30 Nov 2026, 12:00 America/New_York
- primary: Bob, from Alice
- secondary: Carol
- until Mon 7 Dec 2026, 12:00 America/New_York
- next: primary NOBODY, secondary Bob`);
  expect(handoffText(view({}, "Hi\n{{notes}}\n"))).toBe("Hi\n- nothing unusual\n");
});

test("nobody is expected to do what the policy asks where nobody takes over", () => {
  const text = handoffText(view({ incoming: new Map([["primary", null]]) }));
  expect(text).toContain("- primary: NOBODY, from Alice\n");
  expect(text).toContain("\n\nPrimary: NOBODY\n- does no regular work");
});

test("roles that change hands between the first and those behind", () => {
  const text = shown(
    view({
      outgoing: new Map([
        ["primary", "alice"],
        ["secondary", "bob"],
      ]),
      next: new Map([["primary", "carol"]]),
    }),
  );
  expect(text).toContain("- Bob is secondary now, and primary from the handoff on\n");
  expect(text).toContain("- Carol is secondary then, and primary after that\n");
});

test("each kind of fact, with its reason or without", () => {
  const [cover] = shift(0, "2026-11-30", ["bob"], [{ role: "primary", by: "carol" }]).stretches;
  const [vacant] = shift(1, "2026-12-07", [null]).stretches;
  if (cover === undefined || vacant === undefined) throw new Error("no stretch");
  const date = dateOn("2026-11-30");
  const facts: readonly TakeoverFact[] = [
    { kind: "cover", stretch: cover },
    { kind: "vacant", stretch: vacant },
    { kind: "skip", person: "alice", date, reason: "ill", isLater: false },
    { kind: "skip", person: "alice", date, reason: undefined, isLater: true },
    { kind: "swap", swap: SWAP, date, back: true },
    { kind: "swap", swap: { ...SWAP, reason: "a trip" }, date, back: false },
  ];
  const { notes } = JSON.parse(handoffJson(view({ facts })));
  expect(notes.map(({ code, subject, message }: Record<string, string>) => [code, subject, message])).toEqual(
    [
      [
        "cover",
        "carol",
        "Carol covers for Bob as primary from Mon 30 Nov 2026 12:00 until Mon 7 Dec 2026 12:00",
      ],
      ["vacant", "primary", "NOBODY is primary from Mon 7 Dec 2026 12:00 until Mon 14 Dec 2026 12:00"],
      ["skip", "alice", "Alice is passed over on 2026-11-30 (ill)"],
      ["skip", "alice", "Alice skips turns from 2026-11-30 on"],
      ["swap", "alice", "Alice and Bob trade places back on 2026-11-30"],
      ["swap", "alice", "Alice and Bob trade places on 2026-11-30 (a trip)"],
    ],
  );
});

/** A chat's note as text: `@id` for whom it mentions. */
function told({ title, lines }: ChatNote): readonly string[] {
  const write = (pieces: ChatNote["title"]) =>
    pieces.map((piece) => (piece.kind === "person" ? `@${piece.id}` : piece.text)).join("");
  return [write(title), ...lines.map(({ kind, pieces }) => `${kind}: ${write(pieces)}`)];
}

test("own words that begin with a heading have it as the title, others have the usual one", () => {
  expect(told(handoffNote(view({}, "# Week of {{primary}}\n\n* then {{next_primary}}\n")))).toEqual([
    "Week of @bob",
    "item: then NOBODY",
  ]);
  expect(told(handoffNote(view({}, "Hello {{secondary}}\n## Bye\n")))).toEqual([
    "Platform: handoff on Mon 30 Nov 2026, 12:00 America/New_York",
    "text: Hello @carol",
    "heading: Bye",
  ]);
});

test("own words without a word leave the usual title", () => {
  expect(told(handoffNote(view({}, " \n")))).toEqual([
    "Platform: handoff on Mon 30 Nov 2026, 12:00 America/New_York",
  ]);
});
