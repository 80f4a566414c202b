/**
 * Imports the shapes of test/cases/import, which people hold in OpsGenie: whole, from both services and from every kind of
 * export. Each `NAME.yaml` is a shape, `NAME.txt` what an import says and writes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { edgesOf, type World } from "../cli/world.ts";
import { expectFile } from "../expected.ts";
import { startJsm } from "../fake/jsm/server.mjs";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import { answersOf, backupOf, terraformOf } from "./import-exports.ts";
import { jsmEscalationsOf, jsmOf, mail, opsgenieOf, readShape, type Shape } from "./import-shape.ts";

const FOLDER = join(import.meta.dirname, "import");
const http = createHttp({});

interface Imported {
  readonly said: string;
  /** By their names. */
  readonly rosters: ReadonlyMap<string, string>;
}

async function importAt(world: World, words: readonly string[]): Promise<Imported> {
  const disk = new Map<string, Uint8Array>();
  const { edges, written } = edgesOf({
    ...world,
    disk,
    http: { send: (request) => http.send(request), sleep: async () => undefined },
  });
  const exit = await run(["import", ...words], edges);
  const { stdout, stderr } = written();
  const rosters = new Map(
    [...disk].map(([path, bytes]) => [path.replace("/team/", ""), new TextDecoder().decode(bytes)]),
  );
  const lines = `${stdout}${stderr.replace(/^(?=.)/gm, "! ")}${exit === 0 ? "" : `[exit ${exit}]\n`}`;
  return { said: lines, rosters };
}

async function fromOpsgenie(shape: Shape): Promise<Imported> {
  const opsgenie = await startOpsgenie({ now: () => Date.parse(shape.now), ...opsgenieOf(shape) });
  const env = { OPSGENIE_API_URL: opsgenie.url, OPSGENIE_API_KEY: "test-key" };
  try {
    return await importAt({ files: {}, env, now: shape.now }, ["opsgenie", ...(shape.names ?? [])]);
  } finally {
    expect(opsgenie.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await opsgenie.close();
  }
}

async function fromJsm(shape: Shape): Promise<Imported> {
  const jsm = await startJsm({ now: () => Date.parse(shape.now), ...jsmOf(shape) });
  const env = { JSM_API_URL: jsm.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
  const idOf = (name: string) => String(jsm.schedules.find((each) => each["name"] === name)?.["id"]);
  for (const { path, body } of jsmEscalationsOf(shape, idOf)) jsm.byHand("POST", path, body);
  for (const { name, overrides = [] } of shape.schedules)
    for (const { by, from: start, until: end, rotations } of overrides)
      if (rotations !== undefined) jsm.addForeignOverride(name, { user: mail(by), start, end, rotations });
  try {
    return await importAt({ files: {}, env, now: shape.now }, ["jsm", ...(shape.names ?? [])]);
  } finally {
    expect(jsm.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await jsm.close();
  }
}

const EXPORTS: Readonly<Record<string, (shape: Shape) => Readonly<Record<string, string>>>> = {
  answers: answersOf,
  backup: backupOf,
  terraform: (shape) => ({ "state.json": terraformOf(shape) }),
};

function fromExport(shape: Shape, form: string): Promise<Imported> {
  const written = EXPORTS[form]?.(shape) ?? {};
  const files = Object.fromEntries(
    Object.entries(written).map(([name, text]) => [`/team/export/${name}`, text]),
  );
  return importAt({ files, now: shape.now }, ["opsgenie", "--file", "export", ...(shape.names ?? [])]);
}

/** What every form of a shape has in common: all but the section of the service and the covers. */
function comparable({ rosters }: Imported): readonly string[] {
  return [...rosters].toSorted().map(([name, text]) => {
    const [body = ""] = text.split(/^(?:opsgenie|jsm|changes):/m);
    // Exports and Jira need not say in which zone somebody lives.
    const people = body.replaceAll(/, timezone: [\w/]+ }/g, " }");
    const queues = [...people.matchAll(/queue: \[(.*)\]/g)].join(" ");
    // Only who covers is left out.
    const lines = people
      .split("\n")
      .filter((line) => queues.includes(/^ {2}(\w+): { name/.exec(line)?.[1] ?? ""));
    return `${name}\n${lines.join("\n").replaceAll(/Imported from .* by/g, "Imported by")}`;
  });
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")))("%s", async (name) => {
  const shape = readShape(readFileSync(join(FOLDER, name), "utf8"));
  const { without = {} } = shape;
  const live = await fromOpsgenie(shape);
  const shown = [...live.rosters].map(([file, text]) => `--- ${file}\n${text}`).join("");
  expectFile(`test/cases/import/${name.replace(/yaml$/, "txt")}`, `${live.said}${shown}`);
  expect(shown).not.toMatch(/2025550|phone: "/);
  if (without["jsm"] === undefined) expect(comparable(await fromJsm(shape)), "jsm").toEqual(comparable(live));
  for (const form of Object.keys(EXPORTS)) {
    if (without[form] !== undefined) continue;
    const found = await fromExport(shape, form);
    expect(comparable(found), form).toEqual(comparable(live));
    expect(found.said, form).toMatch(/^From a file: it cannot hold overrides/);
  }
});
