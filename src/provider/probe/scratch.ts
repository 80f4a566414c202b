/**
 * Makes the scratch schedules of a probe and what is in them, and deletes them again. What services word differently is
 * handed in. Somebody is named only for times weeks ahead: for now, it is always nobody.
 */
import type { ProbeRest } from "../../doctor/probe.ts";
import type { HttpRequest } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { JsonMap, JsonValue } from "../../text/json.ts";
import type { WallTime } from "../../time/date.ts";
import { type Instant, instantOf, wallOf, type Zone } from "../../time/zone.ts";
import { readInstant, readList, readText } from "../fields.ts";
import type { ProbeSubject } from "../probe.ts";
import type { Reply } from "../retry.ts";
import { clearMade, type MadeThing } from "./clear.ts";
import {
  formatDate,
  isGood,
  type Participant,
  type ScratchOverride,
  type ScratchPeriod,
  type ScratchRotation,
  type ScratchWords,
  Unanswered,
} from "./words.ts";

export interface Scratch {
  readonly words: ScratchWords;
  readonly subject: ProbeSubject;
  readonly zone: Zone;
  /** Makes the scratch schedule with its main rotation: nobody for seven weeks, then twice the person. */
  start(): Promise<void>;
  readonly id: () => string;
  readonly path: () => string;
  /** The id of the main rotation. Throws a Fault if it could not be made. */
  main(): string;
  /** That many weeks, days and minutes after a Monday at midnight which is at least four weeks ahead. */
  at(weeks: number, days: number, time: WallTime): Instant;
  /** Throws a Fault only if no answer comes. */
  ask(method: HttpRequest["method"], path: string, body?: object, query?: ScratchQuery): Promise<Reply>;
  /** Likewise, and if the service refuses. */
  demand(method: HttpRequest["method"], path: string, body?: object, query?: ScratchQuery): Promise<JsonMap>;
  /** Looks until it is there: reads may lag behind writes. Throws a Fault if it never is. */
  look<Thing>(find: () => Promise<Thing | undefined>): Promise<Thing>;
  /** Waits until reads show all that was written so far. */
  settle(): Promise<void>;
  /** The path of another schedule, whose name ends so. */
  makeSchedule(suffix: string, zone: string): Promise<string>;
  /** Asks for another of the same name as the scratch schedule, which belongs to somebody else. */
  makeTwin(owner: object): Promise<Reply>;
  makeEscalation(rules: readonly object[]): Promise<string>;
  /** The id of the rotation. `path`: of its schedule, if that is another. */
  addRotation(rotation: ScratchRotation, path?: string): Promise<string>;
  readRotation(id: string, path?: string): Promise<JsonMap>;
  changeRotation(id: string, body: object): Promise<Reply>;
  writeParticipants(participants: readonly Participant[]): readonly object[];
  writeOverride(override: ScratchOverride, more?: object): object;
  /** By its key, which the service answers. */
  addOverride(override: ScratchOverride): Promise<string>;
  /** As it is once reads show it. */
  readOverride(key: string): Promise<JsonMap>;
  readPeriods(rotation: string, from: Instant, weeks: number): Promise<readonly ScratchPeriod[]>;
  clear(): Promise<readonly ProbeRest[]>;
}

type ScratchQuery = Readonly<Record<string, string>>;

/** Where the clocks change twice a year, and most is known. */
export const ZONE = "America/New_York";

const WEEKS_AHEAD = 4;
const NOON = 12 * 60;
const MAX_LOOKS = 8;
const PAUSE_MS = 1000;

const MAIN: readonly Participant[] = [
  ...Array.from({ length: 7 }, () => "nobody" as const),
  ...(["person", "person"] as const),
];

