/** Tests the lines that are added to the files beside a first roster. */
import { describe, expect, test } from "vitest";
import { addDriver, addIgnored, addOwners } from "../../src/template/beside.ts";

describe("files beside it", () => {
  test.each([
    ["", "roster.yaml", "/roster.yaml merge=oncall\n"],
    ["* text=auto\r\n", "roster.yaml", "* text=auto\r\n/roster.yaml merge=oncall\r\n"],
    ["/roster.yaml text\n", "roster.yaml", "/roster.yaml text\n/roster.yaml merge=oncall\n"],
    ["/roster.yaml merge=oncall\n", "roster.yaml", undefined],
    ["roster.yaml text -merge", "roster.yaml", undefined],
    ["", "on call.yaml", '"/on call.yaml" merge=oncall\n'],
    ["", "a[b]*.yaml", "/a\\[b]\\*.yaml merge=oncall\n"],
  ])("%j as .gitattributes for %s", (before, name, after) => {
    expect(addDriver(before, name, "oncall")).toBe(after);
  });

  test.each([
    ["", "/roster.private.yaml\n"],
    ["a\nb", "a\nb\n/roster.private.yaml\n"],
    ["a\r\nb\r\n", "a\r\nb\r\n/roster.private.yaml\r\n"],
    ["a\r\nb", "a\r\nb\r\n/roster.private.yaml\r\n"],
    ["roster.private.yaml.bak\n", "roster.private.yaml.bak\n/roster.private.yaml\n"],
    ["roster.private.yaml\n", undefined],
    ["a\r\n/roster.private.yaml \r\n", undefined],
  ])("%j as .gitignore", (before, after) => {
    expect(addIgnored(before, "roster.private.yaml")).toBe(after);
  });

  test.each([
    ["", "/on\\ call/roster.yaml @mia @max\n"],
    ["* @web\n", "* @web\n/on\\ call/roster.yaml @mia @max\n"],
    ["/on\\ call/roster.yaml @ops\n", undefined],
    ["on\\ call/roster.yaml @ops", undefined],
  ])("%j as CODEOWNERS", (before, after) => {
    expect(addOwners(before, "on call/roster.yaml", ["mia", "max"])).toBe(after);
  });
});
