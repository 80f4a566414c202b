/** Makes rosters of what a service holds: lists that are one list turned by one share a roster, every other gets its own. */

import { edit } from "../edit/edit.ts";
import type { Values } from "../edit/model.ts";
import { decideAdoption } from "../intent/adopt.ts";
import { writeFoundEntry } from "../intent/entry.ts";
import { loadRoster } from "../roster/load.ts";
import type { KnownOverride } from "../rules/wish.ts";
import { DAY_MS } from "../time/date.ts";
import type { Instant, Zone } from "../time/zone.ts";
import { buildTimeline } from "../timeline/build.ts";
import { type Chain, describeRhythm, draftTerms, findChains, isTurned, type TermsDraft } from "./chain.ts";
import { draftEscalation } from "./escalation.ts";
import type { FoundAccount, FoundException, FoundRecipient, ImportedRoster, ImportNote } from "./model.ts";
import { findUser, type ImportedPerson, nameUsers } from "./people.ts";
import { proveImport } from "./proof.ts";
import { writeRoster } from "./text.ts";

const WEEK_MS = 7 * DAY_MS;
const WEEKS_BACK = 4;
const WEEKS_AHEAD = 12;

/** One list of people that a roster can hold. */
export interface ImportableList {
  readonly chain: Chain;
  /** As people name it: `schedule`, or `schedule/rotation` where there are several. */
  readonly name: string;
  readonly terms: readonly TermsDraft[];
}

export interface Surroundings {
  readonly now: Instant;
  readonly zoneOf: (name: string) => Zone | undefined;
}

