/** Tests the schema in an editor: what it offers while somebody writes a roster, and what it underlines. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../house/sources.ts";
import { type Editor, openEditor } from "./editor.ts";

/** Where the schema may be in a user's repository: copied beside the roster, or in oncall as a dependency. */
const PLACES = ["./schema/roster.schema.json", "./node_modules/oncall/schema/roster.schema.json"];

const BODY = `version: 1
team: Platform
rotation:
  start: 2026-01-05
  timezone: America/New_York
  queue: [alice, bob]
people:
  alice: { name: Alice Nguyen }
  bob: { name: Bob Okafor }
`;

let folder: string;
let editor: Editor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "oncall-editor-"));
  for (const place of PLACES) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    cpSync(join(ROOT, "schema", "roster.schema.json"), join(folder, place));
  }
  editor = await openEditor(folder);
});

afterAll(() => {
  editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(PLACES)("with the schema at %s", (place) => {
  const modeline = `# yaml-language-server: $schema=${place}\n`;
  const complaints = (body: string) => editor.complaints(modeline + body);
  const offers = (body: string) => editor.offers(modeline + body);

  test("nothing in a good roster is underlined", async () => {
    expect(await complaints(BODY)).toEqual([]);
  });

  test("a wrong key at the top is underlined", async () => {
    expect(await complaints(`${BODY}chnages: []\n`)).toEqual(["11:1: Property chnages is not allowed."]);
  });

  test("keys of the top level are offered", async () => {
    expect(await offers(`${BODY}|`)).toEqual([
      "alert_sources",
      "away",
      "changes",
      "doctor",
      "escalation",
      "handoff_note",
      "in_effect",
      "jsm",
      "opsgenie",
      "policy",
      "private",
      "slack",
    ]);
  });

  test("keys of a person are offered", async () => {
    expect(await offers(`${BODY}  carol:\n    name: Carol Diaz\n    |`)).toEqual([
      "country",
      "email",
      "github",
      "hours",
      "jsm",
      "manager",
      "opsgenie",
      "phone",
      "slack",
      "timezone",
      "verified",
    ]);
  });

  test("the kinds of an entry are offered", async () => {
    expect(await offers(`${BODY}changes:\n  - |`)).toEqual([
      "approved_by",
      "backdated",
      "cover",
      "from",
      "join",
      "leave",
      "ready",
      "reason",
      "skip",
      "swap",
      "unapproved",
    ]);
  });

  test("keys of a swap are offered", async () => {
    expect(await offers(`${BODY}changes:\n  - swap: [alice, bob]\n    |`)).toEqual([
      "approved_by",
      "backdated",
      "from",
      "reason",
      "swap",
      "unapproved",
      "until",
    ]);
  });

  test("a wrong key of an entry is underlined", async () => {
    expect(await complaints(`${BODY}changes:\n  - { swap: [alice, bob], form: 2026-04-20 }\n`)).toEqual([
      '12:5: Missing property "from".',
      "12:27: Property form is not allowed.",
    ]);
  });
});