export function createScratch(words: ScratchWords, subject: ProbeSubject): Scratch {
  const { send, root, readThing, explain, fields } = words;
  const { http, name } = subject;
  const found = subject.zoneOf(ZONE);
  if (found === undefined) throw new Fault(EXIT.bug, `there is no zone ${ZONE}`);
  const zone: Zone = found;
  const schedules = `${root}/schedules`;
  const made: MadeThing[] = [];
  let id = "";
  let main: string | Fault = "";
  let marks = 0;
  const today = wallOf(zone, subject.now()).date;
  // Day 0 was a Thursday, so Mondays leave 4.
  const monday = today + 7 * WEEKS_AHEAD + ((4 - (today % 7) + 7) % 7);

  const pathOf = (schedule: string) => `${schedules}/${encodeURIComponent(schedule)}`;
  const path = () => pathOf(id);
  const overrides = () => `${path()}/overrides`;
  const at = (weeks: number, days: number, time: WallTime) =>
    instantOf(zone, monday + 7 * weeks + days, time);

  async function ask(method: HttpRequest["method"], where: string, body?: object, query: ScratchQuery = {}) {
    const reply = await send(method, where, query, body);
    if (reply.status !== 0) return reply;
    const { message, help } = explain(reply, method, where);
    throw new Unanswered(EXIT.service, message, help);
  }

  async function demand(
    method: HttpRequest["method"],
    where: string,
    body?: object,
    query: ScratchQuery = {},
  ) {
    const reply = await ask(method, where, body, query);
    if (isGood(reply)) return readThing(reply.body);
    throw explain(reply, method, where);
  }

  async function look<Thing>(find: () => Promise<Thing | undefined>): Promise<Thing> {
    for (let count = 1; count <= MAX_LOOKS; count += 1) {
      const thing = await find();
      if (thing !== undefined) return thing;
      await http.sleep(PAUSE_MS);
    }
    throw new Fault(EXIT.service, `${words.title} does not show what was written`);
  }

  /** What is not there yet is looked for again. */
  function read(where: string): Promise<JsonMap> {
    return look(async () => {
      const reply = await ask("GET", where);
      if (reply.status === 404) return undefined;
      if (isGood(reply)) return readThing(reply.body);
      throw explain(reply, "GET", where);
    });
  }

  /** Remembered before it is asked for: whatever happens then, it is looked for and deleted. */
  async function make(thing: MadeThing, where: string, body: object): Promise<Reply> {
    made.push(thing);
    try {
      const reply = await ask("POST", where, body);
      if (isGood(reply)) thing.id = readText(readThing(reply.body), "id");
      else forget(thing);
      return reply;
    } catch (error) {
      // What was never sent is not there.
      if (!(error instanceof Unanswered)) forget(thing);
      throw error;
    }
  }

  function forget(thing: MadeThing): void {
    made.splice(made.indexOf(thing), 1);
  }

  /** Its id. */
  async function makeThing(thing: MadeThing, where: string, body: object): Promise<string> {
    const find = thing.kind === "schedule" ? words.findSchedule : words.findEscalation;
    try {
      const reply = await make(thing, where, body);
      if (!isGood(reply)) throw explain(reply, "POST", where);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
    thing.id ??= await look(async () => readText(await find(thing.name), "id"));
    return thing.id;
  }

  function makeSchedule(suffix: string, timezone: string): Promise<string> {
    const own = `${name}${suffix}`;
    const body = { name: own, description: own, timezone, enabled: true, ...words.owner };
    return makeThing({ kind: "schedule", name: own, id: undefined }, schedules, body);
  }

  const writeWho = (who: Participant) =>
    who === "person" ? { type: "user", id: words.person } : { type: words.nobody };

  const writeOverride = ({ who, start, end, isForAll }: ScratchOverride, more: object = {}) => ({
    [fields.override]: writeWho(who),
    startDate: formatDate(start),
    endDate: formatDate(end),
    ...words.bindOverride(isForAll === true || main instanceof Fault ? undefined : main),
    ...more,
  });

  function readWho(value: JsonValue | undefined): Participant | undefined {
    const type = readText(value, "type");
    if (type === words.nobody) return "nobody";
    return readText(value, "id") === words.person ? "person" : undefined;
  }

  async function addRotation(rotation: ScratchRotation, schedule = path()): Promise<string> {
    const { start, end, type, participants, restriction } = rotation;
    const body = {
      ...{ name: `${name}-${rotation.name}`, startDate: formatDate(start), type, length: 1 },
      ...(end !== undefined && { endDate: formatDate(end) }),
      ...(restriction !== undefined && { timeRestriction: restriction }),
      participants: participants.map(writeWho),
    };
    const own = readText(await demand("POST", `${schedule}/rotations`, body), "id");
    if (own !== undefined) return own;
    throw new Fault(EXIT.service, `${words.title} does not say which id a new rotation has`);
  }

  return {
    ...{ words, subject, zone, path, at, ask, demand, look, writeOverride, addRotation },
    id: () => id,
    async start() {
      id = await makeSchedule("", ZONE);
      const rotation = { name: "main", start: at(0, 0, NOON), type: "weekly", participants: MAIN } as const;
      main = await addRotation(rotation).catch((error: unknown) => {
        if (error instanceof Fault && error.exit === EXIT.service) return error;
        throw error;
      });
    },
    main() {
      if (main instanceof Fault) throw main;
      return main;
    },
    async settle() {
      marks += 1;
      const description = `${name} ${marks}`;
      await demand("PATCH", path(), { description });
      await look(async () => {
        const schedule = await demand("GET", path());
        return readText(schedule, "description") === description ? true : undefined;
      });
    },
    makeSchedule: async (suffix, timezone) => pathOf(await makeSchedule(suffix, timezone)),
    makeTwin: (owner) => {
      const body = { name, description: name, timezone: ZONE, enabled: true, ...owner };
      return make({ kind: "schedule", name, id: undefined }, schedules, body);
    },
    makeEscalation(rules) {
      const own = `${name}-policy`;
      const body = { name: own, description: own, rules, ...words.owner };
      return makeThing({ kind: "escalation", name: own, id: undefined }, words.escalations, body);
    },
    readRotation: (rotation, schedule = path()) =>
      read(`${schedule}/rotations/${encodeURIComponent(rotation)}`),
    changeRotation: (rotation, body) =>
      ask("PATCH", `${path()}/rotations/${encodeURIComponent(rotation)}`, body),
    writeParticipants: (participants) => participants.map(writeWho),
    async addOverride(override) {
      const key = readText(await demand("POST", overrides(), writeOverride(override)), "alias");
      if (key !== undefined) return key;
      throw new Fault(EXIT.service, `${words.title} does not say which alias a new override has`);
    },
    readOverride: (key) => read(`${overrides()}/${encodeURIComponent(key)}`),
    async readPeriods(rotation, from, weeks) {
      const query = { date: formatDate(from), interval: `${weeks}`, intervalUnit: "weeks" };
      const timeline = await demand("GET", `${path()}/timeline`, undefined, query);
      const rows = readList(timeline["finalTimeline"], "rotations");
      const row = rows.find((each) => readText(each, "id") === rotation);
      const periods = readList(row, "periods").flatMap((period): readonly ScratchPeriod[] => {
        const [start, end] = [readInstant(period, "startDate"), readInstant(period, "endDate")];
        const who = readWho(period[fields.period]);
        const type = readText(period, "type") ?? "";
        const isWhole = start !== undefined && end !== undefined && who !== undefined;
        return isWhole ? [{ start, end, who, type }] : [];
      });
      subject.note(`that rotation: ${periods.map(writePeriod).join(", ") || "nothing"}`);
      return periods;
    },
    async clear() {
      const rests = await clearMade(words, subject, made);
      made.length = 0;
      return rests;
    },
  };
}

function writePeriod({ start, end, who, type }: ScratchPeriod): string {
  return `${who} ${formatDate(start)} to ${formatDate(end)} (${type})`;
}
