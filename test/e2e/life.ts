/**
 * Generates the history of a roster from a seed: some two hundred commits, each with its text, time and parents, made with
 * the product's own commands while the clock advances.
 */
import { zoneOf } from "../../src/edge/zones.ts";
import { loadRoster } from "../../src/roster/load.ts";
import { checkLog } from "../../src/rotation/check.ts";
import { run } from "../../src/run.ts";
import { formatDate } from "../../src/time/date.ts";
import { buildTimeline, type Timeline } from "../../src/timeline/build.ts";
import { edgesOf } from "../cli/world.ts";

export interface Commit {
  readonly text: string;
  readonly now: number;
  /** Positions in the list of commits, the branch that was merged into first. */
  readonly parents: readonly number[];
  readonly what: string;
}

const HOUR = 3_600_000;
const BEGIN = Date.parse("2025-01-03T15:00:00Z");

const FIRST = `version: 1
team: Platform
rotation:
  - start: 2025-01-06
    timezone: America/New_York
    handoff: monday 12:00
    queue: [ann, ben, cat, dan, eve, fay]
people:
  ann: { name: Ann, manager: mia }
  ben: { name: Ben, manager: mia }
  cat: { name: Cat, manager: mia }
  dan: { name: Dan, manager: max }
  eve: { name: Eve, manager: max }
  fay: { name: Fay, manager: [mia, max] }
  mia: { name: Mia }
  max: { name: Max }
changes:
  - { swap: [ann, ben], from: 2025-01-06, until: 2025-02-03, approved_by: mia, reason: "a wedding" }
`;

/** The last text that was read, because several functions read the same one. */
const read = new Map<string, Timeline | undefined>();

/** Undefined if the text is not a valid roster. */
export function timelineIn(text: string): Timeline | undefined {
  if (!read.has(text)) {
    if (read.size > 4) read.clear();
    read.set(text, timelineOfText(text));
  }
  return read.get(text);
}

function timelineOfText(text: string): Timeline | undefined {
  const { roster } = loadRoster({ file: "roster.yaml", bytes: new TextEncoder().encode(text), zoneOf });
  const timeline = roster && buildTimeline(roster);
  return timeline && checkLog(timeline.roster, timeline.rotation).length === 0 ? timeline : undefined;
}

/** The roster after a command; undefined if the command refuses. */
export async function edited(
  text: string,
  now: number,
  ...args: readonly string[]
): Promise<string | undefined> {
  const disk = new Map([["/team/roster.yaml", new TextEncoder().encode(text)]]);
  const { edges } = edgesOf({ files: {}, disk, now: new Date(now).toISOString() });
  const exit = await run([...args, "--yes"], edges);
  return exit === 0 ? new TextDecoder().decode(disk.get("/team/roster.yaml")) : undefined;
}

/** The line of the entry that an edit added last in the file. */
function lineOfNew(before: string, after: string): string {
  const old = new Set(before.split("\n"));
  return String(after.split("\n").findLastIndex((line) => !old.has(line)) + 1);
}

interface Dice {
  /** A number from 0 to below a limit. */
  readonly below: (count: number) => number;
  readonly one: <Value>(values: readonly [Value, ...Value[]]) => Value;
  readonly two: (values: readonly string[]) => readonly [string, string];
}

function diceOf(seed: number): Dice {
  let state = seed;
  const below = (count: number) => {
    // The linear congruential generator of Numerical Recipes, whose high bits are good enough here.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return {
    below,
    one: (values) => values[below(values.length)] ?? values[0],
    two(values) {
      const first = below(values.length);
      const other = (first + 1 + below(values.length - 1)) % values.length;
      return [values[first] ?? "", values[other] ?? ""];
    },
  };
}

type Deed = (text: string, now: number, dice: Dice) => Promise<string | undefined>;

const BY = ["--approved-by", "manager"];

function queueAt(text: string, now: number, ahead = 1): readonly string[] {
  const timeline = timelineIn(text);
  if (timeline === undefined) throw new Error(`no roster:\n${text}`);
  return timeline.rotation.queue(timeline.shiftFrom(now) + ahead).seats.map(({ person }) => person);
}

