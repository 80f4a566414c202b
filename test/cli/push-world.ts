/** Runs `oncall` in memory against a local OpsGenie, over loopback and without pauses between requests. */
import { createHttp } from "../../src/edge/http.ts";
import { run } from "../../src/run.ts";
import type { Opsgenie } from "../fake/opsgenie/server.mjs";
import { type Answer, edgesOf, type World } from "./world.ts";

const http = createHttp({});

export const KEY = "test-key";
export interface Pushed extends World {
  readonly roster: string;
  readonly key?: string;
  /** Milliseconds to wait for an answer, instead of what the request says. */
  readonly timeout?: number;
}

/** Runs `oncall` with this roster at /team/roster.yaml. */
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