export function findCandidates(
  account: FoundAccount,
  { now, zoneOf }: Surroundings,
): { readonly candidates: readonly ImportableList[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [...account.notes];
  const candidates: ImportableList[] = [];
  for (const schedule of account.schedules) {
    const zone = zoneOf(schedule.zone);
    if (!schedule.isEnabled)
      notes.push({
        ...{ code: "schedule-disabled", subject: schedule.name },
        message: "it is disabled there, and notifies nobody",
      });
    if (zone === undefined) {
      notes.push({
        ...{ code: "unknown-zone", subject: schedule.name },
        message: `there is no time zone ${schedule.zone}, so its hours are unknown`,
      });
      continue;
    }
    const found = findChains(schedule, now);
    notes.push(...found.notes);
    for (const chain of found.chains) {
      const name = found.chains.length === 1 ? schedule.name : `${schedule.name}/${chain.name}`;
      const terms: TermsDraft[] = [];
      for (const rotation of chain.rotations) {
        const drafted = draftTerms(rotation, zone, (one) => findUser(account.users, one)?.id);
        if ("code" in drafted) {
          notes.push({ ...drafted, subject: `${schedule.name}/${rotation.name}` });
          terms.length = 0;
        } else terms.push(drafted);
      }
      if (terms.length > 0) candidates.push({ chain, name, terms });
    }
  }
  return { candidates, notes };
}

/** Those that are one list, each turned by one more than the one before, in the order of their roles. */
export function isOneRoster(candidates: readonly ImportableList[]): boolean {
  const [first] = candidates;
  return candidates.every(
    ({ terms }, role) =>
      terms.length === first?.terms.length &&
      terms.every((one, index) => {
        const other = first.terms[index];
        return (
          other !== undefined &&
          describeRhythm(one) === describeRhythm(other) &&
          isTurned(one.queue, other.queue, role) &&
          role < one.queue.length
        );
      }),
  );
}

/** Pairs whatever fits; nobody said which is which. */
export function groupCandidates(
  candidates: readonly ImportableList[],
): readonly (readonly ImportableList[])[] {
  const taken = new Set<ImportableList>();
  const groups: (readonly ImportableList[])[] = [];
  for (const first of candidates) {
    const partners = candidates.filter(
      (one) => one !== first && !taken.has(one) && isOneRoster([first, one]),
    );
    // With two people, each is the other's turn: the name says which is first.
    const isSecond = /second|backup|l2/i.test(first.name);
    const partner = taken.has(first) ? undefined : partners[0];
    if (taken.has(first)) continue;
    const group =
      partner === undefined
        ? [first]
        : isSecond && isOneRoster([partner, first])
          ? [partner, first]
          : [first, partner];
    if (
      partner === undefined &&
      candidates.some((one) => !taken.has(one) && one !== first && isOneRoster([one, first]))
    )
      continue;
    for (const one of group) taken.add(one);
    groups.push(group);
  }
  return groups;
}

export function buildRoster(
  group: readonly ImportableList[],
  account: FoundAccount,
  file: string,
  { now, zoneOf }: Surroundings,
): ImportedRoster {
  const notes: ImportNote[] = [];
  const roles = nameRoles(group);
  const overrides = group.flatMap(({ chain }, index) =>
    chain.schedule.overrides
      .filter(
        ({ rotations }) =>
          rotations.length === 0 || rotations.some((id) => chain.rotations.some((one) => one.id === id)),
      )
      .map((override) => ({ role: roles[index] ?? "", override })),
  );
  const roleOf = (schedule: string | undefined) => {
    const index = group.findIndex(
      ({ chain }) => chain.schedule.id === schedule || chain.schedule.name === schedule,
    );
    return roles[index];
  };
  const users = nameUsers(account.users);
  const escalation = draftEscalation(account.escalations, users, roleOf, notes);
  const people = users.filter(
    (user) =>
      group.some(({ terms }) => terms.some(({ queue }) => queue.includes(user.id))) ||
      overrides.some(({ override }) => findUser([user], override.recipient) !== undefined) ||
      escalation?.people.includes(user.person) === true,
  );
  for (const { person, isActive } of people)
    if (!isActive)
      notes.push({
        ...{ code: "inactive-user", subject: person },
        message: "they are blocked there or never accepted the invitation, and would not be notified",
      });
  const [first] = group;
  if (first === undefined) throw new Error("a roster is made of at least one rotation");
  const { schedule } = first.chain;
  const schedules: Values = Object.fromEntries(
    group.map((one, index) => [roles[index] ?? "", writeAddress(one)]),
  );
  const draft = {
    ...{ provider: account.provider, title: account.title, roles, terms: first.terms, people },
    team: schedule.team ?? schedule.name,
    zones: new Set(
      people.flatMap(({ zone }) => (zone !== undefined && zoneOf(zone) !== undefined ? [zone] : [])),
    ),
    escalation: escalation?.steps,
    section: { team: schedule.team, schedules: { ...schedules }, escalation: escalation?.name },
  };
  const bare = writeRoster(draft);
  const loaded = loadRoster({ file, bytes: new TextEncoder().encode(bare), zoneOf, forEditing: true });
  if (loaded.roster === undefined) {
    const why = loaded.findings.map(({ message }) => message).join("; ");
    notes.push({ code: "invalid-roster", subject: null, message: `the roster needs work by hand: ${why}` });
    return { file, text: bare, proof: undefined, notes };
  }
  const whoOf = (recipient: FoundRecipient) => nameRecipient(people, recipient);
  const adoption = decideAdoption(
    {
      ...{ title: account.title, ours: [], reason: undefined },
      byHand: overrides.map(({ role, override }) => knowOverride(role, override, whoOf)),
    },
    buildTimeline(loaded.roster),
    now,
  );
  const { roster } = loaded;
  const edits = adoption.covers.map((cover) => {
    return { kind: "add-entry" as const, entry: writeFoundEntry(cover, roster) };
  });
  for (const { by, person } of adoption.covers)
    notes.push({
      ...{ code: "cover-unapproved", subject: person, isHarmless: true },
      message: `${by} covers for ${person} by an override there, and nobody has approved that here: oncall approve`,
    });
  for (const { code, message, override } of adoption.left)
    notes.push({ code: `override-${code}`, subject: override.key, message });
  const edited =
    edits.length === 0 ? undefined : edit({ file, bytes: new TextEncoder().encode(bare), edits, zoneOf });
  const isEdited = edited?.kind === "edited" && edited.loaded.roster !== undefined;
  if (edited !== undefined && !isEdited)
    notes.push({ code: "covers-left-out", subject: null, message: "the covers could not be written" });
  const final = isEdited ? edited.loaded.roster : roster;
  const known = group.every(({ chain }) => chain.schedule.final !== undefined);
  const proof =
    !known || final === undefined
      ? undefined
      : proveImport(
          account.provider,
          buildTimeline(final),
          group.map(({ chain }, index) => ({
            role: roles[index] ?? "",
            final: (chain.schedule.final ?? [])
              .filter(({ rotation }) => chain.rotations.some(({ id }) => id === rotation))
              .map(({ start, end, recipient }) => ({ start, end, who: whoOf(recipient) })),
            overrides: overrides
              .filter(({ role }) => role === roles[index])
              .map(({ override: { start, end, recipient } }) => ({ start, end, who: whoOf(recipient) })),
          })),
          { start: now - WEEKS_BACK * WEEK_MS, end: now + WEEKS_AHEAD * WEEK_MS },
        );
  return { file, text: isEdited ? edited.text : bare, proof, notes };
}

/** A list on its own is called what it is called there. */
function nameRoles(group: readonly ImportableList[]): readonly string[] {
  const [first, ...others] = group;
  if (others.length > 0)
    return group.map((_, index) => ["primary", "secondary"][index] ?? `role-${index + 1}`);
  const isAlone =
    first === undefined || first.chain.schedule.rotations.length === first.chain.rotations.length;
  return [isAlone ? "primary" : slug(first.chain.name)];
}

export function slug(name: string): string {
  const text = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return text === "" ? "rotation" : text;
}

function writeAddress({ chain: { schedule, rotations, name } }: ImportableList): string {
  const write = (text: string) => text.replaceAll("/", "//");
  return schedule.rotations.length === 1 && rotations.length === 1
    ? write(schedule.name)
    : `${write(schedule.name)}/${write(name)}`;
}

function nameRecipient(people: readonly ImportedPerson[], recipient: FoundRecipient): string | null {
  if (recipient.kind === "none") return null;
  const user = recipient.kind === "user" ? findUser(people, recipient) : undefined;
  return user?.person ?? `@${recipient.name ?? recipient.id ?? ""}`;
}

function knowOverride(
  role: string,
  { key, start, end, recipient }: FoundException,
  whoOf: (recipient: FoundRecipient) => string | null,
): KnownOverride {
  const isGroup = recipient.kind !== "user" && recipient.kind !== "none";
  return { role, key, start, end, who: whoOf(recipient), group: isGroup ? recipient.kind : undefined };
}
