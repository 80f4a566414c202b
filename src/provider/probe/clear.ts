/** Deletes what a probe made, looks whether it is gone, and says what is left. */
import type { ProbeRest } from "../../doctor/probe.ts";
import { Fault } from "../../fault.ts";
import { isJsonMap } from "../../text/json.ts";
import { readInstant, readText } from "../fields.ts";
import type { ProbeSubject } from "../probe.ts";
import { isGood, type ScratchWords } from "./words.ts";

export interface MadeThing {
  readonly kind: "schedule" | "escalation";
  readonly name: string;
  /** Undefined: its creation got no answer, or has not been answered yet. */
  id: string | undefined;
}

/** Reads may lag behind writes. */
const MAX_LOOKS = 8;
const PAUSE_MS = 1000;

/** The newest first: an escalation policy names a schedule, which cannot be deleted before it. */
export async function clearMade(
  words: ScratchWords,
  { http, now }: Pick<ProbeSubject, "http" | "now">,
  made: readonly MadeThing[],
): Promise<readonly ProbeRest[]> {
  const { send } = words;
  const rests: ProbeRest[] = [];
  for (const thing of made.toReversed()) {
    const rest = await remove(thing).catch(explainFault(thing));
    if (rest !== undefined) rests.push(rest);
    else await removeTwins(thing);
  }
  return rests;

  function findByName({ kind, name }: MadeThing) {
    return kind === "schedule" ? words.findSchedule(name) : words.findEscalation(name);
  }

  function describe({ kind, name }: MadeThing, why: string): ProbeRest {
    const what = kind === "schedule" ? `the schedule ${name}` : `the escalation policy ${name}`;
    const help = `delete it by hand in ${words.title}: nothing leads to it, and it names somebody only for times weeks ahead`;
    return { what, why, help };
  }

  function explainFault(thing: MadeThing) {
    return (error: unknown): ProbeRest => {
      if (error instanceof Fault) return describe(thing, error.message);
      throw error;
    };
  }

  /** A request without an answer may have been carried out twice. */
  async function removeTwins(thing: MadeThing): Promise<void> {
    for (let count = 1; count <= MAX_LOOKS; count += 1) {
      const twin = await findByName(thing).catch(() => undefined);
      if (twin === undefined) return;
      const found = { ...thing, id: readText(twin, "id") };
      const rest = await remove(found).catch(explainFault(found));
      if (rest === undefined) continue;
      rests.push(rest);
      return;
    }
  }

  /** Until it is there: its creation got no answer. */
  async function findId(thing: MadeThing): Promise<string | undefined> {
    for (let count = 1; ; count += 1) {
      const id = readText(await findByName(thing), "id");
      if (id !== undefined || count === MAX_LOOKS) return id;
      await http.sleep(PAUSE_MS);
    }
  }

  /** What is left of it; undefined: it is gone. */
  async function remove(thing: MadeThing): Promise<ProbeRest | undefined> {
    const id = thing.id ?? (await findId(thing));
    if (id === undefined) return undefined;
    const isSchedule = thing.kind === "schedule";
    const path = `${isSchedule ? `${words.root}/schedules` : words.escalations}/${encodeURIComponent(id)}`;
    const reply = await send("DELETE", path, {});
    const { status } = reply;
    const isDone = isGood(reply) || status === 404;
    for (let count = 1; count <= MAX_LOOKS; count += 1) {
      const seen = await send("GET", path, {});
      if (seen.status === 404 || (isDone && seen.status === 0)) return undefined;
      if (!isDone) break;
      await http.sleep(PAUSE_MS);
    }
    if (isDone) return describe(thing, `${words.title} says that it deleted it, and still shows it`);
    const isForbidden = status === 401 || status === 403;
    const why = isForbidden ? "the key may not delete it" : words.explain(reply, "DELETE", path).message;
    const isEmpty = status !== 0 && isSchedule && (await empty(path).catch(() => false));
    return describe(thing, isEmpty ? `${why}; it is disabled and names nobody` : why);
  }

  /** Disables a schedule, and puts nobody in everybody's place. */
  async function empty(path: string): Promise<boolean> {
    const nobody = { type: words.nobody };
    const done = [await send("PATCH", path, {}, { enabled: false })];
    for (const rotation of await words.listAll(`${path}/rotations`)) {
      const own = `${path}/rotations/${encodeURIComponent(readText(rotation, "id") ?? "")}`;
      done.push(await send("PATCH", own, {}, { participants: [nobody] }));
    }
    for (const override of await words.listAll(`${path}/overrides`)) {
      // Those that have begun name nobody.
      if (!isJsonMap(override) || (readInstant(override, "startDate") ?? 0) <= now()) continue;
      const { startDate, endDate } = override;
      const own = `${path}/overrides/${encodeURIComponent(readText(override, "alias") ?? "")}`;
      done.push(await send("PUT", own, {}, { [words.fields.override]: nobody, startDate, endDate }));
    }
    return done.every(isGood);
  }
}
