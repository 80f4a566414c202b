/** Builds `dist/` before any test begins: what the tests of the built program run is what the sources say now. */
import { build } from "../src/build/build.mjs";
import { ROOT } from "./house/sources.ts";

export async function setup(): Promise<void> {
  await build(ROOT);
}
