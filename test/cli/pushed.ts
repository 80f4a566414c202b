/** A local OpsGenie and `oncall` in memory, which talks to it over loopback; between its requests nobody waits. */
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import type { Opsgenie } from "../fake/opsgenie/server.mjs";
import { type Answer, edgesOf, type World } from "./world.ts";

const http = createHttp({});

export const KEY = "test-key";
export interface Pushed extends World {
  readonly roster: string;
  readonly key?: string;
  /** Milliseconds after which an answer is given up; what is asked for if not said. */
  readonly timeout?: number;
}

/** Runs `oncall` on a roster at /team/roster.yaml against the local OpsGenie. */
export async function oncallAt(
  { url }: Pick<Opsgenie, "url">,
  args: readonly string[],
  { roster, key = KEY, env = {}, timeout, ...world }: Pushed,
): Promise<Answer> {
  const { edges, written } = edgesOf({
    files: { "/team/roster.yaml": roster },
    ...world,
    env: { OPSGENIE_API_URL: url, OPSGENIE_API_KEY: key, ...env },
    http: {
      send: (request) => http.send({ ...request, timeout: timeout ?? request.timeout }),
      sleep: async () => undefined,
    },
  });
  const exit = await run(args, edges);
  return { exit, ...written() };
}
