/** Tests the code of a test page: six digits, ten minutes, five tries, revocable. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomCode as code } from "../../src/edge/random.ts";
import { type CodeVerdict, createChallenge } from "../../src/proof/code.ts";

const SENT = Date.parse("2026-11-24T15:00:00Z");
const MINUTE = 60_000;

test("a code is any six digits, leading zeros included", () => {
  const codes = Array.from({ length: 20_000 }, code);
  expect(codes.filter((each) => !/^[0-9]{6}$/.test(each))).toEqual([]);
  // Among 20,000 of a million about 200 repeat; a generator of few bits would repeat thousands.
  expect(new Set(codes).size).toBeGreaterThan(19_500);
  const firsts = new Set(codes.map((each) => each[0]));
  expect([...firsts].sort().join("")).toBe("0123456789");
});

test.each([
  ["042137", { kind: "right" }],
  [" 042 137 ", { kind: "right" }],
  ["042-137", { kind: "right" }],
  ["42137", { kind: "no-code" }],
  ["0421377", { kind: "no-code" }],
  ["o42137", { kind: "no-code" }],
  ["٠٤٢١٣٧", { kind: "no-code" }],
  ["", { kind: "no-code" }],
  ["042138", { kind: "wrong", left: 4 }],
] satisfies readonly (readonly [string, CodeVerdict])[])("%j typed", (typed, verdict) => {
  expect(createChallenge("042137", SENT).judge(typed, SENT + 1)).toEqual(verdict);
});

test("after five wrong codes the right one is no proof; only six digits count as a try", () => {
  const challenge = createChallenge("042137", SENT);
  const tries = ["000000", "1", "000001", "000002", "000003", "000004", "042137", "042137"];
  expect(tries.map((typed) => challenge.judge(typed, SENT + MINUTE))).toEqual([
    { kind: "wrong", left: 4 },
    { kind: "no-code" },
    { kind: "wrong", left: 3 },
    { kind: "wrong", left: 2 },
    { kind: "wrong", left: 1 },
    { kind: "void" },
    { kind: "void" },
    { kind: "void" },
  ]);
});

test("it is good for ten minutes, and not after the clock was set back", () => {
  const at = (later: number) => createChallenge("042137", SENT).judge("042137", SENT + later).kind;
  expect([at(0), at(10 * MINUTE - 1), at(10 * MINUTE), at(-1)]).toEqual([
    "right",
    "right",
    "expired",
    "expired",
  ]);
});

test("a code works once, and not after it was revoked", () => {
  const used = createChallenge("042137", SENT);
  expect([used.judge("042137", SENT), used.judge("042137", SENT)]).toEqual([
    { kind: "right" },
    { kind: "void" },
  ]);
  const revoked = createChallenge("042137", SENT);
  revoked.revoke();
  expect(revoked.judge("042137", SENT)).toEqual({ kind: "void" });
});

test("no other code is accepted", () => {
  const sixDigits = fc.nat(999_999).map((number) => String(number).padStart(6, "0"));
  fc.assert(
    fc.property(sixDigits, sixDigits, (one, other) => {
      expect(createChallenge(one, SENT).judge(other, SENT).kind).toBe(one === other ? "right" : "wrong");
    }),
    { seed: 6 },
  );
});
