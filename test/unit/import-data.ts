/** Makes what a service holds, in terms of no service, for tests of the steps of an import. */
import { zoneOf } from "../../src/edge/zones.ts";
import { findLists, groupLists, type ImportableList } from "../../src/import/candidates.ts";
import type {
  FoundAccount,
  FoundPeriod,
  FoundRecipient,
  FoundRotation,
  FoundSchedule,
  ImportNote,
} from "../../src/import/model.ts";
import { buildRoster } from "../../src/import/rosters.ts";
import { parseWeekWindow } from "../../src/time/week.ts";

export const DAY = 86_400_000;
export const NOW = Date.parse("2026-11-24T15:00:00Z");
export const at = (text: string) => Date.parse(text);
export const user = (id: string): FoundRecipient => ({ kind: "user", id, name: undefined });
export const hoursOf = (...texts: readonly string[]) =>
  texts.map(parseWeekWindow).filter((window) => typeof window !== "string");

export const rotation = (name: string, people: string, more: Partial<FoundRotation> = {}): FoundRotation => ({
  ...{ id: name, name, start: at("2026-01-05T12:00:00Z"), end: undefined, unit: "weekly", length: 1 },
  ...{ participants: people.split(" ").map(user), hours: undefined, ...more },
});
export const schedule = (
  rotations: readonly FoundRotation[],
  more: Partial<FoundSchedule> = {},
): FoundSchedule => ({
  ...{ id: "s", name: "web", zone: "UTC", isEnabled: true, team: undefined, rotations },
  ...{ overrides: [], final: undefined, ...more },
});
export const USERS = ["ann", "bob", "cem", "dee"].map((id) => ({
  ...{ id, username: `${id}@example.com`, name: id, zone: undefined, isActive: true },
}));
export const account = (...schedules: readonly FoundSchedule[]): FoundAccount => ({
  ...{ provider: "opsgenie", title: "OpsGenie", users: USERS, schedules, escalations: [], notes: [] },
});
export const around = { now: NOW, zoneOf };
export const listsOf = (...schedules: readonly FoundSchedule[]) => findLists(account(...schedules), around);
export function build(lists: readonly ImportableList[], whole = account()) {
  const [group] = groupLists(lists);
  if (group === undefined) throw new Error("there is no list");
  return buildRoster(group, whole, "r.yaml", around);
}
export const codes = (notes: readonly ImportNote[]) =>
  notes.map(({ code, isHarmless }) => [code, isHarmless === true]);

export const period = (who: string, start: number, end: number): FoundPeriod => ({
  ...{ rotation: "r", recipient: user(who), start: NOW + start * DAY, end: NOW + end * DAY },
});
