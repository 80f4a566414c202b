/** Tests that names and other texts of a roster can do nothing on a site, and name no file. */
import { describe, expect, test } from "vitest";
import { publish, withRoster } from "./publish-world.ts";

/** Markup, script, addresses, letters that steer, and names of files. */
const HOSTILE = [
  `</script><script>alert(1)</script>" onload='x' <img src=x onerror=alert(1)> {{x}} \u2028`,
  "javascript:alert(1)",
  "https://evil.example/?a=b&c",
  "../../../etc/passwd",
  "a/b\\c:d*?.html",
  "\u202egnp.exe\u2066",
  "<!--<svg/onload=alert(1)>]]>",
  "👩‍🚒",
  "CON",
] as const;

/** Where the reading commands look, the file must say what it seems to say. */
const strip = (text: string) => text.replace(/\p{Cf}|\p{Zl}/gu, "").trim();

/** What our pages are made of. */
const TAGS = new Set(
  (
    "!doctype html head meta title link script body header nav h1 h2 h3 main section div noscript p dl svg line text " +
    "g rect table thead tbody tr th td ul li a strong time footer code"
  ).split(" "),
);

describe("names", () => {
  const roster = (text: string) =>
    withRoster(`version: 1
team: ${JSON.stringify(text)}
rotation: { start: 2026-11-02, timezone: UTC, queue: [con, aux, x2, con-], roles: [${JSON.stringify(strip(text))}, Primary, primary] }
people:
  con: { name: ${JSON.stringify(text)} }
  aux: { name: ${JSON.stringify(text)} }
  x2: { name: Same Name }
  con-: { name: same  name }
policy: { approvals: optional }
changes:
  - { cover: con, by: aux, from: 2026-11-25, until: 2026-11-26, reason: ${JSON.stringify(strip(text))} }
away:
  - { who: con, from: 2026-12-01, until: 2026-12-03, note: ${JSON.stringify(text)} }
`);

  test.each(HOSTILE)("inject neither markup nor script, and name no file: %j", async (text) => {
    // The file itself may not hold characters that steer: lint says so, and publish answers all the same.
    const files = await publish(roster(text));
    const paths = [...files.keys()].filter((path) => path !== ".oncall-site");
    expect(paths.filter((path) => !/^(?:(?:people|roles)\/)?[a-z0-9][a-z0-9-]*\.[a-z]+$/.test(path))).toEqual(
      [],
    );
    expect(new Set(paths).size).toBe(4 * 2 + 3 + 6);
    const stems = paths.map((path) => path.replace(/^.*\//, "").replace(/\..*$/, ""));
    expect(stems.filter((stem) => /^(?:con|aux)$/.test(stem))).toEqual([]);
    for (const [path, page] of files) {
      if (!path.endsWith(".html")) continue;
      const tags = [...page.matchAll(/<\/?([a-z!][^\s>/]*)/gi)].map(([, tag = ""]) => tag);
      expect(tags.filter((tag) => !TAGS.has(tag))).toEqual([]);
      expect(page.replace(/="[^"]*"/g, "").match(/<[^>]*\son\w*/g)).toBe(null);
      const scripts = page.match(/<script\b[^>]*>/g) ?? [];
      expect(
        scripts.filter(
          (tag) => !/^<script (?:src="(?:\.\.\/)*now\.js" defer|type="application\/json")>$/.test(tag),
        ),
      ).toEqual([]);
      const addresses = [...page.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);
      expect(
        addresses.filter((address) => !/^(?:#[a-z]+|(?:\.\.\/)*[a-z0-9][a-z0-9/.-]*)$/.test(address)),
      ).toEqual([]);
      expect(page).not.toMatch(/[\u2028\u2029\u202e\u2066]/);
    }
  });

  test("tell two people of one name apart", async () => {
    const files = await publish(roster("Ops"));
    expect(files.get("people/x2.html")).toContain("<title>Same Name (x2)</title>");
    expect(files.get("people/con-.html")).toContain("<title>same  name (con-)</title>");
    expect([...files.keys()].filter((path) => path.startsWith("roles/"))).toEqual([
      ...["roles/ops.ics", "roles/primary.ics", "roles/primary-2.ics"],
    ]);
  });
});
