/** Makes a roster of lists that are one list turned by one, or of one list alone. */
import type { Values } from "../edit/model.ts";
import { writeAddress } from "../roster/address.ts";
import { loadRoster } from "../roster/load.ts";
import type { Roster } from "../roster/model.ts";
import { checkLog } from "../rotation/check.ts";
import type { KnownOverride } from "../rules/wish.ts";
import { type Interval, overlap } from "../time/interval.ts";
import { buildTimeline } from "../timeline/build.ts";
import type { ImportableList, ListGroup, Surroundings } from "./candidates.ts";
import { writeCovers } from "./covers.ts";
import { draftEscalation, type EscalationDraft } from "./escalation.ts";
import { joinOverDuty, rebuildPast } from "./history.ts";
import type {
  FoundAccount,
  FoundException,
  FoundPeriod,
  FoundRecipient,
  ImportedRoster,
  ImportNote,
} from "./model.ts";
import { findUser, type ImportedPerson, nameUsers, slug } from "./people.ts";
import { findProvenTime, type ProvenRole, proveImport } from "./proof.ts";
import type { TermsDraft } from "./terms.ts";
import { writeRoster } from "./text.ts";

/** A list, as a role of the roster. */
interface ImportedRole {
  readonly role: string;
  readonly list: ImportableList;
  readonly overrides: readonly FoundException[];
}

export function buildRoster(
  group: ListGroup,
  account: FoundAccount,
  file: string,
  { now, zoneOf }: Surroundings,
): ImportedRoster {
  const { first, lists, terms } = group;
  const proven = findProvenTime(now);
  const past = { start: proven.start, end: now };
  const notes: ImportNote[] = [];
  const roles = lists.map((list, index): ImportedRole => {
    const { overrides, notes: more } = listOverrides(list, past);
    notes.push(...more);
    return { role: nameRole(group, index), list, overrides };
  });
  const names = roles.map(({ role }) => role);
  const users = nameUsers(account.users);
  const escalation = draftEscalation(account.escalations, users, (id) => findRole(roles, id), notes);
  const people = sortPeople(
    users.filter((user) => isNeeded(user, terms, roles, escalation)),
    terms,
  );
  notes.push(...notePeople(people), ...noteSharing(lists));
  const bare = writeRoster({
    ...{ provider: account.provider, title: account.title, roles: names, terms, people },
    team: first.chain.schedule.team ?? first.chain.schedule.name,
    zones: new Set(
      people.flatMap(({ zone }) => (zone !== undefined && zoneOf(zone) !== undefined ? [zone] : [])),
    ),
    escalation: escalation?.steps,
    section: writeSection(account, group, roles, escalation),
  });
  const { roster, problems } = readWritten(file, bare, zoneOf);
  if (roster === undefined) {
    const message = `the roster needs work by hand: ${problems.join("; ")}`;
    notes.push({ code: "invalid-roster", subject: null, message });
    return { file, text: bare, proof: undefined, notes };
  }
  const whoOf = (recipient: FoundRecipient) => nameRecipient(people, users, recipient);
  const known = roles.flatMap(({ role, overrides }) =>
    overrides.map((override) => knowOverride(role, override, whoOf)),
  );
  const { title } = account;
  const covered = writeCovers(bare, roster, { overrides: known, title, now, zoneOf });
  const isKnown = lists.every(({ chain }) => chain.schedule.final !== undefined);
  const proof = isKnown
    ? proveImport(
        account.provider,
        buildTimeline(covered.roster),
        roles.map((role) => listServed(role, whoOf)),
        proven,
        now,
      )
    : undefined;
  return {
    ...{ file, text: covered.text, proof },
    notes: [...notes, ...noteForwardings(roles, whoOf, proven), ...covered.notes],
  };
}

/** No roster: what makes it invalid. */
function readWritten(
  file: string,
  text: string,
  zoneOf: Surroundings["zoneOf"],
): { readonly roster: Roster | undefined; readonly problems: readonly string[] } {
  const { roster, findings } = loadRoster({ file, bytes: new TextEncoder().encode(text), zoneOf });
  const found = roster === undefined ? findings : checkLog(roster, buildTimeline(roster).rotation);
  const problems = found.map(({ message }) => message);
  return { roster: problems.length === 0 ? roster : undefined, problems };
}

/** Those of the rotation, without what no proof can reach. */
function listOverrides(
  { chain, last }: ImportableList,
  past: Interval,
): { readonly overrides: readonly FoundException[]; readonly notes: readonly ImportNote[] } {
  const { schedule } = chain;
  const rebuilt = rebuildPast({ ...schedule, rotations: chain.rotations }, past);
  const own = [...schedule.overrides, ...rebuilt.overrides].filter(
    ({ rotations }) =>
      rotations.length === 0 || rotations.some((id) => chain.rotations.some((one) => one.id === id)),
  );
  const overrides = own.filter(({ end }) => end > past.start);
  const old = own.length - overrides.length;
  const notes: ImportNote[] = [...rebuilt.notes];
  if (old > 0)
    notes.push({
      ...{ code: "past-left-out", subject: schedule.name, isHarmless: true },
      message: `${old === 1 ? "an override" : `${old} overrides`} that ended more than four weeks ago: left out`,
    });
  return { overrides: joinOverDuty(overrides, last), notes };
}

function findRole(roles: readonly ImportedRole[], schedule: string | undefined): string | undefined {
  return roles.find(
    ({ list: { chain } }) => chain.schedule.id === schedule || chain.schedule.name === schedule,
  )?.role;
}

