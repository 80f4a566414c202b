/** Tests the site of `oncall publish` in a real browser, over HTTP as a host would serve it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../house/sources.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const EXECUTABLE = [process.env["CHROMIUM"] ?? "", ...BROWSERS].find(
  (path) => path !== "" && existsSync(path),
);

const BIN = join(ROOT, "bin", "oncall.js");

/** Pictures to look at after a run. */
const SCREENSHOTS = join(ROOT, "test", "screenshots");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".ics": "text/calendar",
};

/** Names in Latin, Cyrillic, Hebrew and Japanese; time off, a cover, and hours of duty in one team. */
const NIGHTS = `version: 1
team: "Nächte, Ночи, לילות, 夜勤"
rotation: { start: 2026-11-09, timezone: America/New_York, handoff: monday 12:00, queue: [ann, boris, dana, hanako] }
people:
  ann: { name: Ánn Müller-Lüdenscheidt }
  boris: { name: Борис Годунов, timezone: Europe/Helsinki }
  dana: { name: "דנה כהן" }
  hanako: { name: 田中 花子, timezone: Asia/Tokyo }
changes:
  - { cover: dana, by: ann, from: 2026-11-26 18:00, until: 2026-11-28 09:00, unapproved: true, reason: "ill" }
away:
  - { who: boris, from: 2026-12-07, until: 2026-12-15 }
`;

/** A day's shift in working hours, and on Sundays around the time at which the clocks change; nobody from then on. */
const SHOP = `version: 1
team: Shop
rotation:
  - { start: 2026-11-02, timezone: America/New_York, handoff: "08:00", every: 1 day, queue: [ann, bo, cy], duty: [mon-fri 09:00-17:00, "sun 01:30-03:30"] }
  - { start: 2027-03-15, timezone: America/New_York, roles: [primary, lead], queue: [bo] }
people:
  ann: { name: Ann }
  bo: { name: Bo, timezone: Asia/Tokyo }
  cy: { name: Cy }
`;

const TEAM = "nachte/";

/** Ten minutes before a handoff in New York. */
const BEFORE = new Date("2026-11-30T16:50:00Z");
/** From Monday 23 November to after the night in March on which New York's clocks change. */
const WEEKS = "17";

