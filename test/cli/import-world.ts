/** Opens accounts to import from, and runs `oncall import` on them in memory. */
import { afterEach } from "vitest";
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import { type Jsm, startJsm } from "../fake/jsm/server.mjs";
import { type Opsgenie, startOpsgenie } from "../fake/opsgenie/server.mjs";
import { type Answer, edgesOf, type World } from "./world.ts";

export const NOW = "2026-11-24T15:00:00Z";
const http = createHttp({});
export const names = ["ann", "bob", "cem", "dee"];
export const mail = (name: string) => `${name}@example.com`;
/** Closed after each test. */
const servers: (Opsgenie | Jsm)[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type OpsgenieOptions = Partial<Parameters<typeof startOpsgenie>[0]>;
type JsmOptions = Partial<Parameters<typeof startJsm>[0]>;

export async function openOpsgenie(options: OpsgenieOptions = {}): Promise<Opsgenie> {
  const opsgenie = await startOpsgenie({
    ...{ now: () => Date.parse(NOW), teams: [{ id: "t", name: "ops" }] },
    users: names.map((id) => ({ id: `u-${id}`, username: mail(id), fullName: id })),
    ...options,
  });
  servers.push(opsgenie);
  return opsgenie;
}

export async function openJsm(options: JsmOptions = {}): Promise<Jsm> {
  const jsm = await startJsm({
    ...{ now: () => Date.parse(NOW), teams: [{ id: "t", name: "ops" }] },
    accounts: names.map((id) => ({ id: `712020:${id}`, email: mail(id), name: `${id} Doe` })),
    ...options,
  });
  servers.push(jsm);
  return jsm;
}

export const opsgenieRotation = (people: readonly string[], more: object = {}) => ({
  ...{ name: "weekly", type: "weekly", startDate: "2026-01-05T17:00:00Z" },
  participants: people.map((each) => ({ type: "user", username: mail(each) })),
  ...more,
});
export const jsmRotation = (people: readonly string[], more: object = {}) => ({
  ...{ name: "weekly", type: "weekly", startDate: "2026-01-05T17:00:00Z" },
  participants: people.map((each) => ({ type: "user", id: `712020:${each}` })),
  ...more,
});

interface Asked extends World {
  /** The addresses that the network has, and which server each is. */
  readonly hosts?: Readonly<Record<string, string>>;
}

export async function oncall(words: readonly string[], { hosts = {}, ...world }: Asked): Promise<Answer> {
  const { edges, written } = edgesOf({
    ...{ files: {}, now: NOW, ...world },
    http: {
      send: (request) => {
        const { origin } = new URL(request.url);
        const url = request.url.replace(origin, hosts[origin] ?? origin);
        return http.send({ ...request, url });
      },
      sleep: async () => undefined,
    },
  });
  const exit = await run(["import", ...words], edges);
  return { exit, ...written() };
}

export const ofOpsgenie = ({ url }: Opsgenie, key = "test-key") => ({
  OPSGENIE_API_URL: url,
  OPSGENIE_API_KEY: key,
});
export const ofJsm = ({ url }: Jsm) => ({
  JSM_API_URL: url,
  JSM_EMAIL: "push@example.com",
  JSM_API_TOKEN: "test-token",
});

export async function told(words: readonly string[], world: Asked) {
  const { exit, stdout, stderr } = await oncall([...words, "--json"], world);
  if (stdout === "") return { exit, codes: [], messages: [], text: "", differences: [], stderr };
  const { rosters, notes } = JSON.parse(stdout);
  const all: readonly { code: string; message: string }[] = [
    ...notes,
    ...rosters.flatMap((each: { notes: readonly unknown[] }) => each.notes),
  ];
  return {
    exit,
    stderr,
    codes: all.map(({ code }) => code),
    messages: all.map(({ message }) => message),
    text: rosters.map(({ roster }: { roster: string }) => roster).join("\n"),
    differences: rosters.flatMap(
      ({ proof }: { proof: { differences: unknown } | null }) => proof?.differences ?? [],
    ),
  };
}
