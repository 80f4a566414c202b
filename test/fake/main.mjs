/** `npm run -s fake`: the people of a roster in, a local OpsGenie with their users out, until Ctrl-C. Plain JavaScript, because Node 20 strips no types. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { startOpsgenie } from "./opsgenie/server.mjs";

/** @import { Recorded } from "./opsgenie/model.ts" */

const EXAMPLE = fileURLToPath(new URL("../../roster.example.yaml", import.meta.url));
const KEY = "test-key";
const HELP = `Starts a local OpsGenie with the people of a roster as its users: to try plan and push without an account.
It keeps all in memory and never leaves this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]

ONCALL_NOW replaces its clock too, so that it agrees with the commands that are given it.
`;

/** @param {string} text */
const say = (text) => void process.stdout.write(text);

/** @param {string} file */
function peopleOf(file) {
  const { people, opsgenie, team } = parse(readFileSync(file, "utf8"));
  const users = Object.entries(people ?? {}).flatMap(([id, person]) => {
    const username = person?.opsgenie ?? person?.email;
    if (typeof username !== "string") return [];
    return { id: `user-${id}`, username, fullName: String(person.name ?? id) };
  });
  const name = String(opsgenie?.team ?? team);
  return { users, teams: [{ id: "team-1", name }], account: `${name}, local` };
}

/** @param {Recorded} recorded */
function told({ method, path, query, status }) {
  const search = Object.keys(query).length === 0 ? "" : `?${new URLSearchParams(query)}`;
  say(`${String(status || "cut").padEnd(4)} ${method.padEnd(6)} ${path}${search}\n`);
}

/** @param {string | undefined} fixed an ISO instant */
function clock(fixed) {
  if (fixed === undefined || fixed === "") return Date.now;
  const now = Date.parse(fixed);
  if (Number.isNaN(now)) throw new Error(`ONCALL_NOW is no instant: ${fixed}`);
  return () => now;
}

async function start() {
  const options = /** @type {const} */ ({
    port: { type: "string", default: "8765" },
    roster: { type: "string", default: EXAMPLE },
    help: { type: "boolean", default: false },
  });
  const { port, roster, help } = parseArgs({ options }).values;
  if (help) return say(HELP);
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not ${port}`);
  const people = peopleOf(roster);
  const opsgenie = await startOpsgenie({
    ...people,
    now: clock(process.env["ONCALL_NOW"]),
    keys: [{ key: KEY, kind: "account" }],
    port: Number(port),
    onRequest: told,
  });
  say(`A local OpsGenie with ${people.users.length} users. In another terminal:\n\n`);
  say(`export OPSGENIE_API_URL=${opsgenie.url}\nexport OPSGENIE_API_KEY=${KEY}\n\n`);
  say("Ctrl-C ends it, and forgets all that was pushed. What it is asked:\n");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void opsgenie.close());
}

start().catch((error) => {
  const busy =
    error?.code === "EADDRINUSE" ? "that port is taken: choose another with --port" : error?.message;
  process.stderr.write(`fake: ${busy}\n`);
  process.exitCode = 2;
});
