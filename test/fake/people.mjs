/** Reads the people of rosters for the fakes: users of OpsGenie, accounts of Jira, and owners of phone numbers. It shares no code with the product. */
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

/** What brings the alerts in. @param {unknown} wanted */
function sourcesOf(wanted) {
  return Array.isArray(wanted) ? wanted.map(String) : ["StatusPageIO"];
}

/** The team that the roster's section for a service names, and where it sends alerts. @param {unknown} section @param {unknown} team */
function teamOf(section, team) {
  const { team: own, escalation } = /** @type {Record<string, unknown>} */ (section ?? {});
  const routing = { type: /** @type {const} */ ("escalation"), name: String(escalation ?? "") };
  return { name: String(own ?? team), ...(escalation === undefined ? {} : { routing }) };
}

/** @param {string} file */
function rosterIn(file) {
  const roster = parse(readFileSync(file, "utf8"));
  const { people, opsgenie, jsm = opsgenie, team, private: beside, alert_sources: sources, slack } = roster;
  const secret = privatePeople(file, beside);
  return {
    people: Object.entries(people ?? {}).map(([id, person]) => ({
      ...{ id, name: String(person?.name ?? id), email: person?.email, account: person?.jsm },
      slack: person?.slack,
      username: person?.opsgenie ?? person?.email,
      phone: secret[id]?.phone ?? person?.phone,
    })),
    opsgenie: teamOf(opsgenie, team),
    jsm: teamOf(jsm, team),
    sources: sourcesOf(sources),
    group: String(slack?.usergroup ?? "S0123ABCD"),
    channel: String(slack?.channel ?? "C0123ABCD"),
  };
}

/** @template T @param {readonly T[]} all @param {(one: T) => unknown} nameOf */
function firstOfEach(all, nameOf) {
  return all.filter((one, index) => all.findIndex((other) => nameOf(other) === nameOf(one)) === index);
}

/** @template {{ readonly name: string }} T @param {readonly T[]} all */
function numbered(all) {
  return firstOfEach(all, ({ name }) => name).map((team, index) => ({ id: `team-${index + 1}`, ...team }));
}

/**
 * Everybody in the rosters: somebody with one email in two of them is one user.
 * @param {readonly string[]} files @param {Readonly<Record<string, string | undefined>>} env
 */
export function peopleOf(files, env) {
  const rosters = files.map(rosterIn);
  const all = firstOfEach(
    rosters.flatMap(({ people }) => people),
    ({ id, username, email }) => username ?? email ?? id,
  );
  const { numberOf, ...phones } = phonesOf(all, env);
  const reached = all.map((person, index) => ({
    ...person,
    // Two rosters may give one id to two people.
    key: all.findIndex(({ id }) => id === person.id) === index ? person.id : `${person.id}-${index}`,
    // They have a phone, even if the roster does not say which.
    number: numberOf(person.name) ?? `+${12_025_550_180 + (index % 19)}`,
  }));
  const users = reached.flatMap(({ key, name, username, number }) => {
    if (typeof username !== "string") return [];
    return [{ id: `user-${key}`, username, fullName: name, ...reachable(username, number) }];
  });
  const accounts = reached.flatMap(({ key, name, email, account, number }) => {
    if (typeof (email ?? account) !== "string") return [];
    const { contacts } = reachable(email ?? key, number);
    return [{ id: String(account ?? `712020:${key}`), email: String(email ?? key), name, contacts }];
  });
  const members = reached.flatMap(({ key, name, email, slack }) => {
    const made = `U0${key.toUpperCase().replace(/[^A-Z0-9]/g, "")}`;
    if (typeof (email ?? slack) !== "string") return [];
    return [{ id: String(slack ?? made), name, ...(typeof email === "string" && { email }) }];
  });
  const groups = [...new Set(rosters.map(({ group }) => group))];
  const channels = [...new Set(rosters.map(({ channel }) => channel))];
  const opsgenieTeams = numbered(rosters.map(({ opsgenie }) => opsgenie));
  const jsmTeams = numbered(rosters.map(({ jsm }) => jsm));
  /** The integration without a team has the key that sends alerts by hand. */
  const api = { name: "API", type: "API" };
  const sources = firstOfEach(
    rosters.flatMap((roster) => roster.sources.map((type) => ({ ...roster, type }))),
    ({ type, opsgenie, jsm }) => JSON.stringify([type, opsgenie.name, jsm.name]),
  ).map((each, index, all) => ({
    ...each,
    // Names are unique in an account.
    name:
      all.findIndex(({ type }) => type === each.type) === index
        ? each.type
        : `${each.type} ${each.opsgenie.name}`,
  }));
  const idOf = (/** @type {string} */ team) => jsmTeams.find(({ name }) => name === team)?.id;
  return {
    users,
    teams: opsgenieTeams,
    integrations: [api, ...sources.map(({ name, type, opsgenie }) => ({ name, type, team: opsgenie.name }))],
    account: `${opsgenieTeams[0]?.name}, local`,
    jsm: {
      accounts,
      teams: jsmTeams,
      integrations: [api, ...sources.map(({ name, type, jsm }) => ({ name, type, teamId: idOf(jsm.name) }))],
    },
    slack: {
      members,
      groups: groups.map((id, index) => ({
        id,
        handle: `oncall${index === 0 ? "" : index + 1}`,
        members: [],
      })),
      channels: channels.map((id) => ({ id, name: id.toLowerCase(), hasApp: true })),
    },
    ...phones,
  };
}

/** `+1 202 ••• ••01`; only the end of a number elsewhere. @param {string} number */
export function masked(number) {
  const [, area, end] = /^\+1(\d{3})\d{5}(\d\d)$/.exec(number) ?? [];
  return area === undefined ? `+••• ${number.slice(-2)}` : `+1 ${area} ••• ••${end}`;
}
