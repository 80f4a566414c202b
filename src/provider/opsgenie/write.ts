/** Makes the steps of a plan in OpsGenie, each so that it may be made again: what is there already becomes what it is to be. */
import type { Pattern, Remote, Rule, Step, Who } from "../../plan/model.ts";
import { handoffOf } from "../../plan/pattern.ts";
import { readText } from "../../roster/decode/scalar.ts";
import type { Role } from "../../roster/model.ts";
import { isJsonMap } from "../../text/json.ts";
import { type Instant, MINUTE_MS } from "../../time/zone.ts";
import type { Asked, Writer } from "../model.ts";
import { aliasOf, MARK, UNFINISHED } from "./alias.ts";
import type { Api } from "./api.ts";
import type { Users } from "./read.ts";

const DESCRIPTION = `${MARK}: changes made here are put back by the next push.`;
const BY_ID = { identifierType: "id" };
const OF_SCHEDULE = { scheduleIdentifierType: "id" };

export function writerOf(api: Api, { roster, now }: Asked, users: Users, remote: Remote): Writer {
  const ids = new Map<Role, string>();
  for (const [role, { id }] of remote.schedules) ids.set(role, id);
  const team = roster.opsgenie?.team;
  const owner = team === undefined ? {} : { ownerTeam: { name: team } };
  const user = (who: Who) => ({ type: "user", id: users.get(who) ?? who });
  const rotation = (pattern: Pattern) => ({
    startDate: dateOf(handoffOf(pattern, 0)),
    ...(pattern.every % 7 === 0
      ? { type: "weekly", length: pattern.every / 7 }
      : { type: "daily", length: pattern.every }),
    participants: pattern.people.map(user),
  });
  const idNamed = async (kind: "schedules" | "escalations", name: string) => {
    const found = await api.get(`/v2/${kind}/${encodeURIComponent(name)}`, { identifierType: "name" });
    return isJsonMap(found) ? readText(found["id"]) : undefined;
  };
  const pathOf = (role: Role) => `/v2/schedules/${ids.get(role) ?? ""}`;

  async function schedule({
    action,
    role,
    name,
    pattern,
    isFinished,
  }: Step & { kind: "schedule" | "rotation" }) {
    const description = isFinished ? DESCRIPTION : `${DESCRIPTION} ${UNFINISHED}`;
    const common = { description, timezone: pattern.zone.name, enabled: true };
    if (action === "update") {
      await api.change("PATCH", pathOf(role), BY_ID, common);
      return;
    }
    // With its rotation in one request: there is no moment in which it is empty.
    const body = { name, ...common, ...owner, rotations: [{ name: "oncall", ...rotation(pattern) }] };
    const find = async () => {
      const id = await idNamed("schedules", name);
      if (id !== undefined) ids.set(role, id);
      return id !== undefined;
    };
    const made = await api.create("/v2/schedules", {}, body, find);
    const id = isJsonMap(made) ? readText(made["id"]) : undefined;
    if (id !== undefined) ids.set(role, id);
  }

  async function turns({ role, pattern }: Step & { kind: "schedule" | "rotation" }) {
    const id = remote.schedules.get(role)?.rotation?.id;
    // Where there is none, it is put into the schedule: made twice, it is still one; two would be on call at once.
    await (id === undefined
      ? api.change("PATCH", pathOf(role), BY_ID, { rotations: [{ name: "oncall", ...rotation(pattern) }] })
      : api.change("PATCH", `${pathOf(role)}/rotations/${id}`, OF_SCHEDULE, rotation(pattern)));
  }

  async function override({ role, segment, from, to }: Step & { kind: "override" }) {
    const alias = aliasOf(role, segment);
    const path = `${pathOf(role)}/overrides`;
    const own = `${path}/${encodeURIComponent(alias)}`;
    // What was to come or ran when the plan was made may be over by now; what stands there instead may not.
    if (to === undefined || to.end <= now()) {
      if (from !== undefined && from.end > now()) await api.change("DELETE", own, OF_SCHEDULE);
      return;
    }
    // One that has begun keeps its beginning: a new one in the past may be refused.
    const begun =
      from !== undefined && from.start <= now() ? from.start : Math.floor(now() / MINUTE_MS) * MINUTE_MS;
    const startDate = dateOf(to.start <= now() ? begun : to.start);
    const body = { user: user(to.who), startDate, endDate: dateOf(to.end) };
    const put = () => api.change("PUT", own, OF_SCHEDULE, body);
    if (from !== undefined && (await put())) return;
    await api.create(
      path,
      OF_SCHEDULE,
      { alias, ...body },
      async () => (await api.get(own, OF_SCHEDULE)) !== undefined && put(),
    );
  }

  async function escalation({ action, name, to }: Step & { kind: "escalation" }) {
    const rules = to.map((rule) => ({
      condition: "if-not-acked",
      notifyType: "default",
      delay: { timeAmount: rule.minutes, timeUnit: "minutes" },
      recipient: recipientOf(rule),
    }));
    const body = { description: DESCRIPTION, rules };
    const put = async (id: string) => api.change("PATCH", `/v2/escalations/${id}`, BY_ID, body);
    if (action === "update" && remote.escalation !== undefined) {
      await put(remote.escalation.id);
      return;
    }
    await api.create("/v2/escalations", {}, { name, ...body, ...owner }, async () => {
      const id = await idNamed("escalations", name);
      return id !== undefined && put(id);
    });
  }

  function recipientOf({ kind, notify }: Rule) {
    return kind === "role" ? { type: "schedule", id: ids.get(notify) ?? "" } : user(notify);
  }

  return {
    async apply(step) {
      switch (step.kind) {
        case "schedule":
          return schedule(step);
        case "rotation":
          return turns(step);
        case "override":
          return override(step);
        case "escalation":
          return escalation(step);
      }
    },
  };
}

function dateOf(instant: Instant): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
