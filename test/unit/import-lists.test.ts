/** Checks which rotations an import joins, and which lists are one list turned. */
import { describe, expect, test } from "vitest";
import { formGroup, groupLists } from "../../src/import/candidates.ts";
import type { FoundRecipient, FoundRotation } from "../../src/import/model.ts";
import { at, build, codes, DAY, hoursOf, listsOf, NOW, rotation, schedule, user } from "./import-data.ts";

describe("rotations that follow each other", () => {
  const end = at("2026-06-01T12:00:00Z");
  const joined = (start: string, more: Partial<FoundRotation> = {}, people = "ann cem") =>
    listsOf(
      schedule([
        rotation("Ops", "ann bob", { end }),
        rotation("Ops minus bob", people, { start: at(start), ...more }),
      ]),
    );
  test("to the minute: one list of terms, called by the shorter name", () => {
    const { lists, notes } = joined("2026-06-01T12:00:00Z");
    expect(notes).toEqual([]);
    expect(lists.map(({ name, title, terms }) => [name, title, terms.map(({ queue }) => queue)])).toEqual([
      [
        "web",
        "web",
        [
          ["ann", "bob"],
          ["ann", "cem"],
        ],
      ],
    ]);
    expect(lists[0]?.chain.title).toBe("Ops");
  });
  test("with a gap, on duty or off", () => {
    expect(codes(joined("2026-06-01T15:00:00Z").notes)).toEqual([["gap-between-successors", false]]);
    const hours = hoursOf("09:00-12:00");
    const { notes } = listsOf(
      schedule([
        rotation("a", "ann", { end, hours }),
        rotation("b", "ann", { start: at("2026-06-01T15:00:00Z"), hours }),
      ]),
    );
    expect(codes(notes)).toEqual([["gap-between-successors", true]]);
  });
  test("by name where there is no id; of two, the one that shares more people", () => {
    const named = (name: string): FoundRecipient => ({
      kind: "user",
      id: undefined,
      name: `${name}@example.com`,
    });
    const { lists } = listsOf(
      schedule([
        rotation("a", "", { end, participants: [named("ann"), named("bob")] }),
        rotation("b", "", { start: end, participants: [named("ann")] }),
        rotation("c", "", { start: end, participants: [named("bob"), named("ann")] }),
      ]),
    );
    expect(lists.map(({ chain }) => chain.rotations.map(({ name }) => name))).toEqual([["a", "c"], ["b"]]);
  });
  test("somebody else's list, or other hours, is no successor", () => {
    expect(codes(joined("2026-06-01T12:00:00Z", {}, "dee").notes)).toEqual([["rotation-ended", true]]);
    expect(codes(joined("2026-06-01T12:00:00Z", { hours: hoursOf("09:00-17:00") }).notes)).toEqual([
      ["rotation-ended", true],
    ]);
  });
  test("on one day: what held for hours is left out", () => {
    const { lists } = listsOf(
      schedule([
        rotation("a", "ann", { start: at("2026-06-01T08:00:00Z"), end: at("2026-06-01T12:00:00Z") }),
        rotation("b", "ann bob", { start: at("2026-06-01T12:00:00Z") }),
      ]),
    );
    expect(lists[0]?.terms.map(({ queue }) => queue)).toEqual([["ann", "bob"]]);
  });
  test("what no roster holds ends the history before it", () => {
    const { lists, notes } = listsOf(
      schedule([
        rotation("a", "ann bob", { end }),
        rotation("b", "ann bob ann", { start: end, end: end + 70 * DAY }),
        rotation("c", "bob ann", { start: end + 70 * DAY }),
      ]),
    );
    expect(codes(notes)).toEqual([["same-person-twice", false]]);
    expect(lists[0]?.terms.map(({ queue }) => queue)).toEqual([["bob", "ann"]]);
  });
});

describe("lists that are one list turned", () => {
  const of = (name: string, people: string, more: Partial<FoundRotation> = {}) =>
    schedule([rotation("r", people, more)], { id: name, name });
  test("three are three roles, in whatever order they come", () => {
    const { lists } = listsOf(of("x", "bob cem ann"), of("y", "ann bob cem"), of("z", "cem ann bob"));
    expect(groupLists(lists).map((group) => group.lists.map(({ name }) => name))).toEqual([["x", "z", "y"]]);
    const { text } = build(lists);
    expect(text).toContain("roles: [primary, secondary, role-3]");
  });
  test("of two people the name says which is first", () => {
    const { lists } = listsOf(of("web L2", "bob ann"), of("web", "ann bob"));
    expect(groupLists(lists).map((group) => group.lists.map(({ name }) => name))).toEqual([
      ["web", "web L2"],
    ]);
  });
  test("other rhythms, lengths and numbers of terms are not", () => {
    const { lists } = listsOf(
      of("a", "ann bob"),
      of("b", "bob ann", { length: 2 }),
      of("c", "bob ann cem"),
      of("d", "bob ann", { start: at("2026-01-07T12:00:00Z") }),
      schedule(
        [
          rotation("x", "bob ann", { end: NOW - 7 * DAY }),
          rotation("y", "bob ann", { start: NOW - 7 * DAY }),
        ],
        { id: "e", name: "e" },
      ),
    );
    expect(groupLists(lists).map((group) => group.lists.length)).toEqual([1, 1, 1, 1, 1]);
    expect(formGroup([])).toBeUndefined();
  });
  test("turns that hours leave out are one list only from one beginning on", () => {
    const more = { unit: "daily", hours: hoursOf("mon-fri 09:00-12:00") };
    const week = "ann bob cem dee ann bob bob".split(" ");
    const daily = (people: readonly string[], start: string) => ({
      ...more,
      start: at(start),
      participants: people.map(user),
    });
    expect(codes(listsOf(of("a", "", daily(week, "2026-01-05T08:00:00Z"))).notes)).toEqual([
      ["same-person-twice", false],
    ]);
    const five = ["ann", "bob", "cem", "dee", "ann", "ann", "ann"];
    expect(codes(listsOf(of("a", "", daily(five, "2026-01-05T08:00:00Z"))).notes)).toEqual([
      ["same-person-twice", false],
    ]);
    const { lists } = listsOf(
      of("a", "", daily(["ann", "ann", "ann", "ann", "ann", "ann", "ann"], "2026-01-05T08:00:00Z")),
      of("b", "", daily(["bob"], "2026-01-06T08:00:00Z")),
    );
    expect(lists.map(({ terms }) => terms.map(({ queue }) => queue))).toEqual([[["ann"]], [["bob"]]]);
    expect(formGroup(lists)).toBeUndefined();
  });
});