describe.skipIf(EXECUTABLE === undefined)("in a browser (skipped: there is no chromium)", () => {
  let browser: Browser;
  let server: Server;
  let folder: string;
  let origin: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "oncall-site-"));
    writeFileSync(join(folder, "nights.roster.yaml"), NIGHTS);
    writeFileSync(join(folder, "shop.roster.yaml"), SHOP);
    mkdirSync(SCREENSHOTS, { recursive: true });
    const env = { PATH: process.env["PATH"], ONCALL_NOW: "2026-11-24T15:00:00Z" };
    const made = spawnSync(process.execPath, [BIN, "publish", "--out", "site", "-r", ".", "--weeks", WEEKS], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    expect(made.status, made.stderr).toBe(0);
    server = createServer(({ url = "/" }, response) => {
      const file = join(folder, "site", url.endsWith("/") ? `${url}index.html` : url);
      if (!existsSync(file)) response.writeHead(404).end();
      else response.writeHead(200, { "Content-Type": TYPES[extname(file)] }).end(readFileSync(file));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      ...(EXECUTABLE !== undefined && { executablePath: EXECUTABLE }),
      args: ["--no-sandbox"],
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path: string, options: BrowserContextOptions = {}, now = BEFORE): Promise<Page> {
    const context = await browser.newContext({ timezoneId: "Europe/Lisbon", ...options });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${origin}/`)) trouble.push(request.url());
    });
    await page.clock.install({ time: now });
    await page.goto(`${origin}/${path}`);
    expect(trouble).toEqual([]);
    return page;
  }

  const readNow = (page: Page) => page.locator("dl > *").allTextContents();

  test("who is on call moves on at the handoff, in the reader's zone and the roster's", async () => {
    const page = await open(TEAM);
    const until = "until Mon 30 Nov, 17:00 your time (12:00 in America/New_York), then";
    expect(await readNow(page)).toEqual([
      ...["primary", "דנה כהן", `${until} 田中 花子`],
      ...["secondary", "田中 花子", `${until} Ánn Müller-Lüdenscheidt`],
    ]);
    expect(await page.locator("tr[aria-current]").count()).toBe(1);
    const running = await page.locator("tr[aria-current] th").textContent();
    await page.clock.runFor("10:01");
    const later = "until Mon 7 Dec, 17:00 your time (12:00 in America/New_York), then";
    expect(await readNow(page)).toEqual([
      ...["primary", "田中 花子", `${later} Ánn Müller-Lüdenscheidt`],
      ...["secondary", "Ánn Müller-Lüdenscheidt", `${later} Борис Годунов`],
    ]);
    expect([running, await page.locator("tr[aria-current] th").textContent()]).toEqual([
      "Mon 23 Nov 2026 12:00",
      "Mon 30 Nov 12:00",
    ]);
    await page.context().close();
  });

  test("a cover is named, one clock is one time, and a page that is too old says so", async () => {
    const local = { timezoneId: "America/New_York" };
    const covered = await open(TEAM, local, new Date("2026-11-27T12:00:00Z"));
    expect((await readNow(covered)).slice(0, 3)).toEqual([
      "primary",
      "Ánn Müller-Lüdenscheidt for דנה כהן",
      "until Sat 28 Nov, 09:00, then דנה כהן",
    ]);
    const old = await open(TEAM, local, new Date("2027-08-01T12:00:00Z"));
    expect((await readNow(old)).slice(1, 3)).toEqual([
      "unknown",
      "this page ends Mon 29 Mar, 12:00: publish it again",
    ]);
    await covered.context().close();
    await old.context().close();
  });

  test("off duty it says since when, until when and who comes, over weekends and the change of the clocks", async () => {
    const local = { timezoneId: "America/New_York" };
    const page = await open("shop/", local, new Date("2026-11-27T21:59:00Z"));
    const look = async (time: string) => {
      await page.clock.setFixedTime(new Date(time));
      await page.clock.runFor("01:01");
      return (await readNow(page)).slice(0, 3);
    };
    expect(await look("2026-11-27T21:59:00Z")).toEqual([
      "primary",
      "Bo",
      "until Fri 27 Nov, 17:00, then off duty",
    ]);
    const weekend = "since Fri 27 Nov, 17:00, until Sun 29 Nov, 01:30, then Cy";
    expect(await look("2026-11-28T12:00:00Z")).toEqual(["primary", "off duty", weekend]);
    // Saturday's handoff does not take place: there is no duty until the next.
    expect(await page.locator("tr[data-running] th").textContent()).toBe("Fri 27 Nov 08:00");
    expect(await look("2027-03-14T07:10:00Z")).toEqual([
      "primary",
      "Cy",
      "until Sun 14 Mar, 03:30, then off duty",
    ]);
    const last = "since Sun 14 Mar, 03:30, until Mon 15 Mar, 09:00, then Cy";
    expect(await look("2027-03-14T07:30:00Z")).toEqual(["primary", "off duty", last]);
    expect(await look("2027-03-15T16:00:00Z")).toEqual(["primary", "Bo", "until Mon 22 Mar, 12:00"]);
    expect((await readNow(page)).slice(3)).toEqual(["lead", "NOBODY", "until Mon 22 Mar, 12:00"]);
    await page.context().close();
  });

  test("before the first handoff it says when that is", async () => {
    const page = await open("shop/", { timezoneId: "America/New_York" }, new Date("2026-01-01T12:00:00Z"));
    const begins = "the rotation begins Mon 23 Nov, 08:00";
    expect((await readNow(page)).slice(0, 3)).toEqual(["primary", "NOBODY yet", begins]);
    await page.context().close();
  });

  test("the index says who is on call in every team", async () => {
    const page = await open("", { timezoneId: "America/New_York" });
    expect((await readNow(page)).filter((_, index) => index % 3 === 1)).toEqual([
      ...["דנה כהן", "田中 花子", "Ann", "Bo"],
    ]);
    await page.getByRole("link", { name: "The weeks to come of Shop" }).click();
    expect(await page.locator("h1").textContent()).toBe("On call: Shop");
    await page.context().close();
  });

  /** The widths, in a timeline, of what begins at the places that `selector` finds. */
  const readWidths = async (page: Page, script: string): Promise<readonly (readonly number[])[]> =>
    page.evaluate(
      `[...document.querySelectorAll("svg.timeline")].map((row) => [...row.querySelectorAll(${script}]
        .map((element) => Number(element.getAttribute("x1") ?? element.getAttribute("width"))))`,
    );

  test("the week of a change of the clocks is as wide as it is long, and so is its hour of duty", async () => {
    const page = await open(TEAM);
    const rows = await readWidths(page, "'.handoff')");
    const weeks = rows.flatMap((xs) =>
      xs.slice(1).map((x, index) => Math.round((x - (xs[index] ?? 0)) * 10) / 10),
    );
    // From 8 to 15 March 2027 New York's week has 167 hours.
    expect([...new Set(weeks)].sort()).toEqual([83.5, 84]);
    expect(weeks.indexOf(83.5)).toBe(14);
    await page.goto(`${origin}/shop/`);
    const bars = await readWidths(page, "'g:nth-of-type(1) rect:not(.off)')");
    // Sundays have two hours, but the one on which the clocks leave one out; the new terms cut a Monday to three.
    expect(new Set(bars.flat().filter((width) => width < 10))).toEqual(new Set([3.3, 1.6, 5]));
    await page.context().close();
  });

  const VIEWS = [
    {
      colorScheme: "light",
      back: "rgb(255, 255, 255)",
      judged: 360,
      paths: ["index.html", `${TEAM}people/boris.html`, "shop/index.html"],
    },
    {
      colorScheme: "dark",
      back: "rgb(22, 24, 27)",
      judged: 1920,
      paths: [`${TEAM}index.html`, `${TEAM}people/boris.html`],
    },
  ] as const;

  test.each(VIEWS)(
    "$colorScheme, at 360 and 1920 pixels: axe finds nothing, and nothing overflows",
    async (view) => {
      const { colorScheme, back, judged, paths } = view;
      const page = await open("", { colorScheme, bypassCSP: true });
      for (const path of paths) {
        await page.goto(`${origin}/${path}`);
        expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(back);
        for (const width of [360, 1920]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(
            width,
          );
          const name = `${path.replace(/\W/g, "-")}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(SCREENSHOTS, name), fullPage: true });
        }
        await page.setViewportSize({ width: judged, height: 900 });
        await page.evaluate(axe.source);
        const found = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
        );
        expect(found, path).toEqual([]);
      }
      await page.context().close();
    },
  );

  test("without scripts all but “now” is there; in print nothing is cut off", async () => {
    const page = await open(TEAM, { javaScriptEnabled: false });
    expect(await page.locator("noscript").textContent()).toBe(
      "Who is on call at this moment is worked out in your browser, by a script. The tables of shifts need none.",
    );
    expect(await page.locator("tr[data-start]").count()).toBe(18);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 800, height: 1100 });
    for (const hidden of await page.locator("nav, #now, .now").all())
      expect(await hidden.isVisible()).toBe(false);
    expect(
      await page.evaluate("document.querySelector('svg.timeline').getBoundingClientRect().right"),
    ).toBeLessThanOrEqual(800);
    await page.context().close();
  });

  test("a keyboard reaches every link and every table", async () => {
    const page = await open(TEAM);
    const all = await page.locator("a, [tabindex]").count();
    const reached = new Set<number>();
    for (let count = 0; count < all; count += 1) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"));
    }
    expect(reached.size).toBe(all);
    await page.context().close();
  });
});