function isNeeded(
  user: ImportedPerson,
  terms: readonly TermsDraft[],
  roles: readonly ImportedRole[],
  escalation: EscalationDraft | undefined,
): boolean {
  return (
    terms.some(({ queue }) => queue.includes(user.id)) ||
    roles.some(({ overrides }) =>
      overrides.some(({ recipient }) => findUser([user], recipient) !== undefined),
    ) ||
    escalation?.people.includes(user.person) === true
  );
}

/** In the order of the queue; then those who were in it, and others. */
function sortPeople(
  people: readonly ImportedPerson[],
  terms: readonly TermsDraft[],
): readonly ImportedPerson[] {
  const order = terms.toReversed().flatMap(({ queue }) => queue);
  const placeOf = ({ id }: ImportedPerson) => (order.indexOf(id) + order.length + 1) % (order.length + 1);
  return people.toSorted(
    (one, other) => placeOf(one) - placeOf(other) || one.person.localeCompare(other.person, "en"),
  );
}

function notePeople(people: readonly ImportedPerson[]): readonly ImportNote[] {
  return people.flatMap(({ person, isActive, email }): readonly ImportNote[] => [
    ...(isActive
      ? []
      : [
          {
            ...{ code: "inactive-user" as const, subject: person },
            message: "they are blocked there or never accepted the invitation, and would not be notified",
          },
        ]),
    ...(email === undefined
      ? [
          {
            ...{ code: "hidden-email" as const, subject: person, isHarmless: true },
            message: "their email is not shown there, so the roster names their account: add `email` by hand",
          },
        ]
      : []),
  ]);
}

/** A service pages everybody who is on call in a schedule at once. */
function noteSharing(lists: readonly ImportableList[]): readonly ImportNote[] {
  const schedules = new Map(lists.map(({ chain }) => [chain.schedule.id, chain.schedule.name]));
  return schedules.size === lists.length
    ? []
    : [
        {
          ...{ code: "shared-schedule", subject: [...schedules.values()].join(", ") },
          message: `${lists.map(({ name }) => name).join(" and ")} are rotations of one schedule, which pages all of them at once: a push needs a schedule for each`,
        },
      ];
}

function noteForwardings(
  roles: readonly ImportedRole[],
  whoOf: (recipient: FoundRecipient) => string | null,
  proven: Interval,
): readonly ImportNote[] {
  const forwarded = roles.flatMap(({ list }) =>
    listPeriods(list).flatMap(({ forwardedTo, recipient, ...time }) =>
      forwardedTo !== undefined && overlap(time, proven)
        ? [{ from: whoOf(recipient), to: whoOf(forwardedTo) }]
        : [],
    ),
  );
  const pairs = new Map(forwarded.map((each) => [`${each.from} ${each.to}`, each]));
  return [...pairs.values()].map(({ from, to }) => ({
    ...{ code: "forwarding", subject: from },
    message: `alerts for ${from ?? "nobody"} are forwarded to ${to ?? "nobody"} for a time, which a roster does not say`,
  }));
}

/** Who is on call by the rotations of a list. */
function listPeriods({ chain }: ImportableList): readonly FoundPeriod[] {
  return (chain.schedule.final ?? []).filter(({ rotation }) =>
    chain.rotations.some(({ id }) => id === rotation),
  );
}

function listServed(
  { role, list, overrides }: ImportedRole,
  whoOf: (recipient: FoundRecipient) => string | null,
): ProvenRole {
  const periods = listPeriods(list);
  return {
    role,
    final: periods.map(({ recipient, ...time }) => ({ ...time, who: whoOf(recipient) })),
    overrides: overrides.map(({ start, end, key, recipient }) => {
      return { start, end, key, who: whoOf(recipient), segment: undefined };
    }),
    forwardings: periods.flatMap(({ start, end, recipient, forwardedTo: to }) =>
      to === undefined ? [] : [{ start, end, from: whoOf(recipient), to: whoOf(to) }],
    ),
  };
}

/** A list on its own is called what it is called there. */
function nameRole({ first, lists }: ListGroup, index: number): string {
  if (lists.length > 1) return ["primary", "secondary"][index] ?? `role-${index + 1}`;
  const { schedule, rotations, title } = first.chain;
  return schedule.rotations.length === rotations.length ? "primary" : slug(title, "rotation");
}

function writeSection(
  { section }: FoundAccount,
  { first }: ListGroup,
  roles: readonly ImportedRole[],
  escalation: EscalationDraft | undefined,
): Values {
  return {
    ...section,
    team: first.chain.schedule.team,
    schedules: Object.fromEntries(roles.map(({ role, list }) => [role, findAddress(list)])),
    escalation: escalation?.name,
  };
}

function findAddress({ chain: { schedule, rotations, name } }: ImportableList): string {
  const isAlone = schedule.rotations.length === 1 && rotations.length === 1;
  return writeAddress({ schedule: schedule.name, rotation: isAlone ? undefined : name });
}

/** `people`: those of the roster; others are told by their names there. */
function nameRecipient(
  people: readonly ImportedPerson[],
  users: readonly ImportedPerson[],
  recipient: FoundRecipient,
): string | null {
  if (recipient.kind === "none") return null;
  const user = recipient.kind === "user" ? findUser(people, recipient) : undefined;
  return user?.person ?? `@${recipient.name ?? findUser(users, recipient)?.name ?? recipient.id ?? ""}`;
}

function knowOverride(
  role: string,
  { key, start, end, recipient }: FoundException,
  whoOf: (recipient: FoundRecipient) => string | null,
): KnownOverride {
  const isGroup = recipient.kind !== "user" && recipient.kind !== "none";
  return { role, key, start, end, who: whoOf(recipient), group: isGroup ? recipient.kind : undefined };
}
