/** Tries how rotations behave: what a service keeps of one, and what a change of it does. */
import { isJsonMap, type JsonMap } from "../../text/json.ts";
import { type Instant, MINUTE_MS, wallOf } from "../../time/zone.ts";
import { readInstant, readList, readText } from "../fields.ts";
import type { ProbePoint } from "../probe.ts";
import type { Scratch } from "./scratch.ts";
import { conclude, formatDate, giveUp, type Participant } from "./words.ts";

const HOUR = 60;
const NOON = 12 * HOUR;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR * MINUTE_MS;

/** Its zone is 45 minutes off UTC: rounding there is another than rounding in UTC. */
const ODD_ZONE = "Asia/Kathmandu";

export function listRotationPoints(scratch: Scratch): readonly ProbePoint[] {
  const { at } = scratch;
  return [
    {
      id: "rotation-minutes",
      question: "Are the minutes of a rotation rounded, and by which clock?",
      assumed: "utc",
      settle: () => tryMinutes(scratch),
    },
    {
      id: "restriction-minutes",
      question: "Are the minutes of a time restriction kept?",
      assumed: "kept",
      async settle() {
        const restriction = { type: "time-of-day", restriction: clock(9, 15, 17, 45) };
        const found = await readRestriction(scratch, "minutes", restriction);
        const [given] = [found["restriction"], ...readList(found, "restriction")].filter(isJsonMap);
        const minutes = [given?.["startMin"], given?.["endMin"]].map(Number);
        if (minutes[0] === 15 && minutes[1] === 45)
          return conclude("kept", "a quarter past 9 to a quarter to 18 came back as it was sent");
        return minutes.every((minute) => minute === 0 || minute === 30)
          ? conclude(
              "half-hours",
              "a quarter past 9 to a quarter to 18 came back with minutes of 0 or 30, and oncall pushes no others",
            )
          : conclude("otherwise", "a quarter past 9 to a quarter to 18 came back with other minutes");
      },
    },
    {
      id: "restriction-order",
      question: "In which order do the weekdays of a time restriction come back?",
      assumed: "kept",
      async settle() {
        const days = ["wednesday", "monday", "friday"];
        const restrictions = days.map((day) => ({ startDay: day, endDay: day, ...clock(9, 0, 17, 0) }));
        const found = await readRestriction(scratch, "order", {
          type: "weekday-and-time-of-day",
          restrictions,
        });
        const given = readList(found, "restrictions").map(
          (each) => readText(each, "startDay")?.toLowerCase() ?? "",
        );
        if (given.join() === days.join())
          return conclude("kept", "they came back in the order in which they were sent");
        return given.join() === [...days].sort().join()
          ? conclude("by-name", "they came back by their names")
          : conclude("otherwise", `they came back as ${given.join(", ")}`);
      },
    },
    {
      id: "rotation-names",
      question: "May two rotations of a schedule have one name?",
      assumed: undefined,
      async settle() {
        const twin = {
          name: "twin",
          start: at(8, 0, NOON),
          type: "weekly",
          participants: ["nobody"],
        } as const;
        await scratch.addRotation(twin);
        const body = {
          ...twin,
          name: `${scratch.subject.name}-twin`,
          start: undefined,
          startDate: formatDate(twin.start),
          participants: scratch.writeParticipants(twin.participants),
        };
        const { status } = await scratch.ask("POST", `${scratch.path()}/rotations`, body);
        return status < 300
          ? conclude("free", "a second one of the same name was made")
          : conclude("taken", `a second one of the same name was refused with ${status}`);
      },
    },
    {
      id: "start-date",
      question: "Is the start of a rotation kept that began long ago?",
      assumed: "kept",
      async settle() {
        const start = at(-20, 0, NOON);
        const id = await scratch.addRotation({
          name: "past",
          start,
          type: "weekly",
          participants: ["nobody", "nobody"],
        });
        const given = readInstant(await scratch.readRotation(id), "startDate");
        if (given === start) return conclude("kept", "it came back as it was sent");
        const moved =
          given === undefined ? 0 : wallOf(scratch.zone, given).date - wallOf(scratch.zone, start).date;
        return moved > 0 && moved % 14 === 0
          ? conclude("whole-cycles", `it came back ${moved / 7} weeks later: whole cycles of its list`)
          : conclude("otherwise", "it came back as another start");
      },
    },
    {
      id: "participants-order",
      question: "Is the order of the participants kept?",
      assumed: "kept",
      async settle() {
        const participants: readonly Participant[] = ["nobody", "person", "person", "nobody", "person"];
        const id = await scratch.addRotation({
          name: "list",
          start: at(0, 0, NOON),
          type: "weekly",
          participants,
        });
        const given = readList(await scratch.readRotation(id), "participants").map(({ type }) =>
          type === scratch.words.nobody ? "nobody" : "person",
        );
        return given.join() === participants.join()
          ? conclude("kept", "a list with a repeated person came back as it was sent")
          : conclude("otherwise", `it came back as ${given.join(", ")}`);
      },
    },
    {
      id: "participants-change",
      question: "If somebody is added to the list and the start stays, does the running turn move?",
      assumed: "recomputed",
      settle: () => tryAppend(scratch),
    },
    {
      id: "end-date",
      question: "Does an end date of null in a change clear it?",
      assumed: "clears",
      settle: () => tryEndDate(scratch, null),
    },
  ];
}

