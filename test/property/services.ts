/** Names the services that pushes are tried against, each with all that nobody could verify about it, under one interface. */

import { createCommits } from "../cli/commits.ts";
import { oncallAt } from "../cli/push-world.ts";
import type { Answer } from "../cli/world.ts";
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
  push(roster: string, now: string, allowed: string): Promise<Answer>;
}

export interface Opening {
  readonly now: () => number;
  /** Parts of emails before the @. */
  readonly people: readonly string[];
  readonly onCommit?: (service: Service) => void;
  readonly faults?: readonly Fault[];
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

const mail = (name: string) => `${name}@example.com`;

async function openOpsgenie(switches: Partial<opsgenie.Switches>, opening: Opening): Promise<Service> {
  const { now, people, faults = [] } = opening;
  const fake = await startOpsgenie({
    ...{ now, switches, faults, teams: [{ id: "t", name: "platform" }] },
    users: people.map((id) => ({ id: `u-${id}`, username: mail(id), fullName: id })),
    onCommit: () => opening.onCommit?.(service),
  });
  const service: Service = Object.assign(fake, {
    push: (roster: string, at: string, allowed: string) =>
      oncallAt(fake, ["push", "opsgenie", "--yes", "--allow", allowed], { roster, now: at }),
  });
  return service;
}

/** Each roster that is pushed is committed first: that is where ownership is looked up. */
async function openJsm(switches: Partial<jsm.Switches>, opening: Opening): Promise<Service> {
  const { now, people, faults = [] } = opening;
  const commits = createCommits();
  const fake = await startJsm({
    ...{ now, switches, faults, teams: [{ id: "t", name: "platform" }] },
    accounts: people.map((id) => ({ id: `712020:${id}`, email: mail(id), name: id })),
    onCommit: () => opening.onCommit?.(service),
  });
  const service: Service = Object.assign(fake, {
    push: (roster: string, at: string, allowed: string) => {
      commits.commit(roster);
      const env = { JSM_API_URL: fake.url, JSM_EMAIL: "push@example.com", JSM_API_TOKEN: "test-token" };
      const world = { roster, now: at, env, history: commits.history };
      return oncallAt(fake, ["push", "jsm", "--yes", "--allow", allowed], world);
    },
  });
  return service;
}

const openings = <Switches>(
  named: readonly { readonly name: string; readonly switches: Switches }[],
  open: (switches: Switches, opening: Opening) => Promise<Service>,
): readonly Named[] =>
  named.map(({ name, switches }) => ({ name, start: (opening) => open(switches, opening) }));

export const SERVICES: readonly ServiceKind[] = [
  {
    name: "opsgenie",
    variants: openings(opsgenie.ALL_SWITCHES, openOpsgenie),
    hostile: openings(opsgenie.HOSTILE_SWITCHES, openOpsgenie),
  },
  {
    name: "jsm",
    variants: openings(jsm.ALL_SWITCHES, openJsm),
    hostile: openings(jsm.HOSTILE_SWITCHES, openJsm),
  },
];
