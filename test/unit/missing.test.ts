/** Tests the questions of editing commands: the whole list that a user sees, and the effect of each answer. */
import { expect, test } from "vitest";
import { requireConsent } from "../../src/command/shared/consent.ts";
import { openTimeline } from "../../src/command/shared/open.ts";
import { askDate, askPerson, type Known } from "../../src/command/shared/slot.ts";
import { Fault } from "../../src/fault.ts";
import { formatDate } from "../../src/time/date.ts";
import { edgesOf, NOW, type World } from "../cli/world.ts";

interface Tried {
  readonly value: unknown;
  readonly stderr: string;
}

/** Asks with the example roster; a Fault is shown as the command line shows it. */
async function tried(world: World, ask: (known: Known) => Promise<unknown>, yes = false): Promise<Tried> {
  const { edges, written } = edgesOf({ tty: true, env: { NO_COLOR: "1" }, ...world });
  const flags = { color: true, input: true, yes };
  const known = { edges, command: "swap", flags, timeline: openTimeline(edges, flags), now: Date.parse(NOW) };
  try {
    return { value: await ask(known), stderr: written().stderr };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { value: `${error.exit}: ${error.message}; ${error.help ?? ""}`, stderr: written().stderr };
  }
}

const WHO = { name: "A", question: "Who swaps?" };
const FROM = { name: "--from", question: "From when?" };

test("people are listed with their next weeks, in the order of who serves first", async () => {
  const asked = await tried(
    { answers: ["Bob Okafor"] },
    async (known) => (await askPerson(known, WHO, undefined)).id,
  );
  expect(asked.value).toBe("bob");
  expect(asked.stderr).toMatchInlineSnapshot(`
    "  Alice Nguyen     primary now, secondary Mon 4 Jan 2027
      Carol Diaz       secondary now, primary Mon 30 Nov
      Mia Rossi        primary Thu 26 Nov
      Dave Lindqvist   secondary Mon 30 Nov, primary Mon 7 Dec
      Erin Park        secondary Mon 7 Dec, primary Mon 14 Dec
      Grace Kim        secondary Mon 14 Dec, primary Mon 21 Dec
      Bob Okafor       secondary Mon 21 Dec, primary Mon 28 Dec
      Frank Osei       secondary Mon 28 Dec, primary Mon 4 Jan 2027
      Max Adler
    ? Who swaps? Bob Okafor
    "
  `);
});

test("on a narrow terminal the list leaves out what does not fit", async () => {
  const only = (id: string) => ["bob", "alice"].includes(id);
  const asked = await tried({ answers: [""], columns: 40 }, async (known) => {
    return (await askPerson(known, { ...WHO, only }, undefined)).id;
  });
  expect(asked.value).toBe("alice");
  expect(asked.stderr).toMatchInlineSnapshot(`
    "  Alice Nguyen   primary now
      Bob Okafor     secondary Mon 21 Dec
    ? Who swaps?
    "
  `);
});

test("there is no question for a person who is given", async () => {
  const asked = await tried({}, async (known) => (await askPerson(known, WHO, "Erin Park")).id);
  expect(asked).toEqual({ value: "erin", stderr: "" });
});

test("only one person's dates are listed, and another date can be typed", async () => {
  const asked = await tried({ answers: ["other", "tusday", "friday"] }, async (known) => {
    return formatDate(await askDate(known, FROM, undefined, "bob"));
  });
  expect(asked.value).toBe("2026-11-27");
  expect(asked.stderr).toMatchInlineSnapshot(`
    "  Mon 21 Dec        secondary
      Mon 28 Dec        primary
      Mon 1 Feb 2027    secondary
      Mon 8 Feb 2027    primary
      Mon 15 Mar 2027   secondary
      Mon 22 Mar 2027   primary
      Mon 26 Apr 2027   secondary
      Mon 3 May 2027    primary
      Mon 7 Jun 2027    secondary
      Mon 14 Jun 2027   primary
      Mon 19 Jul 2027   secondary
      Mon 26 Jul 2027   primary
      another date
    ? From when? other
    ? Date: tusday
    > "tusday" is not a date: write YYYY-MM-DD or a weekday
    ? Date: friday
    "
  `);
});

test("there is no question for a date that is given", async () => {
  const asked = await tried({}, async (known) => formatDate(await askDate(known, FROM, "2026-12-14", "bob")));
  expect(asked).toEqual({ value: "2026-12-14", stderr: "" });
});

const PREVIEW = "Bob   primary   Mon 14 Dec → Mon 21 Dec\n";
const agreed = async (known: Known) => {
  await requireConsent(known.edges, known.flags, {
    what: "an edit",
    question: "Write it?",
    preview: `${PREVIEW}\n`,
    undone: "nothing was written",
  });
  return "agreed";
};

test.each([
  ["y", "agreed"],
  ["", "1: nothing was written; "],
  ["n", "1: nothing was written; "],
  ["^C", "130: cancelled; nothing was written; "],
])("a preview comes before the last question: %j", async (answer, value) => {
  const typed = answer === "" ? "" : ` ${answer}`;
  expect(await tried({ answers: [answer] }, agreed)).toEqual({
    value,
    stderr: `${PREVIEW}\n? Write it? (y/N)${typed}\n`,
  });
});

test("--yes answers the last question", async () => {
  expect(await tried({ tty: false }, agreed, true)).toEqual({ value: "agreed", stderr: "" });
});

test.each([
  [
    "person",
    (known: Known) => askPerson(known, WHO, undefined),
    "2: A is missing; give an id, a name or an email",
  ],
  [
    "date",
    (known: Known) => askDate(known, FROM, undefined, "bob"),
    "2: --from is missing; write YYYY-MM-DD, today, or a weekday",
  ],
  ["yes", agreed, "2: an edit needs consent, and nobody can be asked here; consent with --yes"],
] as const)("without a terminal there is no question for a %s", async (_, ask, value) => {
  expect(await tried({ tty: false }, ask)).toEqual({ value, stderr: "" });
});
