/** Tests `oncall publish` in memory: its files as whole texts, what it writes and leaves, and that names can do nothing. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXAMPLE, oncall, type World } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const CASES = "test/cases/publish";

async function publish(world: World = {}, ...flags: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const disk = world.disk ?? new Map<string, Uint8Array>();
  const answer = await oncall(["publish", "--out", "site", "--weeks", "8", ...flags], { ...world, disk });
  expect(answer).toMatchObject({ exit: 0 });
  return new Map(
    [...disk].map(([path, bytes]) => [path.replace("/team/site/", ""), new TextDecoder().decode(bytes)]),
  );
}

function withRoster(text: string): World {
  return { files: { "/team/roster.yaml": text } };
}

const AWAY = readFileSync(`${CASES}/away.yaml`, "utf8");

describe("the files of a site", () => {
  test("of the example are these", async () => {
    const files = await publish();
    expect([...files.keys()].sort()).toMatchInlineSnapshot(`
      [
        ".oncall-site",
        "all.ics",
        "index.html",
        "now.js",
        "people/alice.html",
        "people/alice.ics",
        "people/bob.html",
        "people/bob.ics",
        "people/carol.html",
        "people/carol.ics",
        "people/dave.html",
        "people/dave.ics",
        "people/erin.html",
        "people/erin.ics",
        "people/frank.html",
        "people/frank.ics",
        "people/grace.html",
        "people/grace.ics",
        "people/mia.html",
        "people/mia.ics",
        "roles/primary.ics",
        "roles/secondary.ics",
        "schedule.json",
        "style.css",
        "who.json",
      ]
    `);
    for (const path of ["index.html", "people/erin.html", "people/bob.ics", "roles/primary.ics", "who.json"])
      await expectFile(`${CASES}/example/${path}`, files.get(path) ?? "");
  });

  test("show covers, time off and vacancies", async () => {
    const files = await publish(withRoster(AWAY));
    for (const path of ["index.html", "people/carol.html"])
      await expectFile(`${CASES}/away/${path}`, files.get(path) ?? "");
  });
});

test("a site of several days of one date is the same, byte for byte", async () => {
  const morning = await publish({ now: "2026-11-24T05:00:00Z" });
  const evening = await publish({ now: "2026-11-25T04:59:00Z", viewer: "Asia/Tokyo", columns: 40 });
  expect(evening).toEqual(morning);
});

test("no phone number and, unless asked for, no address is on any page", async () => {
  const [plain, open] = [await publish(), await publish({}, "--emails")];
  const emails = Object.values(parse(EXAMPLE).people as Record<string, { email?: string }>).flatMap(
    ({ email }) => email ?? [],
  );
  const find = (files: ReadonlyMap<string, string>) =>
    emails.filter((email) => [...files.values()].some((text) => text.includes(email)));
  expect([...plain.values(), ...open.values()].filter((text) => /\+1\s*202|ONCALL_PHONE/.test(text))).toEqual(
    [],
  );
  expect(find(plain)).toEqual([]);
  expect(find(open).length).toBeGreaterThan(5);
});

test("names inject neither markup nor script", async () => {
  const hostile = `</script><script>alert(1)</script>" onload='x' <img src=x onerror=alert(1)> {{x}} \u2028`;
  const roster = EXAMPLE.replace(/name: Alice Nguyen/, `name: ${JSON.stringify(hostile)}`).replace(
    /^team: .*/m,
    `team: ${JSON.stringify(hostile)}`,
  );
  const files = await publish(withRoster(roster));
  for (const [path, text] of files) {
    if (!path.endsWith(".html")) continue;
    expect(
      text
        .match(/<(script|img)\b[^>]*>/g)
        ?.filter((tag) => !/^<script (src="(\.\.\/)*now\.js" defer|type="application\/json")>$/.test(tag)) ??
        [],
    ).toEqual([]);
    expect(text).not.toContain("<img");
  }
});

describe("several rosters", () => {
  const FOLDER = { "/team/rotas/web.roster.yaml": EXAMPLE, "/team/rotas/night.roster.yaml": AWAY };

  test("are one site with an index, a folder each", async () => {
    const files = await publish({ files: FOLDER }, "-r", "rotas");
    expect([...files.keys()].filter((path) => !/people|roles/.test(path)).sort()).toMatchInlineSnapshot(`
      [
        ".oncall-site",
        "index.html",
        "now.js",
        "platform-engineering/all.ics",
        "platform-engineering/index.html",
        "platform-engineering/schedule.json",
        "platform-engineering/who.json",
        "s-n/all.ics",
        "s-n/index.html",
        "s-n/schedule.json",
        "s-n/who.json",
        "schedule.json",
        "style.css",
        "who.json",
      ]
    `);
    expectFile(`${CASES}/several/index.html`, files.get("index.html"));
    expectFile(`${CASES}/several/who.json`, files.get("who.json"));
  });

  test("are not published if one of them cannot be read", async () => {
    const disk = new Map<string, Uint8Array>();
    const broken = { ...FOLDER, "/team/rotas/night.roster.yaml": "version: 1" };
    const answer = await oncall(["publish", "--out", "site", "-r", "rotas"], { files: broken, disk });
    expect([answer.exit, answer.stdout, disk.size]).toEqual([3, "", 0]);
    expect(answer.stderr).toMatch(/nothing was published\n$/);
  });
});

describe("a site that is there", () => {
  test("is not touched where nothing changed", async () => {
    const disk = new Map<string, Uint8Array>();
    await publish({ disk });
    const before = new Map(disk);
    const again = await oncall(["publish", "--out", "site", "--weeks", "8"], { disk });
    expect(again.stdout).toBe("site: 0 files written, 24 unchanged, 0 removed\n");
    for (const [path, bytes] of disk) expect(before.get(path), path).toBe(bytes);
  });

  test("loses the pages of who is gone, and nothing that is not ours", async () => {
    const disk = new Map<string, Uint8Array>();
    await publish({ disk });
    disk.set("/team/site/people/robots.txt", new Uint8Array());
    const left = `${EXAMPLE.trimEnd()}\n`.replace(
      /^escalation:/m,
      "  - { leave: bob, from: 2026-11-30 }\n\nescalation:",
    );
    const files = await publish({ ...withRoster(left), disk, now: "2027-03-24T12:00:00Z" });
    expect(files.has("people/bob.html")).toBe(false);
    expect(files.has("people/robots.txt")).toBe(true);
  });

  test("is not overwritten if it is somebody else's", async () => {
    const disk = new Map([["/team/site/index.html", new TextEncoder().encode("mine")]]);
    const answer = await oncall(["publish", "--out", "site"], { disk });
    expect(answer).toEqual({
      exit: 5,
      stdout: "",
      stderr:
        "oncall: site/index.html was not made by oncall publish\nhelp: give --out a folder of its own, or move that file away\n",
    });
    expect(disk.size).toBe(1);
  });
});
