/** Asks questions at a terminal. Nobody is asked who cannot see the question and type an answer (cli.md, "Prompts"). */
import type { Asked, Choice, Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { type Answer, accept } from "../../template/answer.ts";
import { colourLevel } from "./context.ts";
import type { GlobalFlags } from "./flags.ts";

export interface Prompter {
  /** Prints lines between questions. */
  say(text: string): void;
  /** Asks again until `read` accepts the answer. `preset`: what an empty answer means. */
  value<Value>(message: string, read: (text: string) => Answer<Value>, preset?: string): Promise<Value>;
  /** Asks for one of the choices, of which there must be at least one. */
  choice(message: string, choices: readonly Choice[], preset?: string): Promise<string>;
  /** Answers yes without asking if `--yes` was given. */
  yes(message: string, preset: boolean): Promise<boolean>;
}

/** Undefined if nobody can be asked: no terminal, or `--no-input`. `undone` says what Ctrl-C left undone. */
export function buildAsking(
  edges: Edges,
  flags: Pick<GlobalFlags, "color" | "input" | "yes">,
  undone = "nothing was written",
): Prompter | undefined {
  if (!edges.interactive || !flags.input) return undefined;
  const unwrap = <Value>(asked: Asked<Value>) => unwrapAnswer(asked, undone);
  const colour = colourLevel(edges.stderr, edges.env, flags.color) > 0;
  return {
    say: (text) => edges.stderr.write(text),
    async value(message, read, preset) {
      const wrong = (text: string) => {
        const answer = read(text);
        return answer.kind === "good" ? undefined : forTerminal(`${answer.message}: ${answer.help}`);
      };
      const question = { message: forTerminal(message), colour, preset, wrong };
      const answer = read(unwrap(await edges.ask.text(question)));
      if (answer.kind === "good") return answer.value;
      throw new Fault(EXIT.usage, answer.message, answer.help);
    },
    async choice(message, choices, preset) {
      const safe = choices.map(({ value, line, short }) => {
        return { value, line: forTerminal(line), short: forTerminal(short) };
      });
      const question = { message: forTerminal(message), colour, preset, choices: safe };
      return unwrap(await edges.ask.choice(question));
    },
    async yes(message, preset) {
      if (flags.yes === true) return true;
      return unwrap(await edges.ask.yes({ message: forTerminal(message), colour, preset }));
    },
  };
}

function unwrapAnswer<Value>(asked: Asked<Value>, undone: string): Value {
  switch (asked.kind) {
    case "answer":
      return asked.value;
    case "given-up":
      throw new Fault(EXIT.interrupted, `cancelled; ${undone}`);
  }
}

/** Also accepts an empty answer, as undefined. */
export function allowEmpty<Value>(
  read: (text: string) => Answer<Value>,
): (text: string) => Answer<Value | undefined> {
  return (text) => (text.trim() === "" ? accept(undefined) : read(text));
}

/** Asks for the order of some choices, one question for each place but the last. */
export async function askOrder(
  asking: Prompter,
  choices: readonly Choice[],
  message: (place: number) => string,
): Promise<readonly string[]> {
  const order: string[] = [];
  let left = choices;
  while (left.length > 1) {
    const next = await asking.choice(message(order.length), left);
    order.push(next);
    left = left.filter(({ value }) => value !== next);
  }
  return [...order, ...left.map(({ value }) => value)];
}
