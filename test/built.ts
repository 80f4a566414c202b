/** Builds `dist/` before the first test, so that the tests of the built program run the sources as they are. */
import { build } from "../src/build/build.mjs";
import { ROOT } from "./house/sources.ts";

export async function setup(): Promise<void> {
  await build(ROOT);
}
