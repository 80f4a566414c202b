/** Carries out the steps of a plan in Jira Service Management. Each may be repeated: whatever exists already is brought up to date. */
import { EXIT, Fault } from "../../fault.ts";
import type { EscalationRule, Remote, Who } from "../../plan/model.ts";
import { findSubstitute, type OverrideStep } from "../../plan/overrides.ts";
import type { Role, ScheduleAddress } from "../../roster/model.ts";
import { type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import type { Interval } from "../../time/interval.ts";
import { type Instant, MINUTE_MS } from "../../time/zone.ts";
import { readInstant, readText } from "../fields.ts";
import { describeSchedule, isOwnRotation, nameRotation } from "../marks.ts";
import type { PushMark } from "../ownership.ts";
import { describe, readMark } from "../push-mark.ts";
import { formatDate, writeRotation as rotationBody } from "../rotation.ts";
import type { ScheduleWriter } from "../schedules.ts";
import { createStepWriter, type EscalationWork, findStart, type ScheduleWork } from "../steps.ts";
import { TITLE } from "./environment.ts";
import { findEscalation, findSchedule, type JsmReading } from "./read.ts";

export function createWriter({ api, subject, accounts, team }: JsmReading, remote: Remote): ScheduleWriter {
  const { now } = subject;
  const ids = new Map<Role, string>();
  const rotationIds = new Map<Role, string>();
  for (const [role, { id, rotation: has }] of remote.schedules) {
    ids.set(role, id);
    if (has !== undefined) rotationIds.set(role, has.id);
  }
  const pathOf = (role: Role) => `/schedules/${encodeURIComponent(ids.get(role) ?? "")}`;
  const user = (who: Who) => ({ type: "user", id: accounts.get(who) ?? who });

  async function writeSchedule(step: ScheduleWork) {
    const { action, role, address, pattern, isFinished, pushed } = step;
    const name = address.schedule;
    const zone = pattern.zone.name;
    const common = { timezone: zone, enabled: true };
    if (action === "update") {
      const before = await api.get(pathOf(role));
      // Of the schedule as it is: a push whose roster is in no commit keeps the mark of the one before.
      const mark: PushMark | undefined =
        pushed === undefined
          ? readMark(readText(before, "description") ?? "")
          : { commit: pushed, at: now() };
      const body = { name, description: describe(isFinished, mark), ...common };
      checkZone(await api.change("PATCH", pathOf(role), body), zone);
      return;
    }
    // With its rotation, so that it is never empty.
    const body = {
      ...{ name, description: describeSchedule(address), ...common, teamId: team },
      rotations: [{ name: nameRotation(address, false), ...rotationBody(pattern, undefined, user) }],
    };
    const find = async () => {
      const found = await findSchedule(api, name, team);
      const id = readText(found, "teamId") === team ? readText(found, "id") : undefined;
      if (id !== undefined) ids.set(role, id);
      return id !== undefined;
    };
    const made = await api.create("/schedules", body, find);
    const id = readText(made, "id");
    if (id !== undefined) ids.set(role, id);
    // Another roster may have made it in the meantime.
    else if (address.rotation !== undefined) await addRotation(step);
    checkZone(made ?? (await api.get(pathOf(role))), zone);
  }

  async function writeRotation(step: ScheduleWork) {
    const { action, role, address, pattern, isFinished } = step;
    const id = action === "create" ? undefined : await findRotation(role, address);
    if (id === undefined) return addRotation(step);
    const before = remote.schedules.get(role)?.rotation;
    const body = { name: nameRotation(address, isFinished), ...rotationBody(pattern, before, user) };
    await api.change("PATCH", `${pathOf(role)}/rotations/${encodeURIComponent(id)}`, body);
  }

  /** Adds our rotation to those that a schedule has, unless it is there. */
  async function addRotation({ role, address, pattern }: ScheduleWork) {
    const find = async () => (await findRotation(role, address)) !== undefined;
    if (await find()) return;
    const body = { name: nameRotation(address, false), ...rotationBody(pattern, undefined, user) };
    const made = await api.create(`${pathOf(role)}/rotations`, body, find);
    const id = readText(made, "id");
    if (id !== undefined) rotationIds.set(role, id);
  }

  /** The id of our rotation, which may have been made just now. */
  async function findRotation(role: Role, address: ScheduleAddress): Promise<string | undefined> {
    const known = rotationIds.get(role);
    if (known !== undefined) return known;
    const all = await api.list(`${pathOf(role)}/rotations`);
    const id = readText(
      all.find((one) => isOwnRotation(one, address)),
      "id",
    );
    if (id !== undefined) rotationIds.set(role, id);
    return id;
  }

  /** Which rotations our overrides apply to: all, unless others share the schedule. */
  async function bindOverride(role: Role): Promise<readonly string[] | null> {
    const address = subject.target.roles.find((each) => each.role === role)?.address;
    if (address?.rotation === undefined) return null;
    const id = await findRotation(role, address);
    if (id !== undefined) return [id];
    throw new Fault(
      EXIT.service,
      `${TITLE} does not show the rotation ${address.rotation} in ${address.schedule}`,
      "run it again in a minute: it may have been made just now",
    );
  }

  async function writeOverride(step: OverrideStep): Promise<string | undefined> {
    const { role, from, to } = step;
    const path = `${pathOf(role)}/overrides`;
    const own = `${path}/${encodeURIComponent(from?.key ?? "")}`;
    // The duty may have ended since the plan was made; the override that is there instead may not.
    if (to === undefined || to.end <= now())
      return from === undefined || from.end <= now() ? undefined : retire(step, own);
    const bound = await bindOverride(role);
    const body = writeBody(to.who, findStart({ from }, to.start, now()), to.end, bound);
    if (from !== undefined && (await api.change("PUT", own, body)) !== undefined) return undefined;
    await api.create(path, body, async () => (await api.list(path)).some((each) => isSame(each, body)));
    return undefined;
  }

  function writeBody(who: Who, start: Instant, end: Instant, rotationIds: readonly string[] | null) {
    return { responder: user(who), startDate: formatDate(start), endDate: formatDate(end), rotationIds };
  }

  /** A token may lack the right to delete: then the override is made to say what the rotation says anyway. */
  async function retire(step: OverrideStep, path: string): Promise<string | undefined> {
    const { role, name, from } = step;
    if (from === undefined || (await api.remove(path)) === "done") return undefined;
    const to = findSubstitute(step, now());
    const span = (time: Interval) => `${formatDate(time.start)} to ${formatDate(time.end)}`;
    if (to === undefined)
      throw new Fault(
        EXIT.service,
        `JSM_API_TOKEN may not delete overrides, and the one of ${from.who} in ${name} from ${span(from)} is obsolete`,
        "delete it in Jira Service Management, or make a token that may delete",
      );
    await api.change("PUT", path, writeBody(to.who, to.start, to.end, await bindOverride(role)));
    return `JSM_API_TOKEN may not delete overrides: the one of ${from.who} in ${name} from ${span(from)} names ${to.who} now, whom the rotation has then anyway`;
  }

  async function writeEscalation({ action, name, to, delays }: EscalationWork) {
    const rules = to.map((rule, index) => ({
      condition: "if-not-acked",
      notifyType: "default",
      delay: delays[index],
      recipient: writeRecipient(rule),
    }));
    const path = `/teams/${encodeURIComponent(team)}/escalations`;
    const body = { name, description: describe(true, undefined), enabled: true, rules };
    const patch = (id: string) => api.change("PATCH", `${path}/${encodeURIComponent(id)}`, body);
    if (action === "update" && remote.escalation !== undefined) await patch(remote.escalation.id);
    else
      await api.create(path, body, async () => {
        const id = readText(await findEscalation(api, team, name), "id");
        return id !== undefined && (await patch(id)) !== undefined;
      });
  }

  function writeRecipient({ kind, notify }: EscalationRule) {
    return kind === "role" ? { type: "schedule", id: ids.get(notify) ?? "" } : user(notify);
  }

  return createStepWriter({ writeSchedule, writeRotation, writeOverride, writeEscalation });
}

/** A zone that the service does not know becomes its default without a word, and every handoff would move. */
function checkZone(schedule: JsonMap | undefined, zone: string): void {
  const given = readText(schedule, "timezone");
  if (given === undefined || given === zone) return;
  throw new Fault(
    EXIT.service,
    `Jira Service Management does not know the time zone ${zone}: it made ${given} of it`,
    "write the zone in the roster by another of its names, such as that of a large city",
  );
}

/** A service may have moved a start that is past to the moment of the request. */
function isSame(
  value: JsonValue,
  body: { readonly responder: { readonly id: string }; readonly startDate: string; readonly endDate: string },
): boolean {
  const [start, end] = [readInstant(value, "startDate"), readInstant(value, "endDate")];
  return (
    readText(valueAt(value, ["responder"]), "id") === body.responder.id &&
    end === Date.parse(body.endDate) &&
    start !== undefined &&
    (start === Date.parse(body.startDate) || start - Date.parse(body.startDate) < MINUTE_MS)
  );
}
