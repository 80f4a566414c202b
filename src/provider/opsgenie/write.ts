/** Carries out the steps of a plan in OpsGenie. Each may be repeated: whatever exists already is brought up to date. */
import { EXIT, Fault } from "../../fault.ts";
import type { EscalationRule, Remote, Who } from "../../plan/model.ts";
import type { OverrideStep } from "../../plan/overrides.ts";
import type { Role, ScheduleAddress } from "../../roster/model.ts";
import { readText } from "../fields.ts";
import { describeSchedule, isOwnRotation, nameRotation, writeDescription } from "../marks.ts";
import { formatDate, writeRotation as rotationBody } from "../rotation.ts";
import type { PushSubject, ScheduleWriter } from "../schedules.ts";
import { createStepWriter, type EscalationWork, findStart, type ScheduleWork } from "../steps.ts";
import type { Api } from "./api.ts";
import { nameOwner, writeAlias } from "./override-alias.ts";
import type { Users } from "./users.ts";

const BY_ID = { identifierType: "id" };
const OF_SCHEDULE = { scheduleIdentifierType: "id" };

export function createWriter(
  api: Api,
  { roster, target, now }: PushSubject,
  users: Users,
  remote: Remote,
): ScheduleWriter {
  const ids = new Map<Role, string>();
  const rotationIds = new Map<Role, string>();
  for (const [role, { id, rotation }] of remote.schedules) {
    ids.set(role, id);
    if (rotation !== undefined) rotationIds.set(role, rotation.id);
  }
  const team = roster.opsgenie?.team;
  const owner = team === undefined ? {} : { ownerTeam: { name: team } };
  const user = (who: Who) => ({ type: "user", id: users.get(who) ?? who });
  const findId = async (kind: "schedules" | "escalations", name: string) => {
    const thing = await api.get(`/v2/${kind}/${encodeURIComponent(name)}`, { identifierType: "name" });
    return readText(thing, "id");
  };
  const pathOf = (role: Role) => `/v2/schedules/${ids.get(role) ?? ""}`;

  async function writeSchedule(step: ScheduleWork) {
    const { action, role, address, pattern, isFinished } = step;
    const common = { timezone: pattern.zone.name, enabled: true };
    if (action === "update") {
      const description = writeDescription(isFinished);
      await api.change("PATCH", pathOf(role), BY_ID, { description, ...common });
      return;
    }
    const name = address.schedule;
    const description = describeSchedule(address);
    // With its rotation, so that it is never empty.
    const rotations = [{ name: nameRotation(address, false), ...rotationBody(pattern, undefined, user) }];
    const find = async () => {
      const id = await findId("schedules", name);
      if (id !== undefined) ids.set(role, id);
      return id !== undefined;
    };
    const made = await api.create(
      "/v2/schedules",
      {},
      { name, description, ...common, ...owner, rotations },
      find,
    );
    const id = readText(made, "id");
    if (id !== undefined) ids.set(role, id);
    // Another roster may have made it in the meantime.
    else if (address.rotation !== undefined) await addRotation(step);
  }

  async function writeRotation(step: ScheduleWork) {
    const { action, role, address, pattern, isFinished } = step;
    const name = nameRotation(address, isFinished);
    const before = remote.schedules.get(role)?.rotation;
    const body = rotationBody(pattern, before, user);
    if (address.rotation !== undefined) {
      if (action === "create") await addRotation(step);
      else await changeRotation(role, await getRotation(role, address), { name, ...body });
      return;
    }
    const id = rotationIds.get(role);
    // Written into the schedule if it has none: repeated, that still leaves one; with two, two people would be on call.
    if (id === undefined) await api.change("PATCH", pathOf(role), BY_ID, { rotations: [{ name, ...body }] });
    else await changeRotation(role, id, body);
  }

  async function changeRotation(role: Role, id: string, body: object) {
    await api.change("PATCH", `${pathOf(role)}/rotations/${id}`, OF_SCHEDULE, body);
  }

  /** Adds our rotation to those that a schedule has, unless it is there. */
  async function addRotation({ role, address, pattern }: ScheduleWork) {
    const find = async () => (await findRotation(role, address)) !== undefined;
    if (await find()) return;
    const body = { name: nameRotation(address, false), ...rotationBody(pattern, undefined, user) };
    const made = await api.create(`${pathOf(role)}/rotations`, OF_SCHEDULE, body, find, true);
    const id = readText(made, "id");
    if (id !== undefined) rotationIds.set(role, id);
  }

  /** The id of our rotation among those of others. */
  async function findRotation(role: Role, address: ScheduleAddress): Promise<string | undefined> {
    const known = rotationIds.get(role);
    if (known !== undefined) return known;
    const all = await api.list(`${pathOf(role)}/rotations`, OF_SCHEDULE);
    const id = readText(
      all.find((one) => isOwnRotation(one, address)),
      "id",
    );
    if (id !== undefined) rotationIds.set(role, id);
    return id;
  }

  /** Likewise, where it must be there. */
  async function getRotation(role: Role, address: ScheduleAddress): Promise<string> {
    const id = await api.waitFor(() => findRotation(role, address));
    if (id !== undefined) return id;
    throw new Fault(
      EXIT.service,
      `OpsGenie does not show the rotation ${address.rotation} in ${address.schedule}`,
      "run it again in a minute: it may have been made just now",
    );
  }

  /** Which rotations our overrides apply to: all, unless others share the schedule. */
  async function bindOverride(role: Role, address: ScheduleAddress): Promise<object> {
    return address.rotation === undefined ? {} : { rotations: [{ id: await getRotation(role, address) }] };
  }

  async function writeOverride({ role, segment, from, to }: OverrideStep) {
    const wanted = target.roles.find((one) => one.role === role);
    if (wanted === undefined) return undefined;
    const alias = writeAlias(nameOwner(wanted), segment);
    const path = `${pathOf(role)}/overrides`;
    const own = `${path}/${encodeURIComponent(alias)}`;
    // The duty may have ended since the plan was made; the override that is there instead may not.
    if (to === undefined || to.end <= now()) {
      if (from !== undefined && from.end > now()) await api.change("DELETE", own, OF_SCHEDULE);
      return undefined;
    }
    const startDate = formatDate(findStart({ from }, to.start, now()));
    const bound = await bindOverride(role, wanted.address);
    const body = { user: user(to.who), startDate, endDate: formatDate(to.end), ...bound };
    const put = () => api.change("PUT", own, OF_SCHEDULE, body);
    if (from !== undefined && (await put())) return undefined;
    await api.create(
      path,
      OF_SCHEDULE,
      { alias, ...body },
      async () => (await api.get(own, OF_SCHEDULE)) !== undefined && put(),
    );
    return undefined;
  }

  async function writeEscalation({ action, name, to, delays }: EscalationWork) {
    const rules = to.map((rule, index) => ({
      condition: "if-not-acked",
      notifyType: "default",
      delay: { timeAmount: delays[index], timeUnit: "minutes" },
      recipient: writeRecipient(rule),
    }));
    const body = { description: writeDescription(true), rules };
    const put = async (id: string) => api.change("PATCH", `/v2/escalations/${id}`, BY_ID, body);
    if (action === "update" && remote.escalation !== undefined) {
      await put(remote.escalation.id);
      return;
    }
    await api.create("/v2/escalations", {}, { name, ...body, ...owner }, async () => {
      const id = await findId("escalations", name);
      return id !== undefined && put(id);
    });
  }

  function writeRecipient({ kind, notify }: EscalationRule) {
    return kind === "role" ? { type: "schedule", id: ids.get(notify) ?? "" } : user(notify);
  }

  return createStepWriter({ writeSchedule, writeRotation, writeOverride, writeEscalation });
}
