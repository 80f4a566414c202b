/** Carries out the steps of a plan in OpsGenie. Each may be repeated: whatever exists already is brought up to date. */
import type { EscalationRule, Pattern, PushStep, Remote, Who } from "../../plan/model.ts";
import { handoffAt } from "../../plan/pattern.ts";
import type { Role } from "../../roster/model.ts";
import { type Instant, MINUTE_MS } from "../../time/zone.ts";
import type { PushSubject, ScheduleWriter } from "../schedules.ts";
import type { Api } from "./api.ts";
import { writeDescription } from "./description.ts";
import { readText } from "./fields.ts";
import { writeAlias } from "./override-alias.ts";
import type { Users } from "./users.ts";

const BY_ID = { identifierType: "id" };
const OF_SCHEDULE = { scheduleIdentifierType: "id" };

export function createWriter(
  api: Api,
  { roster, now }: PushSubject,
  users: Users,
  remote: Remote,
): ScheduleWriter {
  const ids = new Map<Role, string>();
  for (const [role, { id }] of remote.schedules) ids.set(role, id);
  const team = roster.opsgenie?.team;
  const owner = team === undefined ? {} : { ownerTeam: { name: team } };
  const user = (who: Who) => ({ type: "user", id: users.get(who) ?? who });
  const rotation = (pattern: Pattern) => ({
    startDate: formatDate(handoffAt(pattern, 0)),
    ...(pattern.every % 7 === 0
      ? { type: "weekly", length: pattern.every / 7 }
      : { type: "daily", length: pattern.every }),
    participants: pattern.people.map(user),
  });
  const findId = async (kind: "schedules" | "escalations", name: string) => {
    const thing = await api.get(`/v2/${kind}/${encodeURIComponent(name)}`, { identifierType: "name" });
    return readText(thing, "id");
  };
  const pathOf = (role: Role) => `/v2/schedules/${ids.get(role) ?? ""}`;

  async function writeSchedule({
    action,
    role,
    name,
    pattern,
    isFinished,
  }: PushStep & { kind: "schedule" | "rotation" }) {
    const common = { description: writeDescription(isFinished), timezone: pattern.zone.name, enabled: true };
    if (action === "update") {
      await api.change("PATCH", pathOf(role), BY_ID, common);
      return;
    }
    // With its rotation, so that it is never empty.
    const body = { name, ...common, ...owner, rotations: [{ name: "oncall", ...rotation(pattern) }] };
    const find = async () => {
      const id = await findId("schedules", name);
      if (id !== undefined) ids.set(role, id);
      return id !== undefined;
    };
    const made = await api.create("/v2/schedules", {}, body, find);
    const id = readText(made, "id");
    if (id !== undefined) ids.set(role, id);
  }

  async function writeRotation({ role, pattern }: PushStep & { kind: "schedule" | "rotation" }) {
    const id = remote.schedules.get(role)?.rotation?.id;
    // Written into the schedule if it has none: repeated, that still leaves one; with two, two people would be on call.
    await (id === undefined
      ? api.change("PATCH", pathOf(role), BY_ID, { rotations: [{ name: "oncall", ...rotation(pattern) }] })
      : api.change("PATCH", `${pathOf(role)}/rotations/${id}`, OF_SCHEDULE, rotation(pattern)));
  }

  async function writeOverride({ role, segment, from, to }: PushStep & { kind: "override" }) {
    const alias = writeAlias(role, segment);
    const path = `${pathOf(role)}/overrides`;
    const own = `${path}/${encodeURIComponent(alias)}`;
    // The duty may have ended since the plan was made; the override that is there instead may not.
    if (to === undefined || to.end <= now()) {
      if (from !== undefined && from.end > now()) await api.change("DELETE", own, OF_SCHEDULE);
      return;
    }
    // One that is running keeps its start: a new start in the past may be refused.
    const runningSince =
      from !== undefined && from.start <= now() ? from.start : Math.floor(now() / MINUTE_MS) * MINUTE_MS;
    const startDate = formatDate(to.start <= now() ? runningSince : to.start);
    const body = { user: user(to.who), startDate, endDate: formatDate(to.end) };
    const put = () => api.change("PUT", own, OF_SCHEDULE, body);
    if (from !== undefined && (await put())) return;
    await api.create(
      path,
      OF_SCHEDULE,
      { alias, ...body },
      async () => (await api.get(own, OF_SCHEDULE)) !== undefined && put(),
    );
  }

  async function writeEscalation({ action, name, to, delays }: PushStep & { kind: "escalation" }) {
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

  return {
    async apply(step) {
      switch (step.kind) {
        case "schedule":
          await writeSchedule(step);
          break;
        case "rotation":
          await writeRotation(step);
          break;
        case "override":
          await writeOverride(step);
          break;
        case "escalation":
          await writeEscalation(step);
          break;
      }
      return undefined;
    },
  };
}

function formatDate(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
