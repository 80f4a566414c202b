/** Runs a session of test/cases/push or test/cases/jsm; test/cases/README.md explains its lines. */
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { oncallAt, type Pushed } from "../cli/push-world.ts";
import { readHead, shownAnswer, wordsOf } from "../cli/transcript.ts";
import type { World } from "../cli/world.ts";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import type { Json, Key, Recorded, User } from "../fake/opsgenie/model.ts";
import { type Opsgenie, type Options, startOpsgenie } from "../fake/opsgenie/server.mjs";

const PUSHED = readFileSync("test/cases/push/roster.yaml", "utf8");
const USERS: readonly User[] = ["ann", "bob", "cem", "dee.doe", "mia", "stranger"].map((name) => ({
  id: `u-${name}`,
  username: `${name}@example.com`,
  fullName: name,
}));
const KEYS: readonly Key[] = [
  { key: "test-key", kind: "account" },
  { key: "read-key", kind: "read-only" },
  { key: "team-key", kind: "team", team: "platform" },
];
const TEAMS = [
  { id: "t-platform", name: "platform", routing: { type: "escalation", name: "pf_escalation" } },
] as const;

interface Head extends Pick<World, "tty" | "answers" | "columns" | "viewer"> {
  readonly now?: string;
  readonly key?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeout?: number;
}

/** A service that a session talks to. */
export interface LocalService extends Pick<Opsgenie, "url" | "requests" | "addForeignOverride" | "close"> {
  byHand(method: string, path: string, body?: Json): { readonly body?: unknown };
  setFaults(faults: readonly Fault[]): void;
  /** What a command needs to find it. */
  readonly around?: (roster: string, key: string | undefined) => Partial<Pushed>;
}

type Open<Settings> = (settings: Settings & { readonly now: () => number }) => Promise<LocalService>;

interface Session {
  readonly service: LocalService;
  readonly head: Head;
  readonly said: string[];
  readonly clock: { now: string };
  roster: string;
  shown: number;
}

export interface Answered {
  readonly text: string;
  /** Everything that the product printed, and every request it made. */
  readonly said: readonly string[];
  readonly requests: readonly Recorded[];
}

type OpsgenieSettings = Partial<Omit<Options, "now">>;

const openOpsgenie: Open<OpsgenieSettings> = (settings) =>
  startOpsgenie({ users: USERS, teams: TEAMS, keys: KEYS, ...settings });

/** `defaults`: of the settings. */
export function answered(
  text: string,
  {
    roster = PUSHED,
    defaults = {},
  }: { readonly roster?: string; readonly defaults?: Head & OpsgenieSettings } = {},
): Promise<Answered> {
  return play(text, roster, defaults, openOpsgenie);
}

export async function play<Settings>(
  text: string,
  roster: string,
  defaults: Head & Partial<Settings>,
  open: Open<Settings>,
): Promise<Answered> {
  const lines = text.split("\n").filter((line) => /^([#$>+=@~%-] |\$\$ |\?$)/.test(line));
  const head: Head & Settings = { ...defaults, ...readHead(lines) };
  const { now = "2026-11-25T15:00:00Z" } = head;
  const clock = { now };
  const service = await open({ ...head, now: () => Date.parse(clock.now) });
  const session: Session = { service, head, clock, said: [], shown: 0, roster };
  try {
    const shown: string[] = [];
    for (const line of lines) {
      const answer = await step(session, line);
      if (line.startsWith("- ") && shown.length > 0) shown.push("");
      shown.push(line);
      if (answer !== "")
        shown.push(
          ...answer
            .trimEnd()
            .split("\n")
            .map((each) => `  ${each}`.trimEnd()),
        );
    }
    return { text: `${shown.join("\n").trimEnd()}\n`, said: session.said, requests: service.requests };
  } finally {
    await service.close();
  }
}

async function step(session: Session, line: string): Promise<string> {
  const { service, head } = session;
  const rest = line.slice(2);
  if (line.startsWith("$")) {
    const { env, key, tty, answers, timeout, columns = 100, viewer } = head;
    const around = service.around?.(session.roster, key) ?? {};
    const disk = new Map<string, Uint8Array>();
    const answer = await oncallAt(service, wordsOf(rest.trim()), {
      disk,
      ...{ roster: session.roster, now: session.clock.now },
      ...around,
      env: { ...around.env, ...env },
      ...(timeout !== undefined && { timeout }),
      ...(key !== undefined && { key }),
      ...(tty !== undefined && { tty, columns }),
      ...(viewer !== undefined && { viewer }),
      ...(answers && { answers }),
    });
    session.said.push(answer.stdout, answer.stderr);
    const written = disk.get("/team/roster.yaml");
    if (written !== undefined) session.roster = new TextDecoder().decode(written);
    if (line.startsWith("$$")) return answer.exit === 0 ? "" : `[exit ${answer.exit}]`;
    return shownAnswer(answer).replaceAll(service.url, "http://HERE");
  }
  if (line.startsWith("=")) {
    const [before = "", after = ""] = rest.split(" => ").map((part) => part.replaceAll("\\n", "\n"));
    if (!session.roster.includes(before)) throw new Error(`the roster has no ${before}`);
    session.roster = session.roster.replace(before, after);
  }
  if (line.startsWith("%")) session.roster = readFileSync(`test/cases/push/${rest}`, "utf8");
  if (line.startsWith("@")) session.clock.now = rest;
  if (line.startsWith("~")) service.setFaults(parse(rest));
  const [, first = "", path = "", body = ""] = /^(\S+) (\S+) ?(.*)$/.exec(rest) ?? [];
  if (line.startsWith(">")) {
    const answer = service.byHand(first, path, parse(body) ?? {});
    return first === "GET" ? stringify(answer.body) : "";
  }
  if (line.startsWith("+")) service.addForeignOverride(first, parse(rest.slice(first.length)));
  return line === "?" ? written(session) : "";
}

function written(session: Session): string {
  const { requests } = session.service;
  const since = requests.slice(session.shown).filter(({ method }) => method !== "GET");
  session.shown = requests.length;
  const lines = since.map(
    ({ method, path, status }) =>
      `${status || "cut"} ${method} ${path.replace(/^\/jsm\/ops\/api\/[^/]+/, "…")}`,
  );
  const told = lines.flatMap((line, index) => {
    if (line === lines[index - 1]) return [];
    const others = lines.slice(index).findIndex((other) => other !== line);
    const count = others === -1 ? lines.length - index : others;
    return [count === 1 ? line : `${line} (${count} times)`];
  });
  return told.join("\n") || "nothing";
}
