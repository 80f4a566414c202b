/** Runs the sessions of test/cases/jsm, and checks what must never be printed in any of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { createCommits } from "../cli/commits.ts";
import { expectFile } from "../expected.ts";
import { type Options, startJsm } from "../fake/jsm/server.mjs";
import type { Json } from "../fake/opsgenie/model.ts";
import { play } from "./push-session.ts";

const FOLDER = join(import.meta.dirname, "jsm");
const ROSTER = readFileSync(join(FOLDER, "roster.yaml"), "utf8");
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(JSON.parse(readFileSync("schema/output.schema.json", "utf8")), "output");

const ACCOUNTS = [
  ...["ann", "bob", "cem", "dee", "mia", "stranger"].map((name) => ({
    ...{ id: `712020:${name}`, email: `${name}@example.com`, name },
    contacts: [{ method: "sms", to: "1-2025550101" }],
  })),
  { id: "712020:push", email: "push@example.com", name: "Pat Push" },
];
const TEAM = {
  id: "t-platform",
  name: "platform",
  routing: { type: "escalation", name: "pf_escalation" },
} as const;
const TOKENS = (["admin", "no-delete", "read-only", "outsider"] as const).map((kind) => ({
  ...{ email: "push@example.com", kind },
  token: `${kind}-token`,
}));
const SOURCES = [{ id: "i-1", name: "Status", type: "StatusPageIO", enabled: true, teamId: TEAM.id }];

/** What a document with that key is. */
const KINDS = [
  ["diff", "change"],
  ["checks", "doctor"],
  ["alert", "page"],
] as const;

type Settings = Partial<Omit<Options, "now">> & {
  /** Whether the roster of each command is committed before it. */
  readonly committed?: boolean;
};

async function open({ committed = true, ...settings }: Settings & Pick<Options, "now">) {
  const commits = createCommits();
  const jsm = await startJsm({
    ...{ accounts: ACCOUNTS, teams: [TEAM], tokens: TOKENS, integrations: SOURCES },
    ...settings,
  });
  const idOf = (_: string, name: string) =>
    String(jsm.schedules.find((each) => each["name"] === name)?.["id"]);
  const { byHand } = jsm;
  return Object.assign(jsm, {
    /** `{NAME}` in a path stands for the id of that schedule. */
    byHand: (method: string, path: string, body?: Json) =>
      byHand(method, path.replace(/\{(.*?)\}/g, idOf), body),
    around(roster: string, key = "admin-token") {
      if (committed) commits.commit(roster);
      const env = { JSM_API_URL: jsm.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: key };
      return { env, history: commits.history };
    },
  });
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".txt")))("%s", async (name) => {
  const { text, said, requests } = await play<Settings>(
    readFileSync(join(FOLDER, name), "utf8"),
    ROSTER,
    {},
    open,
  );
  expectFile(`test/cases/jsm/${name}`, text);
  // No output has a token or a phone number, and no request has a number.
  const all = [...said, ...requests.map(({ path, query, body }) => JSON.stringify({ path, query, body }))];
  expect(all.join("\n").match(/-token\b|Basic |2025550\d+/g)).toBeNull();
  for (const answer of said.filter((one) => one.startsWith("{"))) {
    const document = JSON.parse(answer);
    const kind = KINDS.find(([key]) => key in document)?.[1] ?? "plan";
    const isValid = ajv.getSchema(`output#/definitions/${kind}`);
    expect([isValid?.(document), isValid?.errors]).toEqual([true, null]);
  }
});