function clock(startHour: number, startMin: number, endHour: number, endMin: number) {
  return { startHour, startMin, endHour, endMin };
}

async function readRestriction(scratch: Scratch, name: string, restriction: object): Promise<JsonMap> {
  const start = scratch.at(8, 0, NOON);
  const participants = ["nobody"] as const;
  const id = await scratch.addRotation({ name, start, type: "weekly", participants, restriction });
  const found = (await scratch.readRotation(id))["timeRestriction"];
  return isJsonMap(found) ? found : {};
}

async function tryMinutes(scratch: Scratch) {
  const start = scratch.at(8, 0, NOON);
  const rotation = { type: "weekly", participants: ["nobody"] } as const;
  const read = async (name: string, from: Instant, path: string) => {
    const id = await scratch.addRotation({ ...rotation, name, start: from }, path);
    return readInstant(await scratch.readRotation(id, path), "startDate");
  };
  const odd = start + 7 * MINUTE_MS;
  const given = await read("minutes-07", odd, scratch.path());
  if (given === odd) return conclude("kept", "a start at 7 past came back as it was sent");
  const there = await scratch.makeSchedule("-zone", ODD_ZONE);
  const full = await read("minutes-00", start, there);
  if (full === start)
    return conclude("utc", `7 past became 0 or 30, and a full hour of UTC was kept in ${ODD_ZONE}`);
  const isMoved = full !== undefined && Math.abs(full - start) < HALF_HOUR_MS;
  return isMoved
    ? conclude(
        "zone",
        `7 past became 0 or 30, and so did the minutes of a full hour of UTC by the clocks of ${ODD_ZONE}`,
      )
    : conclude("otherwise", "it came back as another start");
}

const LONG_LIST = 12;
const TURNS_AGO = 18;

/**
 * A list of twelve that began 18 weeks ago: turn 6 runs. With two more, counting from the start would make it turn 4. The
 * last of the twelve alone is somebody, at least four weeks ahead either way.
 */
async function tryAppend(scratch: Scratch) {
  const start = scratch.at(-4 - TURNS_AGO, 0, 0);
  const before: readonly Participant[] = Array.from({ length: LONG_LIST }, (_, index) =>
    index === LONG_LIST - 1 ? "person" : "nobody",
  );
  const id = await scratch.addRotation({ name: "append", start, type: "weekly", participants: before });
  await scratch.readRotation(id);
  const findTurn = async () => {
    const periods = await scratch.readPeriods(id, scratch.at(-4, 0, NOON), LONG_LIST);
    return periods.find(({ who }) => who === "person")?.start;
  };
  const old = await scratch.look(findTurn);
  const participants = scratch.writeParticipants([...before, "nobody", "nobody"]);
  const { status } = await scratch.changeRotation(id, { participants });
  if (status >= 300) return giveUp(`the change was refused with ${status}`);
  await scratch.settle();
  const turn = await scratch.look(findTurn);
  return turn === old
    ? conclude("kept", "the running turn stayed, and those after it")
    : conclude(
        "recomputed",
        `turns were counted anew from the start, and that of the same person came ${Math.round((turn - old) / WEEK_MS)} weeks later`,
      );
}

export async function tryEndDate(scratch: Scratch, value: "" | null) {
  const [start, end] = [scratch.at(8, 0, NOON), scratch.at(9, 0, NOON)];
  const name = value === null ? "end-null" : "end-empty";
  const id = await scratch.addRotation({ name, start, end, type: "weekly", participants: ["nobody"] });
  await scratch.readRotation(id);
  const { status } = await scratch.changeRotation(id, { endDate: value });
  if (status >= 300) return conclude("refused", `it was refused with ${status}`);
  await scratch.settle();
  const left = readText(await scratch.readRotation(id), "endDate");
  return left === undefined || left === ""
    ? conclude("clears", "the end date was gone")
    : conclude("ignored", "it was accepted, and the end date stayed");
}
