/** Names the services that pushes are tried against, each with all that nobody could verify about it, under one interface. */

import { type Commits, createCommits } from "../cli/commits.ts";
import { oncallAt } from "../cli/push-world.ts";
import type { Answer } from "../cli/world.ts";
import type { Token } from "../fake/jsm/model.ts";
import { startJsm } from "../fake/jsm/server.mjs";
import * as jsm from "../fake/jsm/switches.mjs";
import type { Fault } from "../fake/opsgenie/faults.mjs";
import type { Opsgenie } from "../fake/opsgenie/server.mjs";
import { startOpsgenie } from "../fake/opsgenie/server.mjs";
import * as opsgenie from "../fake/opsgenie/switches.mjs";

/** What both have, by emails of people. */
export interface Service
  extends Pick<
    Opsgenie,
    "url" | "schedules" | "overrides" | "requests" | "timeline" | "addForeignOverride" | "setFaults" | "close"
  > {
  /** `file`: the name of the roster, whose versions are remembered apart from those of others. */
  push(roster: string, now: string, allowed: string, file?: string): Promise<Answer>;
}

export interface Opening {
  readonly now: () => number;
  /** Parts of emails before the @. */
  readonly people: readonly string[];
  readonly onCommit?: (service: Service) => void;
  readonly faults?: readonly Fault[];
  /** Schedules that others made, with a rotation `theirs` and an override of it. */
  readonly shared?: { readonly names: readonly string[]; readonly zone: string };
}

/** Half an hour a day. */
const THEIRS = {
  ...{ name: "theirs", type: "daily", startDate: "2020-01-01T00:00:00Z" },
  timeRestriction: {
    type: "time-of-day",
    restriction: { startHour: 9, startMin: 0, endHour: 9, endMin: 30 },
  },
};

interface JsmVariant {
  readonly switches: Partial<jsm.Switches>;
  readonly token?: Token["kind"];
}

interface Named {
  readonly name: string;
  readonly start: (opening: Opening) => Promise<Service>;
}

export interface ServiceKind {
  readonly name: "opsgenie" | "jsm";
  /** Every way in which it may behave, and still hold a roster. */
  readonly variants: readonly Named[];
  /** In which it may not hold one. */
  readonly hostile: readonly Named[];
}

const HOUR_MS = 3_600_000;

const mail = (name: string) => `${name}@example.com`;

async function openOpsgenie(
  { switches }: { readonly switches: Partial<opsgenie.Switches> },
  opening: Opening,
): Promise<Service> {
  const { now, people, faults = [], shared } = opening;
  const fake = await startOpsgenie({
    ...{ now, switches, faults, teams: [{ id: "t", name: "platform" }] },
    users: people.map((id) => ({ id: `u-${id}`, username: mail(id), fullName: id })),
    onCommit: () => opening.onCommit?.(service),
    schedules: (shared?.names ?? []).map((name) => ({
      ...{ name, timezone: shared?.zone },
      rotations: [{ ...THEIRS, participants: [{ type: "user", username: mail("mia") }] }],
    })),
  });
  for (const name of shared?.names ?? [])
    fake.addForeignOverride(name, {
      user: mail("mia"),
      start: now(),
      end: now() + HOUR_MS,
      rotations: ["theirs"],
    });
  const service: Service = Object.assign(fake, {
    push: (roster: string, at: string, allowed: string) =>
      oncallAt(fake, ["push", "opsgenie", "--yes", "--allow", allowed], { roster, now: at }),
  });
  return service;
}

/** Each roster that is pushed is committed first: that is where ownership is looked up. */
async function openJsm({ switches, token = "admin" }: JsmVariant, opening: Opening): Promise<Service> {
  const { now, people, faults = [], shared } = opening;
  const histories = new Map<string, Commits>();
  const accountOf = (id: string) => `712020:${id}`;
  const fake = await startJsm({
    ...{ now, switches, faults, teams: [{ id: "t", name: "platform" }] },
    tokens: [{ email: "push@example.com", token: "test-token", kind: token }],
    accounts: people.map((id) => ({ id: accountOf(id), email: mail(id), name: id })),
    onCommit: () => opening.onCommit?.(service),
    schedules: (shared?.names ?? []).map((name) => ({
      ...{ name, timezone: shared?.zone },
      rotations: [{ ...THEIRS, participants: [{ type: "user", id: accountOf("mia") }] }],
    })),
  });
  for (const name of shared?.names ?? [])
    fake.addForeignOverride(name, {
      user: mail("mia"),
      start: now(),
      end: now() + HOUR_MS,
      rotations: ["theirs"],
    });
  const service: Service = Object.assign(fake, {
    push: (roster: string, at: string, allowed: string, file = "roster.yaml") => {
      const commits = histories.get(file) ?? createCommits();
      histories.set(file, commits);
      commits.commit(roster);
      const env = { JSM_API_URL: fake.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
      const world = { roster, now: at, env, history: commits.history };
      return oncallAt(fake, ["push", "jsm", "--yes", "--allow", allowed], world);
    },
  });
  return service;
}

const openings = <Variant extends { readonly name: string }>(
  named: readonly Variant[],
  open: (variant: Variant, opening: Opening) => Promise<Service>,
): readonly Named[] =>
  named.map((variant) => ({ name: variant.name, start: (opening) => open(variant, opening) }));

/** A token that may not delete is one more way in which the service may behave. */
const JSM_VARIANTS: readonly (JsmVariant & { readonly name: string })[] = [
  ...jsm.ALL_SWITCHES,
  { name: "nothing can be deleted", switches: {}, token: "no-delete" },
  {
    name: "nothing can be deleted, and much is otherwise",
    switches: { overlap: "first", samePost: "conflict", boundTo: "null", pastStart: "clamped", lag: 1 },
    token: "no-delete",
  },
];

export const SERVICES: readonly ServiceKind[] = [
  {
    name: "opsgenie",
    variants: openings(opsgenie.ALL_SWITCHES, openOpsgenie),
    hostile: openings(opsgenie.HOSTILE_SWITCHES, openOpsgenie),
  },
  {
    name: "jsm",
    variants: openings(JSM_VARIANTS, openJsm),
    hostile: openings(jsm.HOSTILE_SWITCHES, openJsm),
  },
];
