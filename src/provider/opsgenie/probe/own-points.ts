/** Tries what OpsGenie alone has: pages of its lists, who is on call next, its limits, and how it calls a forwarding. */
import { isJsonMap, type JsonValue } from "../../../text/json.ts";
import { readList, readText } from "../../fields.ts";
import type { Scratch } from "../../probe/scratch.ts";
import { conclude, giveUp } from "../../probe/words.ts";
import type { ProbePoint } from "../../probe.ts";
import { readThing } from "./words.ts";

const HOUR = 60;
const NOON = 12 * HOUR;
const KNOWN_TYPES = ["historical", "default", "override", ""];

export function listOwnPoints(scratch: Scratch): readonly ProbePoint[] {
  const { at, subject } = scratch;
  return [
    {
      id: "pages",
      question: "Which lists come in pages?",
      assumed: undefined,
      async settle() {
        await scratch.addOverride({ who: "nobody", start: at(2, 0, NOON), end: at(2, 1, NOON) });
        await scratch.addOverride({ who: "nobody", start: at(2, 2, NOON), end: at(2, 3, NOON) });
        await scratch.settle();
        const lists = ["/v2/schedules", `${scratch.path()}/overrides`, "/v2/escalations"];
        const told: string[] = [];
        for (const [index, list] of lists.entries()) {
          const { body } = await scratch.ask("GET", list, undefined, { limit: "1" });
          const count = readList(body, "data").length;
          const name = ["schedules", "overrides", "escalations"][index];
          if (isJsonMap(body["paging"])) told.push(`${name} has \`paging\``);
          else if (count === 1 && index === 1) told.push(`${name} obeys \`limit\``);
        }
        return told.length === 0
          ? conclude("none", "none of schedules, overrides and escalations has paging or obeys limit")
          : conclude("paged", told.join(", "));
      },
    },
    {
      id: "next-on-calls",
      question: "Under which names does it tell who is on call next, and in which form?",
      assumed: undefined,
      async settle() {
        const path = `${scratch.path()}/next-on-calls`;
        const told: string[] = [];
        for (const flat of ["false", "true"]) {
          const reply = await scratch.ask("GET", path, undefined, { flat });
          if (reply.status >= 300) return giveUp(`${path.split("/").at(-1)} answered ${reply.status}`);
          const fields = Object.entries(readThing(reply.body)).filter(([, value]) => Array.isArray(value));
          told.push(`flat=${flat}: ${fields.map(nameField).join(", ") || "no list"}`);
        }
        return conclude(told.join("; "), "as a list of what stands behind each name");
      },
    },
    {
      id: "request-limits",
      question: "Is /v2/request-limits there, and which limits does it tell?",
      assumed: undefined,
      async settle() {
        const reply = await scratch.ask("GET", "/v2/request-limits/");
        if (reply.status >= 300) return conclude("absent", `it answered ${reply.status}`);
        const limits = readList(readThing(reply.body), "rateLimits").flatMap((each) =>
          readList(each, "limits").map(
            (limit) => `${readText(each, "domain")} ${limit["limit"]} in ${limit["periodInSeconds"]} s`,
          ),
        );
        return conclude("there", limits.join(", ") || "it tells none");
      },
    },
    {
      id: "forwarding-type",
      question: "How does a timeline call a period that somebody forwards?",
      assumed: undefined,
      settle: () => findForwardingType(scratch),
    },
    {
      id: "delay-unit",
      question: "In which unit does a delay of whole hours come back?",
      assumed: "minutes",
      async settle() {
        const path = `/v2/escalations/${encodeURIComponent(`${subject.name}-policy`)}`;
        const reply = await scratch.ask("GET", path, undefined, { identifierType: "name" });
        if (reply.status >= 300) return giveUp("the scratch escalation policy could not be read");
        const rule = readList(readThing(reply.body), "rules").at(-1);
        const unit = readText(rule?.["delay"], "timeUnit");
        return unit === undefined
          ? giveUp("the delay came without a unit")
          : conclude(unit, `it came back in ${unit}`);
      },
    },
  ];
}

function nameField([name, value]: readonly [string, JsonValue]): string {
  const [first] = Array.isArray(value) ? value : [];
  const form = first === undefined ? "empty" : typeof first === "string" ? "strings" : "objects";
  return `${name} ${form}`;
}

/** The probe makes no forwarding rule, which would send somebody's alerts elsewhere: it looks at the schedules of the roster. */
async function findForwardingType(scratch: Scratch) {
  const { words, subject } = scratch;
  const types = new Set<string>();
  for (const { schedule } of subject.roster.opsgenie?.schedules.values() ?? []) {
    const id = readText(await words.findSchedule(schedule), "id");
    if (id === undefined) continue;
    const reply = await scratch.ask("GET", `/v2/schedules/${encodeURIComponent(id)}/timeline`, undefined, {
      ...{ interval: "4", intervalUnit: "weeks", expand: "forwarding" },
    });
    for (const row of readList(readThing(reply.body)["finalTimeline"], "rotations"))
      for (const period of readList(row, "periods")) types.add(readText(period, "type") ?? "");
  }
  const [type] = [...types].filter((each) => !KNOWN_TYPES.includes(each));
  return type === undefined
    ? giveUp(
        "nobody forwards their alerts in the coming four weeks of the roster's schedules, and the probe makes no forwarding rule: it would send somebody's alerts elsewhere",
      )
    : conclude(type, `a period of the roster's schedules had the type ${type}`);
}
