/** Reads the people of a roster for the fakes: users of OpsGenie, accounts of Jira, and owners of phone numbers. It shares no code with the product. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/** @typedef {{ readonly variable: string, readonly number: string }} MadeUp */

const E164 = /^\+[1-9]\d{6,14}$/;

/** Numbers that belong to nobody, for people without one. @param {ReadonlySet<string>} taken @param {number} index */
function madeUp(taken, index) {
  const free = Array.from({ length: 98 }, (_, at) => `+${12_025_550_101 + at}`);
  return free.filter((each) => !taken.has(each))[index] ?? "";
}

/**
 * A phone is a number, or `env:NAME` for one in a variable; if that is not set, a number is made up.
 * @param {readonly { readonly name: string, readonly phone: unknown }[]} people
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function phonesOf(people, env) {
  const written = people.flatMap(({ name, phone }) => {
    if (typeof phone !== "string") return [];
    const variable = /^env:(\w+)$/.exec(phone)?.[1];
    const value = variable === undefined ? phone : (env[variable] ?? "").trim();
    return [{ name, variable, number: E164.test(value) ? value : undefined }];
  });
  const taken = new Set(written.flatMap(({ number }) => number ?? []));
  const unset = [
    ...new Set(written.flatMap((each) => (each.number === undefined ? (each.variable ?? []) : []))),
  ];
  const made = new Map(unset.map((variable, index) => [variable, madeUp(taken, index)]));
  const owners = written.map((each) => [each.number ?? made.get(each.variable ?? ""), each.name]);
  return {
    /** @param {string} number */
    ownerOf: (number) => owners.find(([each]) => each === number)?.[1] ?? "somebody",
    /** Undefined for somebody without a phone in the roster. @param {string} name */
    numberOf: (name) => owners.find(([, owner]) => owner === name)?.[0],
    /** @type {readonly MadeUp[]} */
    unset: [...made].map(([variable, number]) => ({ variable, number })),
  };
}

/** @param {string} file @param {unknown} name of the private file, which may be missing */
function privatePeople(file, name) {
  const path = typeof name === "string" ? join(dirname(file), name) : "";
  return path !== "" && existsSync(path) ? (parse(readFileSync(path, "utf8"))?.people ?? {}) : {};
}

/** A user whom any alert rings: by text at once, and by call a minute later. @param {string} username @param {string} number */
function reachable(username, number) {
  const to = number.replace(/^\+(1|\d\d)/, "$1-");
  return {
    contacts: [
      { method: /** @type {const} */ ("email"), to: username },
      { method: /** @type {const} */ ("sms"), to },
      { method: /** @type {const} */ ("voice"), to },
    ],
    rules: [
      {
        name: "New Alert",
        steps: [
          { method: /** @type {const} */ ("sms"), to },
          { method: /** @type {const} */ ("voice"), to, after: 1 },
        ],
      },
    ],
  };
}

/** What brings the alerts in, and the integration whose key sends alerts by hand. @template Owner @param {unknown} wanted @param {Owner} owner */
function integrationsOf(wanted, owner) {
  const sources = Array.isArray(wanted) ? wanted.map(String) : ["StatusPageIO"];
  return [{ name: "API", type: "API" }, ...sources.map((name) => ({ name, type: name, ...owner }))];
}

/** The team that the roster's section for a service names, and where it sends alerts. @param {unknown} section @param {unknown} team */
function teamOf(section, team) {
  const { team: own, escalation } = /** @type {Record<string, unknown>} */ (section ?? {});
  const routing = { type: /** @type {const} */ ("escalation"), name: String(escalation ?? "") };
  return { id: "team-1", name: String(own ?? team), ...(escalation === undefined ? {} : { routing }) };
}

/** @param {string} file @param {Readonly<Record<string, string | undefined>>} env */
export function peopleOf(file, env) {
  const roster = parse(readFileSync(file, "utf8"));
  const { people, opsgenie, jsm = opsgenie, team, private: beside, alert_sources: sources } = roster;
  const secret = privatePeople(file, beside);
  const all = Object.entries(people ?? {}).map(([id, person]) => ({
    ...{ id, name: String(person?.name ?? id), email: person?.email, account: person?.jsm },
    username: person?.opsgenie ?? person?.email,
    phone: secret[id]?.phone ?? person?.phone,
  }));
  const { numberOf, ...phones } = phonesOf(all, env);
  // They have a phone, even if the roster does not say which.
  const reached = all.map((person, index) => ({
    ...person,
    number: numberOf(person.name) ?? `+${12_025_550_180 + (index % 19)}`,
  }));
  const users = reached.flatMap(({ id, name, username, number }) => {
    if (typeof username !== "string") return [];
    return [{ id: `user-${id}`, username, fullName: name, ...reachable(username, number) }];
  });
  const accounts = reached.flatMap(({ id, name, email, account, number }) => {
    if (typeof (email ?? account) !== "string") return [];
    const { contacts } = reachable(email ?? id, number);
    return [{ id: String(account ?? `712020:${id}`), email: String(email ?? id), name, contacts }];
  });
  const opsgenieTeam = teamOf(opsgenie, team);
  const jsmTeam = teamOf(jsm, team);
  return {
    users,
    teams: [opsgenieTeam],
    integrations: integrationsOf(sources, { team: opsgenieTeam.name }),
    account: `${opsgenieTeam.name}, local`,
    jsm: {
      accounts,
      teams: [jsmTeam],
      integrations: integrationsOf(sources, { teamId: jsmTeam.id }),
    },
    ...phones,
  };
}

/** `+1 202 ••• ••01`; only the end of a number elsewhere. @param {string} number */
export function masked(number) {
  const [, area, end] = /^\+1(\d{3})\d{5}(\d\d)$/.exec(number) ?? [];
  return area === undefined ? `+••• ${number.slice(-2)}` : `+1 ${area} ••• ••${end}`;
}
