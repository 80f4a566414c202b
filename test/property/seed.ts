/** Fixes the seed and the length of property tests, so that every run is the same. fast-check prints the seed with a failure. */

const FIXED = 20261123;

/** `SEED=1 npx vitest run test/property/agree` searches elsewhere. */
export const SEED = Number(process.env["SEED"] ?? FIXED);

/** `RUNS=20 npx vitest run test/property/agree` searches twenty times as long. */
export function scaleRuns(runs: number): number {
  return runs * Number(process.env["RUNS"] ?? 1);
}
