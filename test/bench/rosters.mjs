/** Writes valid rosters of any size to measure with. */

const DAY_MS = 86_400_000;
const START = Date.UTC(2016, 0, 4);

/** @param {number} day days after the start */
const dateOf = (day) => new Date(START + day * DAY_MS).toISOString().slice(0, 10);

/** @param {readonly string[]} ids @param {readonly string[]} changes */
const rosterOf = (ids, changes) => `version: 1
team: Bench
rotation:
  start: ${dateOf(0)}
  timezone: America/New_York
  handoff: monday 12:00
  queue: [${ids.join(", ")}]
people:
${ids.map((id) => `  ${id}: { name: ${id.toUpperCase()}, manager: boss }\n`).join("")}  boss: { name: Boss }
changes:${changes.length === 0 ? " []" : ""}
${changes.map((change) => `  - { ${change}, approved_by: boss, reason: "a reason of usual length" }\n`).join("")}`;

/** @param {number} count */
const idsOf = (count) => Array.from({ length: count }, (_, index) => `person${index + 1}`);

/**
 * Ten years of log for eight people: swaps that end, skips and covers in turn.
 * @param {number} count
 */
export function rosterWithChanges(count) {
  const ids = idsOf(8);
  const changes = Array.from({ length: count }, (_, index) => {
    const day = Math.floor((index * 3650) / count) + 1;
    const one = ids[index % 8];
    const other = ids[(index + 3) % 8];
    if (index % 3 === 0) return `swap: [${one}, ${other}], from: ${dateOf(day)}, until: ${dateOf(day + 21)}`;
    if (index % 3 === 1) return `skip: ${one}, from: ${dateOf(day)}, until: ${dateOf(day + 14)}`;
    return `cover: ${one}, by: ${other}, from: ${dateOf(day)} 18:00, until: ${dateOf(day + 1)} 09:00`;
  });
  return rosterOf(ids, changes);
}

/** Twelve people, each away around their next week as primary: 24 clashes in 26 weeks. */
export function rosterWithAbsences() {
  const ids = idsOf(12);
  const first = 572;
  const away = ids.map((_, index) => {
    const day = (first + index) * 7;
    return `  - { who: ${ids[(first + index) % 12]}, from: ${dateOf(day - 6)}, until: ${dateOf(day + 7)} }\n`;
  });
  return `${rosterOf(ids, [])}away:\n${away.join("")}`;
}

/** @param {number} count */
export function rosterWithPeople(count) {
  return rosterOf(idsOf(count), []);
}

const ZONES = ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "Europe/Lisbon"];

/** One of many teams: eight people with an email, and forty changes. @param {number} index */
export function rosterOfTeam(index) {
  return rosterWithChanges(40)
    .replace("team: Bench", `team: Bench ${index}`)
    .replace("America/New_York", String(ZONES[index % ZONES.length]))
    .replace(/(person\d+): \{ name: (\w+),/g, `$1: { name: $2, email: $1.team${index}@example.com,`);
}
