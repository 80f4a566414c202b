/**
 * Asks questions at the terminal. Prompts are drawn on stderr, because stdout is for the command's answer. Callers check
 * first that somebody is there: inquirer takes a piped `y` for consent.
 */
import type { Ask, Asked, ChoiceQuestion, CodeQuestion, TextQuestion, YesQuestion } from "./edges.ts";

type Prompts = typeof import("./prompts.ts")["PROMPTS"];
interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}
type Paint = (text: string) => string;

/** How many choices are shown at a time. */
const PAGE = 10;

export const ask: Ask = {
  text: ({ message, colour, preset, wrong }: TextQuestion) =>
    draw(({ input }, streams) => {
      const validate = (answer: string) => wrong(answer) ?? true;
      const theme = buildTheme(colour);
      return input({ message, validate, theme, ...(preset !== undefined && { default: preset }) }, streams);
    }),
  choice: ({ message, colour, preset, choices }: ChoiceQuestion) =>
    draw(({ select }, streams) =>
      select(
        {
          message,
          choices: choices.map(({ value, line, short }) => ({ value, name: line, short })),
          ...(preset !== undefined && { default: preset }),
          pageSize: PAGE,
          loop: false,
          theme: buildTheme(colour),
        },
        streams,
      ),
    ),
  yes: ({ message, colour, preset }: YesQuestion) =>
    draw(({ confirm }, streams) => confirm({ message, default: preset, theme: buildTheme(colour) }, streams)),
  code: (question) =>
    draw(async (prompts, streams) => {
      const ended = new AbortController();
      const end = () => ended.abort();
      question.ending.addEventListener("abort", end);
      streams.signal.addEventListener("abort", end);
      try {
        await dropTypedAhead(streams.input);
        // Not even drawn: the terminal may be gone.
        if (question.ending.aborted) return undefined;
        return await codePrompt(prompts)(question, { ...streams, signal: ended.signal });
      } catch (error) {
        if (!question.ending.aborted) throw error;
        return undefined;
      } finally {
        question.ending.removeEventListener("abort", end);
      }
    }),
};

/** Loads the prompts, which takes 40 ms, and draws one on stderr. */
async function draw<Value>(
  put: (prompts: Prompts, streams: Streams) => Promise<Value>,
): Promise<Asked<Value>> {
  const { PROMPTS } = await import("./prompts.ts");
  const ending = new AbortController();
  const watch = watchForEnd(process.stdin, () => ending.abort());
  try {
    const streams = { input: process.stdin, output: process.stderr, signal: ending.signal };
    return { kind: "answer", value: await put(PROMPTS, streams) };
  } catch (error) {
    if (!(error instanceof Error && /^(ExitPrompt|AbortPrompt)Error$/.test(error.name))) throw error;
    return { kind: "given-up" };
  } finally {
    watch.stop();
    // After Ctrl-Z, readline believes its input is paused and leaves it open: the program would never end.
    process.stdin.pause();
  }
}

/** Drops what was typed before the question: an impatient Enter would say that no code came. */
async function dropTypedAhead(input: NodeJS.ReadStream): Promise<void> {
  input.resume();
  // Reading starts in one turn of the event loop, and pending input arrives in the next.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** An input line with live lines below it, which none of inquirer's own prompts has. */
function codePrompt({
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
}: Prompts) {
  return createPrompt<string, CodeQuestion>(({ message, colour, live, wrong }, done) => {
    const theme = makeTheme({}, buildTheme(colour));
    const [status, setStatus] = useState<"idle" | "done">("idle");
    const [value, setValue] = useState("");
    const [error, setError] = useState("");
    const [lines, setLines] = useState(live.lines().join("\n"));
    const prefix = usePrefix({ status, theme });
    useEffect((readline) => {
      // Setting the mode of a closed terminal fails; unhandled, that would end the program before it hangs up a call.
      readline.on("error", () => undefined);
      // Otherwise it stays paused after Ctrl-Z and `fg`, and Ctrl-D ends nothing.
      readline.on("SIGCONT", () => readline.resume());
      return live.watch(() => setLines(live.lines().join("\n")));
    }, []);
    useKeypress((key, readline) => {
      if (status === "done") return;
      if (!isEnterKey(key)) {
        setValue(readline.line);
        return;
      }
      const found = wrong(value);
      setValue("");
      if (found === undefined) {
        setStatus("done");
        done(value);
      } else setError(found);
    });
    // The code has been used, and does not belong in the scrollback or a recording.
    const shown = status === "done" ? "" : value;
    const under = status === "done" ? [] : [...(error === "" ? [] : [theme.style.error(error)]), lines];
    return [`${prefix} ${theme.style.message(message, status)} ${shown}`, under.join("\n")];
  });
}

/**
 * Inquirer does not notice the end of the input (Ctrl-D, a closed terminal): its promise stays open, Node finds nothing
 * to wait for, and the program ends as if all were well. Nor does it continue after Ctrl-Z and `fg`, because readline
 * stays paused.
 */
function watchForEnd(input: NodeJS.ReadStream, end: () => void): { readonly stop: () => void } {
  let isEndKey = false;
  const onKey = (_text: string | undefined, key: { readonly ctrl?: boolean; readonly name?: string }) => {
    isEndKey = key.ctrl === true && key.name === "d";
  };
  const onPause = () => {
    // An answered prompt pauses too, and stops watching before this runs.
    const rested = setImmediate(() => (isEndKey ? end() : input.resume()));
    resting.add(rested);
  };
  const resting = new Set<NodeJS.Immediate>();
  input.on("keypress", onKey);
  input.on("pause", onPause);
  input.on("end", end);
  return {
    stop: () => {
      for (const rested of resting) clearImmediate(rested);
      input.off("keypress", onKey);
      input.off("pause", onPause);
      input.off("end", end);
    },
  };
}

/** Inquirer looks at stdout for colours; these prompts are on stderr, and the command's flags decide. */
function buildTheme(colour: boolean) {
  const { styleText } = process.getBuiltinModule("node:util");
  const paint =
    (style: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      colour ? styleText(style, text, { validateStream: false }) : text;
  return {
    prefix: { idle: paint("blue")("?"), done: paint("green")("✔") },
    style: {
      answer: paint("cyan"),
      message: paint("bold"),
      error: (text: string) => paint("red")(`> ${text}`),
      defaultAnswer: (text: string) => paint("dim")(`(${text})`),
      highlight: paint("cyan"),
      description: paint("dim"),
      disabled: paint("dim"),
      keysHelpTip: (keys: [key: string, action: string][]) =>
        paint("dim")(keys.map(([key, action]) => `${key} ${action}`).join(", ")),
    },
  };
}
