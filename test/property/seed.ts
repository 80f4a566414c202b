/** Fixes the seed of every property test, so that each run is the same; set `SEED` to search elsewhere. fast-check prints it with a failure. */

const FIXED = 20261123;

export const SEED = Number(process.env["SEED"] ?? FIXED);
