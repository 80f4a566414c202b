/** `npm run -s fake`: the people of a roster in, a local OpsGenie and a local Twilio with their phones out, until Ctrl-C. Plain JavaScript, because Node 20 strips no types. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { startOpsgenie } from "./opsgenie/server.mjs";
import { startTwilio } from "./twilio/server.mjs";

/** @import { Arrived } from "./twilio/model.ts" */

const EXAMPLE = fileURLToPath(new URL("../../roster.example.yaml", import.meta.url));
const KEY = "test-key";
const ALERT_KEY = "test-alert-key";
/** So long somebody needs to take their phone out. */
const ACKNOWLEDGES_MS = 3000;
const ACCOUNT = { sid: `AC${"0".repeat(31)}1`, token: "test-token", name: "local" };
const SENDER = "+12025550199";
const HELP = `Starts a local OpsGenie with the people of a roster as its users, and a local Twilio that is their phones: to try plan,
push and verify-notifications without an account. All is kept in memory and never leaves this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]

OpsGenie listens on the port, Twilio on the next one.

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

/** What somebody reads or hears: the code is in it. @param {Arrived} arrived */
function rang({ channel, to, text, isPerson }) {
  const phone = `phone …${to.slice(-2)}`;
  if (channel === "sms") say(`\n${phone} gets a text: ${text}\n\n`);
  else say(`\n${phone} rings${isPerson ? "" : ", and voicemail answers"}: ${text}\n\n`);
}

/** @param {{ readonly method: string, readonly path: string, readonly query?: Readonly<Record<string, string>>, readonly status: number }} recorded */
function told({ method, path, query = {}, status }) {
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
  const now = clock(process.env["ONCALL_NOW"]);
  const opsgenie = await startOpsgenie({
    ...people,
    now,
    keys: [
      { key: KEY, kind: "account" },
      { key: ALERT_KEY, kind: "global" },
    ],
    // Whoever is alerted acknowledges.
    onAlert: ({ alias, message, notified: [id] }, service) => {
      const { username = "" } = people.users.find((user) => user.id === id) ?? {};
      say(`\n${username} is alerted: ${message}\n\n`);
      setTimeout(() => service.acknowledge(alias, username), ACKNOWLEDGES_MS).unref();
    },
    port: Number(port),
    onRequest: told,
  });
  const twilio = await startTwilio({
    account: ACCOUNT,
    numbers: [SENDER],
    now,
    port: port === "0" ? 0 : Number(port) + 1,
    onArrival: rang,
    onRequest: told,
  }).catch(async (error) => {
    await opsgenie.close();
    throw error;
  });
  say(`A local OpsGenie with ${people.users.length} users, and a local Twilio. In another terminal:\n\n`);
  say(`export OPSGENIE_API_URL=${opsgenie.url} OPSGENIE_API_KEY=${KEY} OPSGENIE_ALERT_KEY=${ALERT_KEY}\n`);
  say(`export TWILIO_API_URL=${twilio.url} TWILIO_FROM=${SENDER}\n`);
  say(`export TWILIO_ACCOUNT_SID=${ACCOUNT.sid} TWILIO_AUTH_TOKEN=${ACCOUNT.token}\n\n`);
  say("Ctrl-C ends it, and forgets all that was pushed. What it is asked, and what phones get:\n");
  const end = () => void Promise.all([opsgenie.close(), twilio.close()]);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, end);
}

start().catch((error) => {
  const busy =
    error?.code === "EADDRINUSE" ? "that port is taken: choose another with --port" : error?.message;
  process.stderr.write(`fake: ${busy}\n`);
  process.exitCode = 2;
});
