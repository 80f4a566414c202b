/**
 * Questions of a command to whoever sits at the terminal: a message and what makes a value of the answer in, the value
 * out. Nobody is asked unless they can see the question and answer it themselves (cli.md, "Prompts").
 */
import type { Asked, Choice, Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { type Answer, good } from "../../template/answer.ts";
import { colourLevel } from "./context.ts";
import type { GlobalFlags } from "./flags.ts";

export interface Asking {
  /** Something said between questions, in lines. */
  say(text: string): void;
  /** Asked again until `read` makes a value of the answer. `preset`: what an empty answer means. */
  value<Value>(message: string, read: (text: string) => Answer<Value>, preset?: string): Promise<Value>;
  /** The value of one of the choices; there has to be one. */
  choice(message: string, choices: readonly Choice[], preset?: string): Promise<string>;
  /** With `--yes` it is, without a question. */
  yes(message: string, preset: boolean): Promise<boolean>;
}

/** Undefined where nobody can be asked: no terminal, or `--no-input`. `undone`: what is told whoever gives up. */
export function askingOf(
  edges: Edges,
  flags: Pick<GlobalFlags, "color" | "input" | "yes">,
  undone = "nothing was written",
): Asking | undefined {
  if (!edges.interactive || !flags.input) return undefined;
  const answered = <Value>(asked: Asked<Value>) => answerIn(asked, undone);
  const colour = colourLevel(edges.stderr, edges.env, flags.color) > 0;
  return {
    say: (text) => edges.stderr.write(text),
    async value(message, read, preset) {
      const wrong = (text: string) => {
        const answer = read(text);
        return answer.kind === "good" ? undefined : forTerminal(`${answer.message}: ${answer.help}`);
      };
      const question = { message: forTerminal(message), colour, preset, wrong };
      const answer = read(answered(await edges.ask.text(question)));
      if (answer.kind === "good") return answer.value;
      throw new Fault(EXIT.usage, answer.message, answer.help);
    },
    async choice(message, choices, preset) {
      const safe = choices.map(({ value, line, short }) => {
        return { value, line: forTerminal(line), short: forTerminal(short) };
      });
      const question = { message: forTerminal(message), colour, preset, choices: safe };
      return answered(await edges.ask.choice(question));
    },
    async yes(message, preset) {
      if (flags.yes === true) return true;
      return answered(await edges.ask.yes({ message: forTerminal(message), colour, preset }));
    },
  };
}

function answerIn<Value>(asked: Asked<Value>, undone: string): Value {
  switch (asked.kind) {
    case "answer":
      return asked.value;
    case "given-up":
      throw new Fault(EXIT.interrupted, `given up: ${undone}`);
  }
}

/** An answer that may be empty; undefined then. */
export function orNothing<Value>(
  read: (text: string) => Answer<Value>,
): (text: string) => Answer<Value | undefined> {
  return (text) => (text.trim() === "" ? good(undefined) : read(text));
}

/** The same things in the order that somebody gives them, one question for each place but the last. */
export async function inOrder(
  asking: Asking,
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
