/** Tests what oncall makes of answers in which Slack leaves out what its types say may be absent. */
import { expect, test } from "vitest";
import type { Http } from "../../src/edge/edges.ts";
import { oncall, type World } from "../cli/world.ts";

const ROSTER = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [ann, bob] }
people:
  ann: { name: Ann, email: ann@example.com }
  bob: { name: Bob, slack: U2 }
slack: { channel: C1, usergroup: S1 }
`;

type Answers = Readonly<Record<string, object | string>>;

const USER = { id: "U1", profile: { email: "ann@example.com" } };
const GOOD: Answers = {
  "auth.test": { team: "Example" },
  "usergroups.list": { usergroups: [{ id: "S1", handle: "oncall" }] },
  "usergroups.users.list": { users: ["U1", "U2"] },
  "users.lookupByEmail": { user: USER },
  "users.info": { user: { id: "U2", name: "bob" } },
  "chat.postMessage": {},
  "conversations.history": { messages: [] },
};

/** Answers each method as told; text is sent as it is. */
function answering(answers: Answers, sent: string[] = []): Http["send"] {
  return async ({ url, body }) => {
    const answer = { ...GOOD, ...answers }[url.replace(/^.*\//, "")] ?? {
      ok: false,
      error: "unknown_method",
    };
    sent.push(`${url} ${body}`);
    const text = typeof answer === "string" ? answer : JSON.stringify({ ok: true, ...answer });
    return { kind: "answer", status: 200, header: () => undefined, text };
  };
}

const asked = (words: string, answers: Answers = {}, world: World = {}) =>
  oncall(words.split(" "), {
    files: { "/team/roster.yaml": ROSTER },
    env: { SLACK_BOT_TOKEN: "xoxb-1" },
    send: answering(answers),
    ...world,
  });

const lineOf = async (words: string, answers: Answers, pattern: RegExp) => {
  const { stdout, stderr } = await asked(words, answers);
  return `${stdout}${stderr}`.split("\n").find((line) => pattern.test(line));
};

test("a workspace and a group without a name", async () => {
  const answers = { "auth.test": {}, "usergroups.list": { usergroups: [{ id: "S1" }] } };
  expect(await lineOf("plan slack", answers, /→/)).toBe(
    "/team/roster.yaml, team T → Slack, account of the token, group @S1",
  );
});

test("no groups, and no members", async () => {
  expect(await lineOf("plan slack", { "usergroups.list": {} }, /^oncall/)).toContain("has no user group S1");
  expect(await lineOf("plan slack", { "usergroups.users.list": {} }, /update/)).toMatch(
    / instead of nobody$/,
  );
});

test("an account is who it says it is, by a name or else by its id, or it is nobody's", async () => {
  const named = async (user: object) =>
    lineOf("plan slack", { "usergroups.users.list": { users: ["U9"] }, "users.info": { user } }, /update/);
  expect(await named({ id: "U2", real_name: "Zoe" })).toMatch(/ instead of Zoe$/);
  expect(await named({ id: "U2", name: "zoe" })).toMatch(/ instead of zoe$/);
  expect(await named({ id: "U2" })).toMatch(/ instead of U2$/);
  const other = { user: { id: "U1", profile: { email: "annabel@example.com" } } };
  expect(await lineOf("plan slack", { "users.lookupByEmail": other }, /^oncall/)).toContain(
    "no active account with the email of Ann (ann)",
  );
  for (const answer of [{}, { user: {} }])
    expect(await lineOf("plan slack", { "users.lookupByEmail": answer }, /^oncall/)).toContain("no active");
});

test("a word of trouble without more, in scopes too", async () => {
  const words = [
    [{ ok: false, error: "missing_scope" }, "lacks a scope"],
    [{ ok: false, error: "missing_scope", needed: "<script>" }, "lacks a scope"],
    [{ ok: false, error: "missing_scope", needed: "users:read" }, "lacks the scope users:read"],
    [{ ok: false, error: "user_is_restricted" }, "it says user_is_restricted"],
    [{ ok: false, error: "Bad <b>\u001b[31m" }, "the server there is not Slack"],
    [{ ok: false }, "it says undefined"],
    ["", "the server there is not Slack"],
    ["<html>xoxb-1</html>", "the server there is not Slack"],
  ] as const;
  for (const [answer, expected] of words) {
    const { exit, stderr } = await asked("plan slack", { "auth.test": answer });
    expect([exit, stderr]).toEqual([4, expect.stringContaining(expected)]);
    expect(stderr).not.toContain("xoxb-1");
  }
});

test("marks of other apps, and of none", async () => {
  const marked = (metadata: unknown) => ({ "conversations.history": { messages: [{ metadata }, {}] } });
  for (const metadata of [
    undefined,
    { event_type: "other", event_payload: { marks: "x" } },
    { event_type: "oncall_note" },
    { event_type: "oncall_note", event_payload: null },
    { event_type: "oncall_note", event_payload: {} },
  ])
    expect((await asked("handoff --post", marked(metadata))).stderr).toContain("posted the note\n");
  expect((await asked("handoff --post", { "conversations.history": {} })).exit).toBe(0);
});

test("the address: Slack's own, or that of SLACK_API_URL, to which /api is added if it has no path", async () => {
  const addresses = {
    "": "https://slack.com/api/",
    "http://127.0.0.1:9": "http://127.0.0.1:9/api/",
    "https://proxy.example.com/slack/": "https://proxy.example.com/slack/",
  };
  for (const [given, expected] of Object.entries(addresses)) {
    const sent: string[] = [];
    const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: given };
    await asked("plan slack", {}, { env, send: answering({}, sent) });
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.filter((one) => !one.startsWith(expected))).toEqual([]);
    // The token is in a header alone.
    expect(sent.join("\n")).not.toContain("xoxb-1");
  }
});

test("an answer that is none", async () => {
  const send: Http["send"] = async () => ({
    ...{ kind: "answer", status: 1000, header: () => undefined, text: "" },
  });
  expect((await asked("plan slack", {}, { send })).exit).toBe(4);
});

const postsIn = (sent: readonly string[]) =>
  sent
    .filter((one) => one.includes("chat.postMessage"))
    .map((one) => new URLSearchParams(one.replace(/^\S+ /, "")));

async function postedNote(lines: readonly string[]) {
  const sent: string[] = [];
  const roster = `${ROSTER}handoff_note: |\n  ${lines.join("\n  ")}\n`;
  const world = { files: { "/team/roster.yaml": roster }, send: answering({}, sent) };
  expect((await asked("handoff --post", {}, world)).exit).toBe(0);
  const [body = new URLSearchParams()] = postsIn(sent);
  const blocks: readonly { readonly elements: readonly object[] }[] = JSON.parse(body.get("blocks") ?? "");
  return { text: body.get("text") ?? "", json: body.get("blocks") ?? "", blocks };
}

test("a note has at most fifty blocks", async () => {
  const { blocks } = await postedNote(Array.from({ length: 60 }, (_, index) => `# ${index}`));
  expect(blocks).toHaveLength(50);
  expect(blocks.flatMap(({ elements }) => elements)).toHaveLength(60);
});

