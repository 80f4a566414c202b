/** Answers the questions of a command as a test says. */
import type { Ask } from "../../src/edge/edges.ts";
import type { World } from "./world.ts";

/** A user who gives the prepared answers; questions and answers are written to the stream. */
export function askOf(answers: NonNullable<World["answers"]>, write: (text: string) => void): Ask {
  let next = 0;
  const given = (drawn?: readonly string[]) => {
    const answer = next < answers.length ? answers[next] : "^C";
    return typeof answer === "function" ? answer(drawn) : answer;
  };
  const typed = (message: string, answer = given() ?? "^C") => {
    next += 1;
    write(`? ${message}${answer === "" ? "" : ` ${answer}`}\n`);
    return answer;
  };
  return {
    async text({ message, preset, wrong }) {
      for (;;) {
        const answer = typed(preset === undefined ? message : `${message} (${preset})`);
        if (answer === "^C") return { kind: "given-up" };
        const value = answer || (preset ?? "");
        const complaint = wrong(value);
        if (complaint === undefined) return { kind: "answer", value };
        write(`> ${complaint}\n`);
      }
    },
    async code({ message, live, wrong, ending }) {
      const drawn = new Set<string>();
      const draw = () => {
        for (const line of live.lines().filter((each) => !drawn.has(each))) write(`  | ${line}\n`);
        for (const line of live.lines()) drawn.add(line);
      };
      const unwatch = live.watch(draw);
      draw();
      try {
        for (;;) {
          const answer = given([...drawn]);
          if (ending.aborted) return { kind: "answer", value: undefined };
          if (answer === undefined) {
            await new Promise((resolve) => setImmediate(resolve));
            continue;
          }
          typed(message, answer);
          if (answer === "^C") return { kind: "given-up" };
          const complaint = wrong(answer);
          if (complaint === undefined) return { kind: "answer", value: answer };
          write(`> ${complaint}\n`);
        }
      } finally {
        unwatch();
      }
    },
    async choice({ message, choices, preset }) {
      write(choices.map(({ line }) => `  ${line}\n`).join(""));
      const answer = typed(message);
      if (answer === "^C") return { kind: "given-up" };
      const value = answer || (preset ?? choices[0]?.value);
      const chosen = choices.find((choice) => choice.value === value || choice.short === value);
      if (chosen === undefined) throw new Error(`${value} is no choice`);
      return { kind: "answer", value: chosen.value };
    },
    async yes({ message, preset }) {
      const answer = typed(`${message} (${preset ? "Y/n" : "y/N"})`);
      if (answer === "^C") return { kind: "given-up" };
      return { kind: "answer", value: answer === "" ? preset : answer === "y" };
    },
  };
}
