/** Reads all facts of an examination one after the other, and says which it is at. What cannot be read is a fact too. */
import type { Facts, KeyState, OnCallReading, PersonFacts, Reading, Unread } from "../../doctor/facts.ts";
import { Fault } from "../../fault.ts";
import type { Target } from "../../plan/model.ts";
import type { PlanContext } from "../../plan/plan.ts";
import { takeSnapshot } from "../../plan/snapshot.ts";
import type { AlertPath, AlertPathReader } from "../../provider/doctor.ts";
import type { Id, Roster } from "../../roster/model.ts";

export interface Collecting {
  readonly path: AlertPath;
  readonly roster: Roster;
  readonly target: Target;
  readonly people: readonly Id[];
  /** When to ask who is on call, and who should be. */
  readonly spots: readonly Omit<OnCallReading, "actual">[];
  readonly context: PlanContext;
  /** Says what is read next. */
  readonly say: (what: string) => void;
}

/** How often it will say so. */
export function countReads({
  roster,
  target,
  people,
  spots,
}: Pick<Collecting, "roster" | "target" | "people" | "spots">): number {
  return 7 + spots.length + target.roles.length + roster.alertSources.length + 3 * people.length;
}

/** Throws a Fault only if nobody answers. */
export async function collectFacts(collecting: Collecting): Promise<Facts> {
  const { path, roster, target, people, context, say } = collecting;
  say("the configuration key");
  const configurationKey = await path.readConfigurationKey();
  say("the alert key");
  const alertKey = await path.readAlertKey();
  const keys = { configurationKey, alertKey };
  say("the users of the service");
  const reader = await openReader(path, configurationKey);
  if ("kind" in reader) return { ...keys, ...leaveUnread(reader, collecting) };

  const read = async <Value>(what: string, ask: () => Promise<Value>): Promise<Reading<Value>> => {
    say(what);
    return attempt(ask);
  };
  const comparison = await read("schedules and overrides", async () =>
    takeSnapshot(target, await reader.readRemote(), context),
  );
  const onCall: OnCallReading[] = [];
  for (const spot of collecting.spots) {
    const actual = await read(`who is on call as ${spot.role}`, () => reader.findOnCall(spot.role, spot.at));
    onCall.push({ ...spot, actual });
  }
  const schedules = await readEach(target.roles, async ({ role, name }) => {
    return [role, await read(`the schedule ${name}`, () => reader.readSchedule(role))];
  });
  const escalation = await read("the escalation policy", () => reader.readEscalation());
  const routing = await read("the routing of the team", () => reader.readRouting());
  const sources = await readEach(roster.alertSources, async (wanted) => {
    return [wanted, await read(`the integration ${wanted}`, () => reader.readSources(wanted))];
  });
  const forwardings = await read("forwarding rules", () => reader.readForwardings());
  const found = await readEach(people, async (id) => [id, await readPerson(reader, id, read)]);
  return {
    ...keys,
    blindSpots: reader.blindSpots,
    ...{ comparison, onCall, escalation, routing, forwardings },
    schedules,
    sources,
    people: found,
  };
}

/** One after the other. */
async function readEach<Thing, Value>(
  things: readonly Thing[],
  ask: (thing: Thing) => Promise<readonly [string, Value]>,
): Promise<ReadonlyMap<string, Value>> {
  const found = new Map<string, Value>();
  for (const thing of things) found.set(...(await ask(thing)));
  return found;
}

type Read = <Value>(what: string, ask: () => Promise<Value>) => Promise<Reading<Value>>;

async function readPerson(reader: AlertPathReader, id: Id, read: Read): Promise<PersonFacts> {
  return {
    account: await read(`the account of ${id}`, () => reader.readAccount(id)),
    contacts: await read(`the contacts of ${id}`, () => reader.readContacts(id)),
    rules: await read(`the notification rules of ${id}`, () => reader.readRules(id)),
  };
}

async function openReader(path: AlertPath, key: KeyState): Promise<AlertPathReader | Unread> {
  if (key.kind === "useless") return { kind: "unread", reason: `it needs ${key.name}, which does not work` };
  return path.open();
}

async function attempt<Value>(ask: () => Promise<Value>): Promise<Reading<Value>> {
  try {
    return { kind: "read", value: await ask() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { message: reason, help } = error;
    return { kind: "unread", reason, help };
  }
}

function leaveUnread(
  unread: Unread,
  { roster, people, spots, target }: Collecting,
): Omit<Facts, "configurationKey" | "alertKey"> {
  const person: PersonFacts = { account: unread, contacts: unread, rules: unread };
  return {
    ...{ blindSpots: [], comparison: unread, escalation: unread, routing: unread, forwardings: unread },
    onCall: spots.map((spot) => ({ ...spot, actual: unread })),
    schedules: new Map(target.roles.map(({ role }) => [role, unread])),
    sources: new Map(roster.alertSources.map((wanted) => [wanted, unread])),
    people: new Map(people.map((id) => [id, person])),
  };
}
