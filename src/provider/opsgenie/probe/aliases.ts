/** Tries the aliases of overrides, by which oncall knows its own. */
import { EXIT, Fault } from "../../../fault.ts";
import { readInstant, readText } from "../../fields.ts";
import type { Scratch } from "../../probe/scratch.ts";
import { conclude, giveUp, Unanswered } from "../../probe/words.ts";
import type { ProbePoint } from "../../probe.ts";

const HOUR = 60;

/** As oncall writes them, then longer. */
const LENGTHS = [64, 255, 512, 1024];
/** oncall uses the first alone. */
const CHARACTERS = ["-", "_", ".", ":", " ", "/", "é", "%"];

export function listAliasPoints(scratch: Scratch): readonly ProbePoint[] {
  const { at, subject } = scratch;
  const own = subject.name;
  const overrides = () => `${scratch.path()}/overrides`;
  const post = (alias: string, day: number, hours = 1, isForAll = false) => {
    const span = {
      who: "nobody",
      start: at(1, day, 2 * HOUR),
      end: at(1, day, (2 + hours) * HOUR),
      isForAll,
    } as const;
    return scratch.ask("POST", overrides(), scratch.writeOverride(span, { alias }));
  };
  return [
    {
      id: "existing-alias",
      question: "What does a POST of an override do whose alias exists?",
      assumed: undefined,
      async settle() {
        const alias = `${own}-twice`;
        const first = await post(alias, 0);
        if (first.status >= 300) return giveUp(`the first one was refused with ${first.status}`);
        const { status } = await post(alias, 0, 3);
        if (status >= 300)
          return conclude(
            `${status}`,
            `it was refused with ${status}; oncall looks for it and puts it right`,
          );
        await scratch.settle();
        const end = readInstant(await scratch.readOverride(alias), "endDate");
        return end === at(1, 0, 5 * HOUR)
          ? conclude("update", `it was answered with ${status}, and changed the one that existed`)
          : conclude("ignored", `it was answered with ${status}, and changed nothing`);
      },
    },
    {
      id: "alias-length",
      question: "How long may an alias be?",
      assumed: undefined,
      async settle() {
        let longest = 0;
        for (const [index, length] of LENGTHS.entries()) {
          const { status } = await post(`${own}-${"x".repeat(length - own.length - 1)}`, 1 + index);
          if (status >= 300)
            return conclude(
              `${longest}`,
              `${length} characters were refused with ${status}, ${longest} were accepted`,
            );
          longest = length;
        }
        return conclude(`${longest} or more`, `${longest} characters were accepted`);
      },
    },
    {
      id: "alias-characters",
      question: "Which characters may an alias have?",
      assumed: undefined,
      async settle() {
        const refused: string[] = [];
        for (const character of CHARACTERS) {
          const alias = `${own}-a${character}b`;
          const { status } = await post(alias, 5);
          const isThere = status < 300 && (await isFound(scratch, alias));
          if (!isThere) refused.push(character === " " ? "space" : character);
        }
        if (refused.length === 0)
          return conclude("any", `all of ${CHARACTERS.join("")} were accepted, and found again`);
        return conclude(`without ${refused.join(" ")}`, `refused, or not found again: ${refused.join(" ")}`);
      },
    },
    {
      id: "made-alias",
      question: "Which form has an alias that nobody chose?",
      assumed: undefined,
      async settle() {
        const span = { who: "nobody", start: at(1, 6, 2 * HOUR), end: at(1, 6, 3 * HOUR) } as const;
        const alias = await scratch.addOverride(span);
        if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(alias))
          return conclude(
            "uuid",
            "an override without an alias got a UUID; those that are made in the browser can only be looked at there",
          );
        return conclude(
          "other",
          `an override without an alias got one of ${alias.length} characters that is no UUID`,
        );
      },
    },
    {
      id: "override-rotations",
      question: "Where does an override for all rotations show them?",
      assumed: undefined,
      async settle() {
        const alias = `${own}-rotations`;
        const { status } = await post(alias, 6, 2, true);
        if (status >= 300) return giveUp(`the override was refused with ${status}`);
        const alone = await scratch.readOverride(alias);
        const all = await scratch.words.listAll(overrides());
        const listed = all.find((each) => readText(each, "alias") === alias);
        const has = (value: typeof listed) => JSON.stringify(value ?? {}).includes('"rotations":[{');
        if (has(listed)) return conclude("listed", "in the list, and when it is asked for alone");
        return has(alone)
          ? conclude("alone", "only when it is asked for alone")
          : conclude("never", "nowhere");
      },
    },
  ];
}

async function isFound(scratch: Scratch, alias: string): Promise<boolean> {
  const override = await scratch.readOverride(alias).catch((error: unknown) => {
    if (error instanceof Fault && error.exit === EXIT.service && !(error instanceof Unanswered)) return {};
    throw error;
  });
  return readText(override, "alias") === alias;
}
