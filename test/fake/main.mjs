/** Runs `npm run -s fake`: a local OpsGenie, Twilio, Jira Service Management and Slack for the people of a roster, until Ctrl-C. Plain JavaScript, because Node 20 does not strip types. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { startJsm } from "./jsm/server.mjs";
import { startOpsgenie } from "./opsgenie/server.mjs";
import { masked, peopleOf } from "./people.mjs";
import { startSlack, TOKEN } from "./slack/server.mjs";
import { startTwilio } from "./twilio/server.mjs";

/** @import { PhoneEvent } from "./twilio/model.ts" */

const EXAMPLE = fileURLToPath(new URL("../../roster.example.yaml", import.meta.url));
const KEY = "test-key";
const ALERT_KEY = "test-alert-key";
/** As long as it takes to get a phone out. */
const ACKNOWLEDGES_MS = 3000;
const ACCOUNT = { sid: "AC00000000000000000000000000000001", token: "test-token" };
const SENDER = "+12025550199";
/** Whose API token it is: an admin's, as a push needs. */
const ADMIN = { id: "712020:admin", email: "admin@example.com", name: "Local Admin" };
const JSM_TOKEN = "test-token";
const HELP = `Starts a local OpsGenie, a local Jira Service Management and a local Slack whose users are the people of a roster,
and a local Twilio with their phones, to try plan, push, doctor, parity, verify-notifications and --post without an
account. All keep everything in memory and never leave this machine.

  npm run -s fake -- [--port 8765] [--roster FILE]... [--account FILE]

For several rosters, give --roster once for each. With --account, OpsGenie starts with the schedules and escalations of
that file, in the form of its API.
OpsGenie uses that port, and Twilio, Jira and Slack the next three. ONCALL_NOW sets their clock too, so that it agrees
with the commands.
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

/** The path of the Operations API names the site each time: that part is left out. @param {Asked} asked */
function toldOfJsm({ path, ...asked }) {
  told({ ...asked, path: path.replace(/^\/jsm\/ops\/api\/[^/]+/, "…") });
}

/** All requests of Slack are POSTs of a method. @param {Asked} asked */
function toldOfSlack({ path, ...asked }) {
  told({ ...asked, path: path.replace(/^\/api\//, "slack ") });
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
    account: { type: /** @type {const} */ ("string") },
    help: { type: /** @type {const} */ ("boolean"), default: false },
  };
  const { port, roster, account, help } = parseArgs({ options }).values;
  if (help) return say(HELP);
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not ${port}`);
  const { ownerOf, unset, ...people } = peopleOf(roster, process.env);
  const now = clock(process.env["ONCALL_NOW"]);
  /** Starts each on a port of its own, and ends them all if one cannot start. @type {(() => Promise<void>)[]} */
  const closing = [];
  const close = async () => void (await Promise.all(closing.map((end) => end())));
  /** @template {{ readonly close: () => Promise<void> }} Service @param {(port: number) => Promise<Service>} open */
  const started = async (open) => {
    const service = await open(port === "0" ? 0 : Number(port) + closing.length).catch(async (error) => {
      await close();
      throw error;
    });
    closing.push(service.close);
    return service;
  };
  /** Whoever is alerted acknowledges, after a moment. @param {string} email @param {string} message @param {() => void} acknowledge */
  const alerted = (email, message, acknowledge) => {
    say(`phone of ${email}   alert: ${message}\n`);
    setTimeout(acknowledge, ACKNOWLEDGES_MS).unref();
  };
  const opsgenie = await started((at) =>
    startOpsgenie({
      ...people,
      ...(account === undefined ? {} : parse(readFileSync(account, "utf8"))),
      now,
      keys: [
        { key: KEY, kind: "account" },
        { key: ALERT_KEY, kind: "global" },
      ],
      onAlert: ({ alias, message, notified: [id] }, service) => {
        const { username = "" } = people.users.find((user) => user.id === id) ?? {};
        alerted(username, message, () => service.acknowledge(alias, username));
      },
      port: at,
      onRequest: told,
    }),
  );
  const twilio = await started((at) =>
    startTwilio({
      now,
      account: ACCOUNT,
      numbers: [SENDER],
      port: at,
      onRequest: toldOfTwilio,
      onPhone: (event) => rang(event, ownerOf),
    }),
  );
  const { accounts } = people.jsm;
  const jsm = await started((at) =>
    startJsm({
      ...people.jsm,
      now,
      accounts: [...accounts, ADMIN],
      tokens: [{ email: ADMIN.email, token: JSM_TOKEN, kind: "admin" }],
      onAlert: ({ alias, message, notified: [id] }, service) => {
        const { email = "" } = accounts.find((account) => account.id === id) ?? {};
        alerted(email, message, () => service.acknowledge(alias, email));
      },
      port: at,
      onRequest: toldOfJsm,
    }),
  );
  const slack = await started((at) =>
    startSlack({
      ...people.slack,
      now,
      port: at,
      onRequest: toldOfSlack,
      onMessage: ({ channel, text }) => say(`channel ${channel}\n${text.replace(/^/gm, "  ")}\n`),
    }),
  );
  say(
    `A local OpsGenie with ${people.users.length} users, a local Twilio, Jira Service Management and Slack. In another terminal:\n\n`,
  );
  say(`export OPSGENIE_API_URL=${opsgenie.url} OPSGENIE_API_KEY=${KEY} OPSGENIE_ALERT_KEY=${ALERT_KEY}\n`);
  say(`export TWILIO_API_URL=${twilio.url} TWILIO_FROM=${SENDER}\n`);
  say(`export TWILIO_ACCOUNT_SID=${ACCOUNT.sid} TWILIO_AUTH_TOKEN=${ACCOUNT.token}\n`);
  say(`export JSM_API_URL=${jsm.url} JSM_EMAIL=${ADMIN.email} JSM_API_TOKEN=${JSM_TOKEN}\n`);
  say(`export SLACK_API_URL=${slack.url} SLACK_BOT_TOKEN=${TOKEN}\n`);
  // People whose numbers are in unset variables get phones too.
  for (const { variable, number } of unset) say(`export ${variable}=${number}\n`);
  say("\nCtrl-C ends it and forgets everything. Requests, and what the phones show:\n");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void close());
}

start().catch((error) => {
  const busy =
    error?.code === "EADDRINUSE"
      ? "that port or one of the next three is taken: choose another with --port"
      : error?.message;
  process.stderr.write(`fake: ${busy}\n`);
  process.exitCode = 2;
});
