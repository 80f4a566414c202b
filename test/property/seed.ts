/** The seed of every property run: fixed, so that CI is the same each time; `SEED` replaces it to search further. fast-check prints it with what it finds. */

const FIXED = 20261123;

export const SEED = Number(process.env["SEED"] ?? FIXED);
