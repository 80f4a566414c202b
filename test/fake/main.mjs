/** Runs `npm run -s fake`: a local OpsGenie and a local Twilio for the people of a roster, until Ctrl-C. Plain JavaScript, because Node 20 does not strip types. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startOpsgenie } from "./opsgenie/server.mjs";
import { masked, peopleOf } from "./people.mjs";
import { startTwilio } from "./twilio/server.mjs";

/** @import { PhoneEvent } from "./twilio/model.ts" */

const EXAMPLE = fileURLToPath(new URL("../../roster.example.yaml", import.meta.url));
const KEY = "test-key";
const ALERT_KEY = "test-alert-key";
/** As long as it takes to get a phone out. */
const ACKNOWLEDGES_MS = 3000;
const ACCOUNT = { sid: "AC00000000000000000000000000000001", token: "test-token" };
const SENDER = "+12025550199";
const HELP = `Starts a local OpsGenie whose users are the people of a roster, and a local Twilio with their phones, to try plan,
push, doctor and verify-notifications without an account. Both keep everything in memory and never leave this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]...

For several rosters, give --roster once for each.
OpsGenie uses that port, Twilio the next. ONCALL_NOW sets their clock too, so that it agrees with the commands.
`;

/** @param {string} text */
const say = (text) => void process.stdout.write(text);

/** @typedef {{ readonly method: string, readonly path: string, readonly query?: Readonly<Record<string, string>>, readonly status: number }} Asked */

/** @param {Asked} asked */
function told({ method, path, query = {}, status }) {
  const search = Object.keys(query).length === 0 ? "" : `?${new URLSearchParams(query)}`;
  say(`${String(status || "cut").padEnd(4)} ${method.padEnd(6)} ${path}${search}\n`);
}

/** The status of a text or a call is read every few seconds: those requests are left out. @param {Asked} asked */
function toldOfTwilio({ method, path, status }) {
  if (method !== "GET" || status >= 400) told({ method, path, status });
}

/** @param {PhoneEvent} event @param {(number: string) => string} ownerOf */
function rang(event, ownerOf) {
  const what = event.kind === "text" ? `text: ${event.body}` : `call: ${event.spoken}`;
  say(`phone of ${ownerOf(event.to)} (${masked(event.to)})   ${what.replace(/\p{Cc}+/gu, " ")}\n`);
}

/** @param {string | undefined} fixed an ISO instant */
function clock(fixed) {
  if (fixed === undefined || fixed === "") return Date.now;
  const now = Date.parse(fixed);
  if (Number.isNaN(now)) throw new Error(`ONCALL_NOW is not an instant: ${fixed}`);
  return () => now;
}

async function start() {
  const options = {
    port: { type: /** @type {const} */ ("string"), default: "8765" },
    roster: {
      type: /** @type {const} */ ("string"),
      multiple: /** @type {const} */ (true),
      default: [EXAMPLE],
    },
    help: { type: /** @type {const} */ ("boolean"), default: false },
  };
  const { port, roster, help } = parseArgs({ options }).values;
  if (help) return say(HELP);
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not ${port}`);
  const { ownerOf, unset, ...people } = peopleOf(roster, process.env);
  const now = clock(process.env["ONCALL_NOW"]);
  const opsgenie = await startOpsgenie({
    ...people,
    now,
    keys: [
      { key: KEY, kind: "account" },
      { key: ALERT_KEY, kind: "global" },
    ],
    // Whoever is alerted acknowledges, after a moment.
    onAlert: ({ alias, message, notified: [id] }, service) => {
      const { username = "" } = people.users.find((user) => user.id === id) ?? {};
      say(`phone of ${username}   alert: ${message}\n`);
      setTimeout(() => service.acknowledge(alias, username), ACKNOWLEDGES_MS).unref();
    },
    port: Number(port),
    onRequest: told,
  });
  const twilio = await startTwilio({
    now,
    account: ACCOUNT,
    numbers: [SENDER],
    port: port === "0" ? 0 : Number(port) + 1,
    onRequest: toldOfTwilio,
    onPhone: (event) => rang(event, ownerOf),
  }).catch(async (error) => {
    await opsgenie.close();
    throw error;
  });
  say(`A local OpsGenie with ${people.users.length} users, and a local Twilio. In another terminal:\n\n`);
  say(`export OPSGENIE_API_URL=${opsgenie.url} OPSGENIE_API_KEY=${KEY} OPSGENIE_ALERT_KEY=${ALERT_KEY}\n`);
  say(`export TWILIO_API_URL=${twilio.url} TWILIO_FROM=${SENDER}\n`);
  say(`export TWILIO_ACCOUNT_SID=${ACCOUNT.sid} TWILIO_AUTH_TOKEN=${ACCOUNT.token}\n`);
  // People whose numbers are in unset variables get phones too.
  for (const { variable, number } of unset) say(`export ${variable}=${number}\n`);
  say("\nCtrl-C ends it and forgets everything. Requests, and what the phones show:\n");
  const close = () => Promise.all([opsgenie.close(), twilio.close()]);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void close());
}

start().catch((error) => {
  const busy =
    error?.code === "EADDRINUSE"
      ? "that port or the next is taken: choose another with --port"
      : error?.message;
  process.stderr.write(`fake: ${busy}\n`);
  process.exitCode = 2;
});
