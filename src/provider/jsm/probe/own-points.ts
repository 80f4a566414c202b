/** Tries what Jira Service Management alone has: aliases that it makes itself, rights of tokens, pages, and names. */
import { readInstant, readList, readText } from "../../fields.ts";
import { tryEndDate } from "../../probe/rotations.ts";
import type { Scratch } from "../../probe/scratch.ts";
import { conclude, formatDate, giveUp } from "../../probe/words.ts";
import type { ProbePoint } from "../../probe.ts";
import { findAccount } from "../accounts.ts";
import type { JsmWords } from "./words.ts";

const HOUR = 60;
const NOON = 12 * HOUR;

export function listOwnPoints(scratch: Scratch, words: JsmWords): readonly ProbePoint[] {
  const { at, subject } = scratch;
  const overrides = () => `${scratch.path()}/overrides`;
  return [
    {
      id: "same-post",
      question: "What does a second POST of the same override do?",
      assumed: undefined,
      async settle() {
        const span = { who: "nobody", start: at(1, 0, NOON), end: at(1, 1, NOON) } as const;
        const first = await scratch.addOverride(span);
        await scratch.settle();
        const { status, body } = await scratch.ask("POST", overrides(), scratch.writeOverride(span));
        if (status === 409) return conclude("conflict", "it was refused with 409");
        if (status >= 300) return conclude(`${status}`, `it was refused with ${status}`);
        const second = readText(body, "alias");
        return second === first
          ? conclude("one", "it answered with the one that was there")
          : conclude("two", "it made another one: oncall looks before it repeats a request");
      },
    },
    {
      id: "bound-to",
      question: "How does an override for all rotations show them?",
      assumed: undefined,
      async settle() {
        const key = await scratch.addOverride({
          who: "nobody",
          start: at(1, 2, NOON),
          end: at(1, 3, NOON),
          isForAll: true,
        });
        const { rotationIds } = await scratch.readOverride(key);
        if (rotationIds === undefined || rotationIds === null)
          return conclude("null", "rotationIds came without a value");
        return Array.isArray(rotationIds) && rotationIds.length > 0
          ? conclude("all", "rotationIds had all of them")
          : conclude("empty", "rotationIds came empty");
      },
    },
    {
      id: "delete-right",
      question: "May this token delete?",
      assumed: "yes",
      async settle() {
        const key = await scratch.addOverride({ who: "nobody", start: at(1, 4, NOON), end: at(1, 5, NOON) });
        const { status } = await scratch.ask("DELETE", `${overrides()}/${encodeURIComponent(key)}`);
        if (status < 300)
          return conclude(
            "yes",
            `an override was deleted, with ${status}; say in the issue whether your token has scopes`,
          );
        return conclude(
          "no",
          `deleting an override answered ${status}; say in the issue which scopes your token has`,
        );
      },
    },
    {
      id: "end-date-empty",
      question: "Does an empty end date in a change clear it?",
      assumed: undefined,
      settle: () => tryEndDate(scratch, ""),
    },
    {
      id: "names",
      question: "May two schedules have one name if they do not belong to the same team?",
      assumed: undefined,
      async settle() {
        const { status } = await scratch.makeTwin({});
        if (status < 300) return conclude("team", "one of no team was made beside that of the team");
        return status === 409
          ? conclude("site", "one of no team was refused with 409: its name was taken")
          : giveUp(`one of no team was refused with ${status}`);
      },
    },
    {
      id: "pages",
      question: "How is the address of the next page written?",
      assumed: "relative",
      async settle() {
        for (const day of [0, 2])
          await scratch.addOverride({ who: "nobody", start: at(2, day, NOON), end: at(2, day + 1, NOON) });
        await scratch.settle();
        const { body } = await scratch.ask("GET", overrides(), undefined, { size: "1" });
        const next = readText(body["links"], "next");
        if (next === undefined) return conclude("none", "a page of one came without the address of the next");
        if (!URL.canParse(next)) return conclude("relative", "it was written without a host");
        const own = new URL(words.url).host;
        return new URL(next).host === own
          ? conclude("absolute", "it was written with the host of the API")
          : conclude("elsewhere", "it named another host; oncall follows only its query");
      },
    },
    {
      id: "page-size",
      question: "How many items has a page at most?",
      assumed: undefined,
      async settle() {
        const { body } = await scratch.ask("GET", overrides(), undefined, { size: "50" });
        const count = readList(body, "values").length;
        return readText(body["links"], "next") === undefined
          ? giveUp(`all of the ${count} overrides came on one page`)
          : conclude(`${count}`, `with \`size=50\` a page had ${count}`);
      },
    },
    {
      id: "errors",
      question: "Which form has an error?",
      assumed: undefined,
      async settle() {
        const start = formatDate(at(1, 0, NOON));
        const body = { responder: { type: "noone" }, startDate: start, endDate: start };
        const reply = await scratch.ask("POST", overrides(), body);
        if (reply.status < 300) return giveUp("an override without length was accepted");
        const form = Object.keys(reply.body).filter((key) => ["errors", "message", "title"].includes(key))[0];
        return conclude(
          form ?? "other",
          `${reply.status} with ${Object.keys(reply.body).join(", ") || "no body"}`,
        );
      },
    },
    {
      id: "past-periods",
      question: "Which type has a period that is past?",
      assumed: undefined,
      async settle() {
        const id = await subject.http.sleep(2000);
        const timeline = await scratch.demand("GET", `${scratch.path()}/timeline`, undefined, {
          ...{ interval: "1", intervalUnit: "weeks" },
        });
        const rows = readList(timeline["finalTimeline"], "rotations").filter(
          (row) => readText(row, "id") !== id,
        );
        const now = subject.now();
        const past = rows
          .flatMap((row) => readList(row, "periods"))
          .filter((period) => (readInstant(period, "endDate") ?? now + 1) <= now);
        const [type] = past.flatMap((period) => readText(period, "type") ?? []);
        return type === undefined
          ? giveUp("no period was past")
          : conclude(type, `one that had ended had the type ${type}`);
      },
    },
    {
      id: "foreign-contacts",
      question: "May this token read the contacts of others?",
      assumed: undefined,
      settle: () => tryContacts(scratch, words),
    },
  ];
}

/** Of somebody else in the roster whom the site shows. Nothing of them is in the report. */
async function tryContacts(scratch: Scratch, { api, person }: JsmWords) {
  const { roster } = scratch.subject;
  for (const each of roster.people.values()) {
    const found = await findAccount(api, each.id, each);
    if (found.kind === "missing" || found.id === person) continue;
    const { status } = await scratch.ask("GET", "/users/contacts", undefined, { targetAccountId: found.id });
    return status < 300
      ? conclude("yes", "those of somebody else in the roster were shown")
      : conclude("no", `those of somebody else in the roster answered ${status}`);
  }
  return giveUp("the site shows nobody of the roster but yourself");
}