test("a long note is cut between lines, in its text and in its blocks", async () => {
  const { text, json, blocks } = await postedNote(
    Array.from({ length: 200 }, (_, index) => `- ${index} ${"words ".repeat(20)}`),
  );
  expect([text.length <= 4002, text.endsWith("\n…"), json.length <= 12_000]).toEqual([true, true, true]);
  expect(json).toContain('"…"');
  expect(blocks.length).toBe(2);
  const huge = await postedNote(["x".repeat(20_000)]);
  expect([huge.text.endsWith("\n…"), huge.json.includes("…")]).toEqual([true, true]);
});

test("many reminders are several messages", async () => {
  const ids = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const roster = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: America/New_York, roles: [${ids.map((id) => `r${id}`)}], queue: [${ids}] }
people:
${ids.map((id) => `  ${id}: { name: ${id}, slack: U1${id.toUpperCase()} }\n`).join("")}changes:
${ids.map((id, index) => `  - { cover: ${id}, by: ${ids[(index + 1) % 30]}, from: 2026-11-25 18:00, until: 2026-11-25 19:00 }\n`).join("")}slack: { channel: C1 }
policy: { approvals: optional, verified_within: never }
`;
  const sent: string[] = [];
  const user = (id: string) => ({ "users.info": { user: { id } } });
  const world = { files: { "/team/roster.yaml": roster }, send: answering(user("U1P1"), sent) };
  const { exit, stdout } = await asked("remind --post", {}, world);
  expect(exit).toBe(0);
  const lines = stdout.trimEnd().split("\n").length;
  expect(lines).toBeGreaterThan(20);
  expect(postsIn(sent)).toHaveLength(Math.ceil(lines / 20));
});
