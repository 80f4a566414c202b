/** Tests `oncall publish` in memory: its files as whole texts, and what it writes and leaves. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { publish, withRoster } from "../cli/publish-world.ts";
import { EXAMPLE, oncall } from "../cli/world.ts";
import { expectFile } from "../expected.ts";

const CASES = "test/cases/publish";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

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

  test("show hours of duty: a handoff that is left out, the night on which the clocks change, three roles", async () => {
    const duty = readFileSync(`${CASES}/duty.yaml`, "utf8");
    const files = await publish(
      { ...withRoster(duty), now: "2026-10-29T15:00:00Z" },
      ...["--weeks", "2", "--emails"],
    );
    for (const path of ["index.html", "people/bo.html", "who.json"])
      await expectFile(`${CASES}/duty/${path}`, files.get(path) ?? "");
  });

  test("show a shift that two cover, and the time off of somebody who has no page", async () => {
    const files = await publish(withRoster(readFileSync(`${CASES}/fortnight.yaml`, "utf8")));
    await expectFile(`${CASES}/fortnight/index.html`, files.get("index.html") ?? "");
  });

  test("for scripts are what `schedule` and `who` answer, and what the schema says", async () => {
    const files = await publish();
    const [schedule, who] = ["schedule", "who"].map((name) => {
      const value = JSON.parse(files.get(`${name}.json`) ?? "");
      for (const key of ["output", `output#/definitions/${name}`])
        expect([ajv.validate(key, value), ajv.errors], key).toEqual([true, null]);
      return value;
    });
    const asked = await oncall(["schedule", "--json", "--weeks", "9"]);
    expect(schedule).toEqual(JSON.parse(asked.stdout));
    const midnight = await oncall(["who", "--json", "--at", "2026-11-24 00:00"]);
    expect(who).toEqual(JSON.parse(midnight.stdout));
  });

  test("stay small for fifty people", async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const files = await publish(
      withRoster(`version: 1
team: Fifty
rotation: { start: 2026-01-05, timezone: UTC, queue: [${ids.join(", ")}] }
people:
${ids.map((id) => `  ${id}: { name: "Person ${id.slice(1)}" }\n`).join("")}`),
      ...["--weeks", "26"],
    );
    expect([...files.keys()].filter((path) => path.startsWith("people/")).length).toBe(100);
    expect(Math.max(...[...files.values()].map(({ length }) => length))).toBeLessThan(100_000);
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

  test("of one name are told apart by their files", async () => {
    const twins = { "/team/rotas/a.roster.yaml": AWAY, "/team/rotas/b.roster.yaml": AWAY };
    const files = await publish({ files: twins }, "-r", "rotas");
    const headings = files.get("index.html")?.match(/<h2[^>]*>[^<]*/g) ?? [];
    expect(headings.map((text) => text.replace(/^.*>/, ""))).toEqual([
      ...["夜勤 &amp; Søn (a)", "夜勤 &amp; Søn (b)"],
    ]);
    expect(files.has("s-n-b/index.html")).toBe(true);
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

  test("is known again after a run that was killed, and without its list", async () => {
    const disk = new Map<string, Uint8Array>();
    await publish({ disk });
    // Killed between two names: the list has the old files and the new ones.
    disk.delete("/team/site/people/alice.html");
    disk.set(
      "/team/site/.oncall-site",
      new TextEncoder().encode("index.html\nstyle.css\nnever/there.html\n../x\n"),
    );
    disk.set("/team/site/index.html", new Uint8Array());
    const again = await oncall(["publish", "--out", "site", "--weeks", "8"], { disk });
    expect(again.stdout).toBe("site: 2 files written, 22 unchanged, 0 removed\n");
    disk.delete("/team/site/.oncall-site");
    const unlisted = await oncall(["publish", "--out", "site", "--weeks", "8"], { disk });
    expect(unlisted.stdout).toBe("site: 0 files written, 24 unchanged, 0 removed\n");
    expect(disk.has("/team/site/.oncall-site")).toBe(true);
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
