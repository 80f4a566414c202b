/** Runs `oncall doctor PROVIDER --probe` in memory at a terminal, against a local service whose time passes by sleeping. */
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { startJsm } from "../fake/jsm/server.mjs";
import type { Switches as JsmSwitches } from "../fake/jsm/switches.mjs";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import type { Switches as OpsgenieSwitches } from "../fake/opsgenie/switches.mjs";
import { type Answer, edgesOf, type World } from "./world.ts";

export const NOW = "2026-11-25T15:00:20Z";

export const ROSTER = `version: 1
team: Payments Platform
rotation: { start: 2026-01-05, timezone: America/New_York, queue: [ann, bob] }
people:
  ann: { name: Ann Lindqvist, email: ann@example.com, phone: "+12025550101" }
  bob: { name: Bob Okafor, email: bob@example.com, phone: "+12025550102" }
opsgenie: { team: payments, schedules: { primary: payments_one, secondary: payments_two }, escalation: payments_policy }
jsm: { site: example.atlassian.net, team: payments, schedules: { primary: payments_one, secondary: payments_two }, escalation: payments_policy }
`;

const http = createHttp({});
const PEOPLE = ["ann", "bob"];
const TEAMS = [{ id: "team-1234", name: "payments" }];

interface Setting<Switches> {
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Fault[];
}

export interface Service {
  readonly url: string;
  readonly requests: Awaited<ReturnType<typeof startOpsgenie>>["requests"];
  readonly schedules: Awaited<ReturnType<typeof startOpsgenie>>["schedules"];
  readonly escalations: Awaited<ReturnType<typeof startOpsgenie>>["escalations"];
  readonly alerts: Awaited<ReturnType<typeof startOpsgenie>>["alerts"];
  timeline(schedule: string, from: number, until: number): readonly { readonly users: readonly string[] }[];
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

export interface Probed extends Answer {
  readonly service: Service;
  /** Who was on call in a scratch schedule within four weeks of a write. */
  readonly early: readonly string[];
  /** What the probe made, with the state of the schedules after its last request. */
  readonly left: readonly string[];
}

export interface Scene extends Pick<World, "answers" | "tty" | "env" | "interrupt" | "email"> {
  /** What the service does after every write, with the number of writes so far. */
  readonly onCommit?: (writes: number, service: Service) => void;
  readonly args?: readonly string[];
  readonly roster?: string;
  /** Whether `early` is looked at, which takes long. */
  readonly isWatched?: boolean;
  /** Called for each request before it is sent. */
  readonly onSend?: () => void;
}

type Start = (
  now: () => number,
  onCommit: (service: Service) => void,
) => Promise<Service & { readonly env: Readonly<Record<string, string>> }>;

export const opsgenie =
  (setting: Setting<OpsgenieSwitches> & Partial<Parameters<typeof startOpsgenie>[0]> = {}): Start =>
  async (now, onCommit) => {
    const users = PEOPLE.map((id) => ({
      id: `u-${id}-77`,
      username: `${id}@example.com`,
      fullName: `${id} x`,
    }));
    const fake = await startOpsgenie({ now, users, teams: TEAMS, ...setting, onCommit });
    return Object.assign(fake, { env: { OPSGENIE_API_URL: fake.url, OPSGENIE_API_KEY: "test-key" } });
  };

export const jsm =
  (setting: Setting<JsmSwitches> & Partial<Parameters<typeof startJsm>[0]> = {}): Start =>
  async (now, onCommit) => {
    const accounts = PEOPLE.map((id) => ({
      id: `712020:${id}-77`,
      email: `${id}@example.com`,
      name: `${id} x`,
    }));
    const tokens = setting.tokens ?? [
      { email: "ann@example.com", token: "test-token", kind: "admin" as const },
    ];
    const fake = await startJsm({ now, accounts, teams: TEAMS, ...setting, tokens, onCommit });
    const env = { JSM_API_URL: fake.url, JSM_EMAIL: "ann@example.com", JSM_API_TOKEN: "test-token" };
    return Object.assign(fake, { env });
  };

const FOUR_WEEKS_MS = 28 * 86_400_000;

export async function probe(provider: string, start: Start, scene: Scene = {}): Promise<Probed> {
  let slept = 0;
  let writes = 0;
  const now = () => Date.parse(NOW) + slept;
  const early: string[] = [];
  const { args = [], roster = ROSTER, onSend, onCommit, isWatched = false, env = {}, ...world } = scene;
  const nameAll = (things: readonly Readonly<Record<string, unknown>>[]) =>
    things.map(({ name }) => String(name));
  const service = await start(now, (fake) => {
    writes += 1;
    onCommit?.(writes, fake);
    for (const name of isWatched ? nameAll(fake.schedules) : [])
      for (const { users } of fake.timeline(name, now(), now() + FOUR_WEEKS_MS)) early.push(...users);
  });
  const before = nameAll(service.schedules);
  const { edges, written } = edgesOf({
    ...{ tty: true, answers: ["y"], codes: ["424242"], now: NOW, email: "ann@example.com" },
    ...world,
    files: { "/team/roster.yaml": roster },
    env: { ...service.env, ...env },
    send: (request) => {
      onSend?.();
      return http.send(request);
    },
    onSleep: (ms) => {
      slept += ms;
    },
  });
  try {
    const exit = await run(["doctor", provider, "--probe", ...args], edges);
    const left = [...nameAll(service.schedules), ...nameAll(service.escalations)];
    return { exit, ...written(), service, early, left: left.filter((name) => !before.includes(name)) };
  } finally {
    await service.close();
  }
}

/** The answers of a report, by point. */
export function readAnswers(report: string): Readonly<Record<string, string>> {
  const rows = [...report.matchAll(/^\| ([a-z-]+) \| (.*?) \| .*\|$/gm)];
  return Object.fromEntries(rows.map(([, id = "", answer = ""]) => [id, answer.replace(/\\|&#8203;/g, "")]));
}
