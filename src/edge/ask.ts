/**
 * The prompts: questions in, what somebody at the terminal answers out. Drawn on stderr, so that stdout has the answer of
 * the command and nothing else; whether anybody may be asked is decided by those who ask (inquirer takes a piped
 * `y` for consent).
 */
import type { Ask, Asked, ChoiceQuestion, CodeQuestion, TextQuestion, YesQuestion } from "./edges.ts";

type Prompts = typeof import("./prompts.ts")["PROMPTS"];
interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}
type Paint = (text: string) => string;

/** As many choices as are shown at a time. */
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
        // Not even drawn then: the terminal may be what has gone away.
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
    // Behind Ctrl-Z readline takes its input for resting, and leaves it open: the program would never end.
    process.stdin.pause();
  }
}

/** What was typed before there was a question is no answer: an Enter of those who wait would say that no code comes. */
async function dropTypedAhead(input: NodeJS.ReadStream): Promise<void> {
  input.resume();
  // Reading begins in one turn of the loop, and what lies there comes in the next.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A line to type in, and lines under it that go on changing meanwhile: none of inquirer's own prompts has them. */
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
    const [complaint, setComplaint] = useState("");
    const [lines, setLines] = useState(live.lines().join("\n"));
    const prefix = usePrefix({ status, theme });
    useEffect((readline) => {
      // A terminal that has gone away takes no mode any more; unheard, that would end the program before a call is hung up.
      readline.on("error", () => undefined);
      // Else it takes itself for resting behind Ctrl-Z and `fg`, and Ctrl-D ends nothing then.
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
      } else setComplaint(found);
    });
    // It is used then, and has no business in what is scrolled back to or recorded.
    const shown = status === "done" ? "" : value;
    const under =
      status === "done" ? [] : [...(complaint === "" ? [] : [theme.style.error(complaint)]), lines];
    return [`${prefix} ${theme.style.message(message, status)} ${shown}`, under.join("\n")];
  });
}

/**
 * Inquirer does not hear that the input has ended (Ctrl-D, a terminal that goes away): its promise stays open, Node finds
 * nothing left to wait for, and the program ends as if all were well. Nor does it go on after Ctrl-Z and `fg`, because
 * readline then rests until somebody reads on.
 */
function watchForEnd(input: NodeJS.ReadStream, end: () => void): { readonly stop: () => void } {
  let isEndKey = false;
  const onKey = (_text: string | undefined, key: { readonly ctrl?: boolean; readonly name?: string }) => {
    isEndKey = key.ctrl === true && key.name === "d";
  };
  const onPause = () => {
    // An answered prompt rests too, and is told to stop watching before this runs.
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

/** Inquirer asks stdout whether it has colours; these prompts are on stderr, and the flags of the command decide. */
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
