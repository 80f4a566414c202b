/** Makes a roster of lists that are one list turned by one, or of one list alone. */
import type { Values } from "../edit/model.ts";
import { loadRoster } from "../roster/load.ts";
import type { KnownOverride } from "../rules/wish.ts";
import { type Interval, overlap } from "../time/interval.ts";
import { buildTimeline } from "../timeline/build.ts";
import { type ImportableList, joinTerms, type Surroundings } from "./candidates.ts";
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
  group: readonly ImportableList[],
  account: FoundAccount,
  file: string,
  { now, zoneOf }: Surroundings,
): ImportedRoster {
  const terms = joinTerms(group) ?? [];
  const proven = findProvenTime(now);
  const past = { start: proven.start, end: now };
  const names = nameRoles(group);
  const notes: ImportNote[] = [];
  const roles = group.map((list, index): ImportedRole => {
    const { overrides, notes: more } = listOverrides(list, past);
    notes.push(...more);
    return { role: names[index] ?? "", list, overrides };
  });
  const users = nameUsers(account.users);
  const escalation = draftEscalation(account.escalations, users, (id) => findRole(roles, id), notes);
  const people = sortPeople(
    users.filter((user) => isNeeded(user, terms, roles, escalation)),
    terms,
  );
  notes.push(...notePeople(people), ...noteSharing(group));
  const bare = writeRoster({
    ...{ provider: account.provider, title: account.title, roles: names, terms, people },
    team: group[0]?.chain.schedule.team ?? group[0]?.chain.schedule.name ?? "",
    zones: new Set(
      people.flatMap(({ zone }) => (zone !== undefined && zoneOf(zone) !== undefined ? [zone] : [])),
    ),
    escalation: escalation?.steps,
    section: writeSection(account, roles, escalation),
  });
  const loaded = loadRoster({ file, bytes: new TextEncoder().encode(bare), zoneOf, forEditing: true });
  if (loaded.roster === undefined) {
    const why = loaded.findings.map(({ message }) => message).join("; ");
    notes.push({ code: "invalid-roster", subject: null, message: `the roster needs work by hand: ${why}` });
    return { file, text: bare, proof: undefined, notes };
  }
  const whoOf = (recipient: FoundRecipient) => nameRecipient(people, users, recipient);
  const known = roles.flatMap(({ role, overrides }) =>
    overrides.map((override) => knowOverride(role, override, whoOf)),
  );
  const { title } = account;
  const covered = writeCovers(bare, loaded.roster, { overrides: known, title, now, zoneOf });
  const isKnown = group.every(({ chain }) => chain.schedule.final !== undefined);
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

/** Those of the rotation, without what no proof can reach. */
function listOverrides(
  { chain, terms }: ImportableList,
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
  const last = terms.at(-1);
  const notes: ImportNote[] = [...rebuilt.notes];
  if (old > 0)
    notes.push({
      ...{ code: "past-left-out", subject: schedule.name, isHarmless: true },
      message: `${old === 1 ? "an override" : `${old} overrides`} that ended more than four weeks ago: left out`,
    });
  return { overrides: last === undefined ? overrides : joinOverDuty(overrides, last), notes };
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
function noteSharing(group: readonly ImportableList[]): readonly ImportNote[] {
  const schedules = new Set(group.map(({ chain }) => chain.schedule.id));
  return schedules.size === group.length
    ? []
    : [
        {
          ...{ code: "shared-schedule", subject: group[0]?.chain.schedule.name ?? null },
          message: `${group.map(({ name }) => name).join(" and ")} are rotations of one schedule, which pages all of them at once: a push needs a schedule for each`,
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
function nameRoles(group: readonly ImportableList[]): readonly string[] {
  const [first, ...others] = group;
  if (others.length > 0)
    return group.map((_, index) => ["primary", "secondary"][index] ?? `role-${index + 1}`);
  const isAlone =
    first === undefined || first.chain.schedule.rotations.length === first.chain.rotations.length;
  return [isAlone ? "primary" : slug(first.chain.title, "rotation")];
}

function writeSection(
  { section }: FoundAccount,
  roles: readonly ImportedRole[],
  escalation: EscalationDraft | undefined,
): Values {
  return {
    ...section,
    team: roles[0]?.list.chain.schedule.team,
    schedules: Object.fromEntries(roles.map(({ role, list }) => [role, writeAddress(list)])),
    escalation: escalation?.name,
  };
}

function writeAddress({ chain: { schedule, rotations, name } }: ImportableList): string {
  const write = (text: string) => text.replaceAll("/", "//");
  return schedule.rotations.length === 1 && rotations.length === 1
    ? write(schedule.name)
    : `${write(schedule.name)}/${write(name)}`;
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
