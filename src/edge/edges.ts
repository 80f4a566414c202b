/** The world as the program sees it: every clock, file, stream and process goes through here, so that tests can stand in for it. */
import type { Agent } from "node:https";
import type { Instant, Zone } from "../time/zone.ts";
import type { Git } from "./git/model.ts";
import type { Created, Replaced } from "./replace.ts";

/** A file as bytes, or why there are none. */
export type FileRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "directory" }
  | { readonly kind: "link" }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface Files {
  /** Standard input to its end, at most `limit` bytes. */
  readInput(limit: number): FileRead;
  /** At most `limit` bytes; a larger file is not read. `followLinks` false answers "link" for a symbolic link. */
  read(path: string, limit: number, options?: { readonly followLinks?: boolean }): FileRead;
  /** Whether anything bears that name, be it a link that leads nowhere. */
  exists(path: string): boolean;
  /** Where the path leads when all links are followed; the path itself where it leads nowhere. */
  real(path: string): string;
  /** Writes a file that is not there yet, and the folders it lies in, whole or not at all. */
  create(path: string, bytes: Uint8Array): Created;
  /** Writes a file anew if it still holds `expected`, whole or not at all. */
  replace(path: string, bytes: Uint8Array, expected: Uint8Array): Replaced;
}

/** Texts are one line in lower case without the file's name, which is "it". */
export type Locked<T> =
  | { readonly kind: "done"; readonly value: T }
  /** Somebody else had it all the time. */
  | { readonly kind: "busy"; readonly reason: string; readonly help: string }
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

/** One at a time, over all processes of this machine. */
export interface Lock {
  /** Runs `work` while nobody else holds the lock of that file; what it throws is thrown on. Not to be nested. */
  hold<Value>(path: string, work: () => Value): Promise<Locked<Value>>;
}

/** A stream to write to, and what it is connected to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width of the terminal; 80 where it cannot be known. */
  readonly columns: number;
}

/** What somebody at the terminal answered. */
export type Asked<Value> =
  | { readonly kind: "answer"; readonly value: Value }
  /** Ctrl-C, or the end of the input. */
  | { readonly kind: "given-up" };

/** Questions and choices are one line each, safe for a terminal. */
interface Question {
  readonly message: string;
  readonly colour: boolean;
}

export interface TextQuestion extends Question {
  /** What an empty answer means; undefined: the empty text. */
  readonly preset: string | undefined;
  /** What is wrong with an answer, in one line: it is asked again then; undefined if it is good. */
  readonly wrong: (answer: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  /** As the list has it. */
  readonly line: string;
  /** As it stands behind the question once it is chosen. */
  readonly short: string;
}

export interface ChoiceQuestion extends Question {
  /** Not empty. */
  readonly choices: readonly Choice[];
  /** Where the cursor stands first; undefined: on the first. */
  readonly preset: string | undefined;
}

export interface YesQuestion extends Question {
  /** What an empty answer means. */
  readonly preset: boolean;
}

/** Lines that change while a question waits for its answer. */
export interface Live {
  lines(): readonly string[];
  /** Told of each change; gives what ends that. */
  watch(changed: () => void): () => void;
}

export interface CodeQuestion extends Question {
  /** Drawn under the question. */
  readonly live: Live;
  /** What is wrong with an answer, in one line: it is asked again then; undefined: the question is settled. */
  readonly wrong: (answer: string) => string | undefined;
  /** Ends the question without an answer. */
  readonly ending: AbortSignal;
}

/** Questions to whoever sits at the terminal, drawn on stderr; to be asked only where Edges says `interactive`. */
export interface Ask {
  /** Undefined: it was ended from outside. */
  code(question: CodeQuestion): Promise<Asked<string | undefined>>;
  text(question: TextQuestion): Promise<Asked<string>>;
  /** The value of one of the choices. */
  choice(question: ChoiceQuestion): Promise<Asked<string>>;
  yes(question: YesQuestion): Promise<Asked<boolean>>;
}

/** For libraries that send requests themselves. */
export interface Proxies {
  /** What connects to that address through its proxy; undefined where it has none. */
  agentFor(url: string, options: object): Promise<Agent | undefined>;
  /** Runs `act` as if `HTTP_PROXY` were not set: Twilio's SDK would send https there, whatever `NO_PROXY` says. */
  hideHttpProxy<Value>(act: () => Value): Value;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
}

export type HttpAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly header: (name: string) => string | undefined;
      readonly text: string;
    }
  /** In a few words, with nothing in them of what was sent. What was asked for may have been done all the same. */
  | { readonly kind: "failed"; readonly reason: string };

/** The network, for the commands that talk to a service. Proxies are honoured as curl honours them. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Or until it is ended. */
  sleep(ms: number, ending?: AbortSignal): Promise<void>;
}

/** What was sent to whom, and when, over all processes of this user on this machine. */
export interface Recently {
  /**
   * Takes the turn to send to a number, if nobody has taken it in the last `within` milliseconds: 0 then; else how many
   * are left. Where nothing can be remembered it is 0.
   */
  claim(number: string, at: Instant, within: number): number;
}

export interface Edges {
  /** Absolute path of the working directory; undefined where it has been deleted, or cannot be told. */
  readonly cwd: string | undefined;
  /** Absolute path of the folder that oncall is installed in: its package.json lies there. */
  readonly home: string;
  readonly env: Environment;
  now(): Instant;
  zoneOf(name: string): Zone | undefined;
  /** The release of the time zone data that zones are read from, such as `2025b`. */
  readonly zoneData: string;
  /** How people call a zone at an instant, in English: `EST`; where they have no name for it, `GMT+1`. */
  shortName(zone: Zone, instant: Instant): string;
  /** The zone of whoever sits at the terminal. */
  viewerZone(): Zone;
  readonly files: Files;
  readonly git: Git;
  readonly lock: Lock;
  readonly http: Http;
  readonly proxies: Proxies;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly ask: Ask;
  readonly recently: Recently;
  /** Six digits that nobody can foresee. */
  code(): string;
  /** Told when somebody wants the program to stop (Ctrl-C, a job that is cancelled), which then does not stop by itself. */
  onInterrupt(told: () => void): () => void;
  /** Whether somebody can be asked: stdin and stderr are terminals. What comes through a pipe is nobody's consent. */
  readonly interactive: boolean;
}
