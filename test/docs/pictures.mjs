/**
 * Takes the pictures of the site that docs/site.md shows, in a browser: `npm run pictures`. A picture cannot be held by a
 * test, since every version of a browser draws letters in its own way: take them anew when the site looks different.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const IMAGES = join(ROOT, "docs", "images");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = [process.env["CHROMIUM"] ?? "", ...BROWSERS].find(
  (path) => path !== "" && existsSync(path),
);
if (executablePath === undefined) throw new Error("there is no chromium: set CHROMIUM to its path");

/** The time of the guide. */
const NOW = "2026-11-24T15:00:00Z";

/** @typedef {{ width: number, height: number, colorScheme: "light" | "dark", part?: string }} View */
/** @type {Readonly<Record<string, View>>} */
const VIEWS = {
  "site.png": { width: 1280, height: 720, colorScheme: "light" },
  "site-phone.png": { width: 360, height: 720, colorScheme: "dark" },
  "site-fairness.png": { width: 900, height: 720, colorScheme: "light", part: "section:has(#fairness)" },
};

const folder = mkdtempSync(join(tmpdir(), "oncall-pictures-"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const words = ["publish", "--out", folder, "--roster", join(ROOT, "roster.example.yaml")];
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "bin", "oncall.js"), ...words], {
    env: { PATH: process.env["PATH"], ONCALL_NOW: NOW },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  mkdirSync(IMAGES, { recursive: true });
  for (const [name, { width, height, colorScheme, part }] of Object.entries(VIEWS)) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      timezoneId: "Europe/Lisbon",
    });
    const page = await context.newPage();
    await page.clock.install({ time: new Date(NOW) });
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    await page.locator("dl dt").first().waitFor();
    const path = join(IMAGES, name);
    if (part === undefined) await page.screenshot({ path });
    else await page.locator(part).screenshot({ path });
    await context.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
