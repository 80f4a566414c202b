/** Tries how escalation policies behave, on one that nothing leads to, and that notifies a schedule with nobody on call. */
import type { JsonMap } from "../../text/json.ts";
import { readList } from "../fields.ts";
import type { ProbePoint } from "../probe.ts";
import { remember } from "../remember.ts";
import type { Scratch } from "./scratch.ts";
import { conclude, giveUp } from "./words.ts";

/** How a service words the delay of a step. */
export interface DelayWords {
  write(minutes: number): object;
  /** Minutes; undefined: it has another form. */
  read(rule: JsonMap): number | undefined;
}

/** The secondary is notified after these. */
const NEEDED = 720;
const LONGER = [1440, 10_080, 43_200];

export function listEscalationPoints(scratch: Scratch, delays: DelayWords): readonly ProbePoint[] {
  const { words } = scratch;
  const rule = (minutes: number) => ({
    condition: "if-not-acked",
    notifyType: "default",
    ...delays.write(minutes),
    recipient: { type: "schedule", id: scratch.id() },
  });
  const make = remember(() => scratch.makeEscalation([rule(0), rule(NEEDED)]));
  const read = async () => {
    const path = `${words.escalations}/${encodeURIComponent(await make())}`;
    return scratch.look(async () => {
      const reply = await scratch.ask("GET", path);
      return reply.status < 300 ? readList(words.readThing(reply.body), "rules") : undefined;
    });
  };
  const change = async (minutes: readonly number[]) => {
    const path = `${words.escalations}/${encodeURIComponent(await make())}`;
    const body = { name: `${scratch.subject.name}-policy`, rules: minutes.map(rule) };
    return scratch.ask("PATCH", path, body);
  };
  return [
    {
      id: "rules-order",
      question: "In which order do the steps of an escalation policy come back?",
      assumed: "kept",
      async settle() {
        const minutes = (await read()).map((each) => delays.read(each));
        if (minutes.length !== 2) return conclude("otherwise", `of two steps ${minutes.length} came back`);
        return minutes[0] === 0
          ? conclude("kept", "they came back in the order in which they were sent")
          : conclude("reversed", "they came back in another order: oncall sorts them by their delays");
      },
    },
    {
      id: "longest-delay",
      question: `Which delays may a step have? oncall needs ${NEEDED} minutes.`,
      assumed: undefined,
      async settle() {
        const accepted: number[] = [];
        for (const minutes of [NEEDED, ...LONGER]) {
          const { status } = await change([0, minutes]);
          if (status >= 300)
            return conclude(
              accepted.length === 0 ? `less than ${NEEDED}` : `${accepted.at(-1)}`,
              `${minutes} minutes were refused with ${status}`,
            );
          accepted.push(minutes);
        }
        return conclude(`${accepted.at(-1)} or more`, `all of ${accepted.join(", ")} minutes were accepted`);
      },
    },
    {
      id: "rules-change",
      question: "Do the steps in a change of an escalation policy replace all that it has?",
      assumed: "replaced",
      async settle() {
        await make();
        const { status } = await change([60]);
        if (status >= 300) return giveUp(`the change was refused with ${status}`);
        await scratch.settle();
        const { length } = await read();
        return length === 1
          ? conclude("replaced", "of two steps the one that was sent remained")
          : conclude("otherwise", `there were ${length} steps then`);
      },
    },
  ];
}
