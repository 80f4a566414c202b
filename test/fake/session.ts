/**
 * Runs the cases of `test/cases/opsgenie`: requests to the local OpsGenie as text, each followed by its answer.
 * Lines after `# ` are YAML: options of the fake, in which a participant is a name alone. Then
 *   `> METHOD PATH BODY`  a request, BODY as YAML on the line; `[KEY]` before METHOD uses another key than the account's
 *   `? SCHEDULE FROM UNTIL`  who is on call, by the state of the fake
 *   `@ INSTANT`  sets the clock;  `~ FAULTS`  sets the faults;  `+ SCHEDULE OVERRIDE`  is made by hand
 *   `- text`  a remark
 */
import { parse } from "yaml";
import type { Fault } from "./opsgenie/faults.mjs";
import type { Key, Lack, Recorded } from "./opsgenie/model.ts";
import { type Opsgenie, type Options, startOpsgenie } from "./opsgenie/server.mjs";
import type { Switches } from "./opsgenie/switches.mjs";

const NAMES = ["ann", "bob", "cem", "dee", "eve", "fay", "gus", "hal", "ida", "jon", "kay"];
const USERS = NAMES.map((name) => ({
  id: `u-${name}`,
  username: `${name}@example.com`,
  fullName: name.replace(/^./, (letter) => letter.toUpperCase()),
}));
const TEAMS = [
  { id: "t-platform", name: "platform" },
  { id: "t-other", name: "other", routing: { type: "escalation", name: "other_escalation" } },
] as const;
const KEYS: readonly Key[] = [
  { key: "test-key", kind: "account" },
  { key: "read", kind: "read-only" },
  { key: "global", kind: "global" },
  { key: "restricted", kind: "restricted" },
  { key: "team", kind: "team", team: "platform" },
];

interface Head extends Partial<Pick<Options, "users" | "teams" | "keys" | "forwardings" | "integrations">> {
  readonly now?: string;
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Fault[];
  readonly lacks?: readonly Lack[];
  readonly schedules?: readonly Readonly<Record<string, unknown>>[];
  readonly escalations?: readonly Readonly<Record<string, unknown>>[];
}

/** The text with the answers that come now, and every request that was made. */
export async function answered(text: string): Promise<{ text: string; requests: readonly Recorded[] }> {
  const lines = text.split("\n").filter((line) => /^([#>?@~+-] |$)/.test(line));
  const head = lines.flatMap((line) => (line.startsWith("# ") ? [line.slice(2)] : [])).join("\n");
  const { now = "2026-11-25T15:00:00Z", ...options }: Head = parse(head, named) ?? {};
  const opsgenie = await startOpsgenie({
    ...{ users: USERS, teams: TEAMS, keys: KEYS },
    ...options,
    now: () => Date.parse(now),
  });
  try {
    const shown: string[] = [];
    for (const line of lines) {
      const answer = /^[>?@~+] /.test(line) ? await step(opsgenie, line) : "";
      if (line !== "" || (shown.at(-1) ?? "") !== "") shown.push(line);
      if (answer !== "") shown.push(...answer.split("\n").map((each) => `  ${each}`));
    }
    return { text: `${shown.join("\n").trimEnd()}\n`, requests: opsgenie.requests };
  } finally {
    await opsgenie.close();
  }
}

/** Makes participants of `[ann, bob]`. */
function named(key: unknown, value: unknown): unknown {
  const whole = (each: unknown) =>
    typeof each === "string" ? { type: "user", username: `${each}@example.com` } : each;
  return key === "participants" && Array.isArray(value) ? value.map(whole) : value;
}

async function step(opsgenie: Opsgenie, line: string): Promise<string> {
  const rest = line.slice(2);
  if (line.startsWith(">")) return asked(opsgenie, rest);
  if (line.startsWith("?")) return served(opsgenie, rest);
  if (line.startsWith("@")) opsgenie.setNow(() => Date.parse(rest));
  if (line.startsWith("~")) opsgenie.setFaults(parse(rest));
  const [, name = "", override = ""] = /^(\S+) (.*)$/.exec(rest) ?? [];
  if (line.startsWith("+")) return opsgenie.addForeignOverride(name, parse(override));
  return "";
}

function served(opsgenie: Opsgenie, rest: string): string {
  const [name = "", from = "", until = ""] = rest.split(" ");
  const pieces = opsgenie.timeline(name, Date.parse(from), Date.parse(until));
  return pieces
    .map(({ start, users }) => {
      const people = users.map((user) => user.replace("@example.com", "")).join(" + ");
      return `${new Date(start).toISOString().replace(":00.000Z", "Z")} ${people || "nobody"}`;
    })
    .join("\n");
}

async function asked({ url }: Opsgenie, rest: string): Promise<string> {
  const [, key = "test-key", method = "", path = "", raw = ""] =
    /^(?:\[(.*?)\] )?([A-Z]+) (\S+) ?(.*)$/.exec(rest) ?? [];
  // A body in quotes is sent as it is.
  const body = raw.startsWith("'") ? raw.slice(1, -1) : JSON.stringify(parse(raw));
  const headers = {
    Authorization: `GenieKey ${key}`,
    ...(raw === "" ? {} : { "Content-Type": "application/json; charset=utf-8" }),
  };
  try {
    const response = await fetch(`${url}${path}`, { method, headers, ...(raw === "" ? {} : { body }) });
    const { took, requestId, ...said } = JSON.parse(await response.text());
    const limit = ["State", "Period-In-Sec"].map((name) => response.headers.get(`X-RateLimit-${name}`));
    const state = limit[0] === "THROTTLED" ? ` THROTTLED for ${limit[1]} s` : "";
    const kind = response.headers.get("X-Opsgenie-Errortype");
    // Needed to ask whether an accepted request has been processed.
    const told = response.status === 202 ? { ...said, requestId } : said;
    // The port changes from run to run.
    const text = flow(told).replaceAll(url, "http://HERE");
    return `${response.status}${state}${kind === null ? "" : ` ${kind}`} ${text}`;
  } catch (error) {
    if (error instanceof TypeError) return "no answer";
    throw error;
  }
}

/** JSON without the quotes of keys, on one line where it fits. */
function flow(value: unknown, indent = "  "): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const parts = (inner: string) =>
    Object.entries(value).map(
      ([key, each]) => `${Array.isArray(value) ? "" : `${key}: `}${flow(each, inner)}`,
    );
  const line = `${open}${parts("").join(", ")}${close}`;
  if (line.length + indent.length <= 120 && !line.includes("\n")) return line;
  return `${open.trim()}\n${parts(deeper)
    .map((part) => `${indent}${part}`)
    .join(",\n")}\n${indent.slice(2)}${close.trim()}`;
}
