/** Converts instants to wall times and back with Intl's offsets, sharing no code with the product. A wall time is what a clock shows, as milliseconds of UTC. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();
/** @type {Map<string, readonly { readonly from: number, readonly offset: number }[]>} */
const years = new Map();

/** @param {string} zone @param {number} instant @returns {number} */
function ask(zone, instant) {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, format);
  const name = format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0", seconds = "0"] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000;
  return sign === "-" ? -size : size;
}

/**
 * The offsets of a UTC year, each with the instant from which it applies: a look once a week, then bisection to the second.
 * @param {string} zone @param {number} year
 */
function offsetsOf(zone, year) {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const first = Date.UTC(year, 0, 1);
  const found = [{ from: first, offset: ask(zone, first) }];
  for (let at = first; at < Date.UTC(year + 1, 0, 1); at += WEEK_MS) {
    const offset = ask(zone, at + WEEK_MS);
    if (offset === found.at(-1)?.offset) continue;
    let [before, after] = [at, at + WEEK_MS];
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (ask(zone, middle) === offset) after = middle;
      else before = middle;
    }
    found.push({ from: after, offset });
  }
  years.set(key, found);
  return found;
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. @param {string} zone @param {number} instant */
export function offsetAt(zone, instant) {
  const offsets = offsetsOf(zone, new Date(instant).getUTCFullYear());
  return offsets.findLast(({ from }) => from <= instant)?.offset ?? 0;
}

/** @param {string} zone @param {number} instant */
export const wallAt = (zone, instant) => instant + offsetAt(zone, instant);

/**
 * A skipped time moves forward by the gap; a repeated one is the earlier, unless the later is asked for.
 * @param {string} zone @param {number} wall @param {"earlier" | "later"} repeated
 */
export function instantOf(zone, wall, repeated = "earlier") {
  const [before, after] = [offsetAt(zone, wall - DAY_MS), offsetAt(zone, wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter((instant) => wallAt(zone, instant) === wall);
  const [one = wall - before, other = one] = shown;
  return repeated === "earlier" ? Math.min(one, other) : Math.max(one, other);
}

/** @param {string} zone */
export function isZone(zone) {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Pairs of names for one zone: a service may answer with the other one. */
const OTHER_NAMES = [
  ["America/New_York", "US/Eastern"],
  ["America/Chicago", "US/Central"],
  ["America/Los_Angeles", "US/Pacific"],
  ["Europe/London", "GB"],
  ["Europe/Lisbon", "Portugal"],
  ["Asia/Kolkata", "Asia/Calcutta"],
  ["Asia/Tokyo", "Japan"],
  ["Etc/UTC", "UTC"],
];

/** @param {string} zone */
export function otherNameOf(zone) {
  const pair = OTHER_NAMES.find((names) => names.includes(zone)) ?? [];
  return pair.find((name) => name !== zone) ?? zone;
}

/**
 * The start of the local day, week (Monday) or month that an instant lies in, as a wall time, and that of the `count`-th after it.
 * @param {number} wall @param {string} unit @param {number} count
 */
export function floorWall(wall, unit, count) {
  const day = Math.floor(wall / DAY_MS);
  if (unit === "days") return (day + count) * DAY_MS;
  // 1970-01-01 was a Thursday.
  if (unit === "weeks") return (day - ((day + 3) % 7) + 7 * count) * DAY_MS;
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
}
