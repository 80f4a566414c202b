/**
 * Looks for users, schedules, escalations and routing rules in what was exported: answers of the API, the files of the
 * official backup, or what `terraform show -json` prints. They differ in what they wrap things in.
 */
import type { AccountUser, FoundEscalation, FoundSchedule, ImportNote } from "../../import/model.ts";
import { isJsonMap, type JsonMap, type JsonValue } from "../../text/json.ts";
import { readList, readText } from "../fields.ts";
import { readEscalation, readException, readRotation, readSchedule } from "./found.ts";
import { noteRouting } from "./routing.ts";
import { fromTerraform } from "./terraform.ts";

export interface FoundObjects {
  readonly users: readonly AccountUser[];
  readonly schedules: readonly FoundSchedule[];
  readonly escalations: readonly FoundEscalation[];
  readonly notes: readonly ImportNote[];
}

export interface ExportDialect {
  /** Before the kind, in the type of a resource of Terraform. */
  readonly prefix: string;
  /** Undefined: it is no user. */
  readonly readUser: (value: JsonMap) => AccountUser | undefined;
}

/** A thing and what it belongs to, which the file may say before or after it. */
interface OwnedPart {
  readonly schedule: string | undefined;
  readonly value: JsonMap;
}

export function readObjects(
  documents: readonly JsonValue[],
  { prefix, readUser }: ExportDialect,
): FoundObjects {
  const users = new Map<string, AccountUser>();
  const schedules = new Map<string, { readonly value: JsonMap; readonly found: FoundSchedule }>();
  const escalations = new Map<string, FoundEscalation>();
  const teams = new Map<string, string>();
  const rotations: OwnedPart[] = [];
  const overrides: OwnedPart[] = [];
  const routing: JsonMap[] = [];

  const keepSchedule = (value: JsonMap, own: readonly JsonMap[] = []) => {
    const found = readSchedule(value, own);
    const before = schedules.get(found.id)?.found;
    // A list without its rotations says less than another answer.
    if (before === undefined || before.rotations.length < found.rotations.length)
      schedules.set(found.id, { value, found });
  };
  const keepUser = (value: JsonMap): boolean => {
    const user = readUser(value);
    if (user !== undefined) users.set(user.id, user);
    return user !== undefined;
  };
  const keepResource = (kind: string, value: JsonMap) => {
    if (kind === "schedule") keepSchedule(value);
    if (kind === "schedule_rotation") rotations.push({ schedule: readText(value, "scheduleId"), value });
    if (kind === "user") keepUser(value);
    if (kind === "escalation") keepEscalation(value);
    if (kind === "team")
      teams.set(readText(value, "id") ?? "", readText(value, "name") ?? readText(value, "displayName") ?? "");
    if (kind === "team_routing_rule" || kind === "routing_rule") routing.push(value);
  };
  const keepEscalation = (value: JsonMap) => {
    const escalation = readEscalation(value);
    escalations.set(escalation.name, escalation);
  };

  const look = (value: JsonValue): void => {
    if (Array.isArray(value)) for (const each of value) look(each);
    if (!isJsonMap(value)) return;
    const type = readText(value, "type") ?? "";
    const { values: inner, schedule, _parent: parent } = value;
    const has = (key: string) => readText(value, key) !== undefined;
    if (type.startsWith(prefix) && isJsonMap(inner))
      keepResource(type.slice(prefix.length), fromTerraform(inner));
    else if (isJsonMap(schedule) && readText(schedule, "timezone") !== undefined)
      keepSchedule(schedule, readList(value, "scheduleOverrideList"));
    else if (has("teamId") && has("teamName"))
      teams.set(readText(value, "teamId") ?? "", readText(value, "teamName") ?? "");
    else if (isJsonMap(parent) && has("alias") && has("startDate"))
      overrides.push({ schedule: readText(parent, "id"), value });
    else if (keepUser(value)) return;
    else if (isJsonMap(value["notify"])) routing.push(value);
    else if (has("timezone") && has("name")) keepSchedule(value);
    else if (Array.isArray(value["rules"]) && has("name")) keepEscalation(value);
    else for (const each of Object.values(value)) look(each);
  };
  for (const document of documents) look(document);

  return {
    users: [...users.values()],
    schedules: [...schedules.values()].map(({ value, found }) => {
      const isIts = ({ schedule }: OwnedPart) => schedule === found.id;
      const team = readText(value, "ownerTeamId") ?? readText(value, "teamId");
      return {
        ...found,
        team: found.team ?? teams.get(team ?? ""),
        rotations: [...found.rotations, ...rotations.filter(isIts).map((part) => readRotation(part.value))],
        overrides: [
          ...found.overrides,
          ...overrides.filter(isIts).flatMap((part) => readException(part.value)),
        ],
      };
    }),
    escalations: [...escalations.values()],
    notes: noteRouting(routing, null),
  };
}
