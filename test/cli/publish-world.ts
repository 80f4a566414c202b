/** Publishes a site in memory. */
import { expect } from "vitest";
import { oncall, type World } from "./world.ts";

/** The texts by path. */
export async function publish(
  world: World = {},
  ...flags: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const disk = world.disk ?? new Map<string, Uint8Array>();
  const weeks = flags.includes("--weeks") ? [] : ["--weeks", "8"];
  const answer = await oncall(["publish", "--out", "site", ...weeks, ...flags], { ...world, disk });
  expect(answer).toMatchObject({ exit: 0 });
  return new Map(
    [...disk].map(([path, bytes]) => [path.replace("/team/site/", ""), new TextDecoder().decode(bytes)]),
  );
}

export function withRoster(text: string): World {
  return { files: { "/team/roster.yaml": text } };
}