/** A person who serves a whole shift, its date, and somebody else in the queue. */
function served(text: string, now: number, ahead: number, dice: Dice) {
  const timeline = timelineIn(text);
  const shift = timeline?.shift(Math.max(0, timeline.shiftFrom(now) + ahead));
  const stretch = shift?.stretches.find(({ start, end }) => start === shift.start && end === shift.end);
  const others = queueAt(text, now, 0).filter((id) =>
    shift?.stretches.every(({ engineer }) => engineer !== id),
  );
  const [by] = dice.two(others);
  return { person: stretch?.engineer ?? "", by, date: formatDate(shift?.date ?? 0) };
}

/** Writes an entry by hand at the end of the file, approved by all managers. */
function written(text: string, ...words: readonly string[]): string {
  const [first, ...more] = words;
  return `${text}  - { ${[first, "approved_by: [mia, max]", ...more].join(", ")} }\n`;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  async join(text, now, dice) {
    const count = text.match(/^ {2}\w+: \{ name/gm)?.length ?? 0;
    const id = `new${count}`;
    const manager = dice.one(["mia", "max"]);
    return edited(text, now, "join", id, "--name", `New ${count}`, "--manager", manager);
  },
  async leave(text, now, dice) {
    const queue = queueAt(text, now);
    return queue.length < 6 ? undefined : edited(text, now, "leave", dice.two(queue)[0]);
  },
  swap: (text, now, dice) => edited(text, now, "swap", ...dice.two(queueAt(text, now)), ...BY),
  once: (text, now, dice) => edited(text, now, "swap", ...dice.two(queueAt(text, now)), ...BY, "--once"),
  async cover(text, now, dice) {
    const { person, by, date } = served(text, now, 1 + dice.below(4), dice);
    return written(text, `cover: ${person}, by: ${by}, shift: ${date}`, 'reason: "a holiday"');
  },
  async tonight(text, now, dice) {
    const { person, by } = served(text, now, 0, dice);
    const [from, until] = [now + HOUR, now + 9 * HOUR].map((at) => new Date(at).toISOString());
    return written(text, `cover: ${person}, by: ${by}, from: ${from}, until: ${until}`);
  },
  async backdated(text, now, dice) {
    const { person, by, date } = served(text, now, -2, dice);
    const cover = `cover: ${person}, by: ${by}, from: ${date} 18:00, until: ${date} 23:00`;
    return written(text, cover, "backdated: true", 'reason: "was ill"');
  },
  skip: (text, now, dice) =>
    edited(text, now, "skip", dice.two(queueAt(text, now))[0], ...BY, "--reason", "onboarding"),
  async away(text, now, dice) {
    const [person] = dice.two(queueAt(text, now));
    return edited(text, now, "skip", person, "--until", "ready", ...BY);
  },
  async ready(text, now, dice) {
    const [person] = dice.two(queueAt(text, now));
    const skips = new RegExp(`skip: ${person},.*until: ready`).test(text);
    return skips ? edited(text, now, "ready", person, ...BY) : undefined;
  },
  /** Keeps the order of the queue and everybody's weeks. */
  async terms(text, now) {
    const timeline = timelineIn(text);
    const index = (timeline?.shiftFrom(now) ?? 0) + 3;
    const handoff = timeline?.rotation.handoffs.at(index);
    if (handoff === undefined || (text.match(/- start:/g)?.length ?? 0) > 3) return undefined;
    const queue = timeline?.rotation.queue(index).seats.map(({ person }) => person) ?? [];
    const lines = [
      `  - start: ${formatDate(handoff.date)}`,
      "    timezone: America/New_York",
      "    handoff: monday 12:00",
      `    queue: [${queue.join(", ")}]`,
    ];
    return text.replace(/^people:/m, `${lines.join("\n")}\npeople:`);
  },
  /** Adds a reason, which changes nothing about what an entry does. */
  async reason(text) {
    return text.replace(/reason: "([a-z ]+)"/, 'reason: "$1, as agreed"');
  },
  async phone(text, _, dice) {
    const digits = String(100 + dice.below(100)).padStart(4, "0");
    return text
      .replace(/name: (Ann|Ben|Cat),/, `name: $1, phone: "+1202555${digits}",`)
      .replace(/(phone: "\+\d+", )phone: "\+\d+",/, "$1");
  },
};

/** The rules with errors in a text by itself. What people commit has none, except for missing approvals. */
async function errorsIn(text: string, now: number): Promise<readonly string[]> {
  const world = { files: { "/team/roster.yaml": text }, now: new Date(now).toISOString() };
  const { edges, written } = edgesOf(world);
  await run(["lint", "--json"], edges);
  const findings: readonly { rule: string; severity: string }[] = JSON.parse(written().stdout).findings;
  return findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
}

async function isGood(text: string, now: number): Promise<boolean> {
  return (await errorsIn(text, now)).length === 0;
}

export async function lifeOf(seed: number, count: number): Promise<readonly Commit[]> {
  const dice = diceOf(seed);
  const commits: Commit[] = [{ text: FIRST, now: BEGIN, parents: [], what: "begin" }];
  // Changes that add no entry are more likely, so that the log stays as small as a team's.
  const names = [...Object.keys(DEEDS), "phone", "reason", "phone", "reason", "phone"];
  let now = BEGIN;
  const deed = async (text: string): Promise<{ what: string; text: string } | undefined> => {
    const [what] = dice.two(names);
    const next = await DEEDS[what]?.(text, now, dice);
    return next !== undefined && next !== text && (await isGood(next, now))
      ? { what, text: next }
      : undefined;
  };
  const add = (text: string, what: string, parents: readonly number[]): number => {
    commits.push({ text, now, parents, what });
    return commits.length - 1;
  };
  let tip = 0;
  while (commits.length < count) {
    now += (6 + dice.below(72)) * HOUR;
    const { text } = commits[tip] ?? { text: FIRST };
    const kind = dice.below(10);
    const one = await deed(text);
    if (one === undefined) continue;
    if (kind < 7) {
      tip = add(one.text, one.what, [tip]);
      continue;
    }
    if (kind === 7) {
      // Made, and undone an hour later.
      const done = add(one.text, one.what, [tip]);
      now += HOUR;
      const undone = await edited(one.text, now, "undo", lineOfNew(text, one.text));
      tip = undone !== undefined && (await isGood(undone, now)) ? add(undone, "undo", [done]) : done;
      continue;
    }
    if (kind === 8 && dice.below(2) === 0) {
      // Nobody can be asked at night.
      const { person, by, date } = served(text, now, 1, dice);
      const cover = ["cover", person, "--by", by, "--shift", date, "--unapproved"];
      const pending = await edited(text, now, ...cover);
      const line = pending?.split("\n").findIndex((each) => each.includes("unapproved: true")) ?? -1;
      if (pending === undefined || line === -1 || (await errorsIn(pending, now)).length !== 1) continue;
      const approved = await edited(pending, now + 9 * HOUR, "approve", String(line + 1), "--by", "manager");
      if (approved === undefined || !(await isGood(approved, now + 9 * HOUR))) continue;
      const done = add(pending, "unapproved", [tip]);
      now += 9 * HOUR;
      tip = add(approved, "approve", [done]);
      continue;
    }
    const other = await deed(text);
    if (other === undefined || other.text === one.text) continue;
    const merged = mergedText(text, one.text, other.text);
    if (!(await isGood(merged, now))) continue;
    const ours = add(one.text, one.what, [tip]);
    const theirs = add(other.text, other.what, [tip]);
    tip = add(merged, "merge", [ours, theirs]);
  }
  return commits;
}

/** Resolves conflicts by keeping the lines of both sides. */
function mergedText(base: string, ours: string, theirs: string): string {
  const lines = (text: string) => text.split("\n");
  const added = lines(theirs).filter((line) => !lines(base).includes(line) && !lines(ours).includes(line));
  const gone = lines(base).filter((line) => !lines(theirs).includes(line));
  const result = lines(ours).filter((line) => !gone.includes(line));
  for (const line of added) {
    const before = lines(theirs)[lines(theirs).indexOf(line) - 1] ?? "";
    const at = result.indexOf(before);
    result.splice(at === -1 ? result.length - 1 : at + 1, 0, line);
  }
  return result.join("\n");
}
