/** Declares everything that the program does to the outside world, so that tests can replace it. */
import type { Agent } from "node:https";
import type { Instant, Zone } from "../time/zone.ts";
import type { Git } from "./git/model.ts";
import type { Created, Replaced } from "./replace.ts";
import type { Writing, WrittenAll } from "./write-all.ts";

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
  /** Does not read a file of more than `limit` bytes. With `followLinks` false, a symbolic link is "link". */
  read(path: string, limit: number, options?: { readonly followLinks?: boolean }): FileRead;
  /** Whether there is anything of that name, even a dangling link. */
  exists(path: string): boolean;
  /** Whether it is a folder, or a link to one. */
  isFolder(path: string): boolean;
  /** The paths of files below a folder whose names are wanted, in no order; folder.ts says what is left out. */
  findBelow(folder: string, isWanted: (name: string) => boolean): readonly string[];
  /** The path with all links followed; the path itself if it leads nowhere. */
  real(path: string): string;
  /** Writes a new file, and the folders it is in, whole or not at all. */
  create(path: string, bytes: Uint8Array): Created;
  /** Replaces a file if it still holds `expected`, whole or not at all. */
  replace(path: string, bytes: Uint8Array, expected: Uint8Array): Replaced;
  /** Writes and deletes files that belong together. If one cannot be written, all are as they were. */
  writeAll(writing: Writing): WrittenAll;
}

/** Texts are one line in lower case without the file's name, which is "it". */
export type Locked<T> =
  | { readonly kind: "done"; readonly value: T }
  /** Somebody else held it all the time. */
  | { readonly kind: "busy"; readonly reason: string; readonly help: string }
  | { readonly kind: "failed"; readonly code: string; readonly reason: string };

/** Lets one process at a time change a file. */
export interface Lock {
  /** Runs `work` while holding the file's lock; what it throws is rethrown. Must not be nested. */
  hold<Value>(path: string, work: () => Value): Promise<Locked<Value>>;
}

/** A stream to write to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width of the terminal; 80 if it is unknown. */
  readonly columns: number;
}

/** What somebody at the terminal answered. */
export type Asked<Value> =
  | { readonly kind: "answer"; readonly value: Value }
  /** Ctrl-C, or the end of the input. */
  | { readonly kind: "given-up" };

/** Messages and choices are one line each, safe for a terminal. */
interface Question {
  readonly message: string;
  readonly colour: boolean;
}

export interface TextQuestion extends Question {
  /** What an empty answer means; undefined: the empty text. */
  readonly preset: string | undefined;
  /** What is wrong with an answer, in one line, before it is asked again; undefined if it is good. */
  readonly wrong: (answer: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  /** As shown in the list. */
  readonly line: string;
  /** As shown after the question once it is chosen. */
  readonly short: string;
}

export interface ChoiceQuestion extends Question {
  /** Not empty. */
  readonly choices: readonly Choice[];
  /** Where the cursor starts; undefined: on the first. */
  readonly preset: string | undefined;
}

export interface YesQuestion extends Question {
  /** What an empty answer means. */
  readonly preset: boolean;
}

/** Lines that change while a question waits for its answer. */
export interface Live {
  lines(): readonly string[];
  /** Calls `redraw` at each change; returns what stops that. */
  watch(redraw: () => void): () => void;
}

export interface CodeQuestion extends Question {
  /** Shown below the question. */
  readonly live: Live;
  /** What is wrong with an answer, in one line, before it is asked again; undefined: the question is settled. */
  readonly wrong: (answer: string) => string | undefined;
  /** Ends the question without an answer. */
  readonly ending: AbortSignal;
}

/** Asks the person at the terminal, on stderr; use it only if Edges is `interactive`. */
export interface Ask {
  /** Undefined: `ending` ended it. */
  code(question: CodeQuestion): Promise<Asked<string | undefined>>;
  text(question: TextQuestion): Promise<Asked<string>>;
  /** The value of one of the choices. */
  choice(question: ChoiceQuestion): Promise<Asked<string>>;
  yes(question: YesQuestion): Promise<Asked<boolean>>;
}

/** For libraries that send requests themselves. */
export interface Proxies {
  /** What connects to that address through its proxy; undefined if it has none. */
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
  /** Why, in a few words that hold nothing of what was sent. The request may have taken effect all the same. */
  | { readonly kind: "failed"; readonly reason: string };

/** Talks to services. Proxies are honoured as curl honours them. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Ends early when `ending` is aborted. */
  sleep(ms: number, ending?: AbortSignal): Promise<void>;
}

/** Remembers whom this user paged from this machine, and when. */
export interface Recently {
  /**
   * Claims the right to page a number now: 0 if nobody claimed it in the last `within` milliseconds, or nothing can be
   * remembered; else how many milliseconds are left.
   */
  claim(number: string, at: Instant, within: number): number;
}

export interface Edges {
  /** Absolute path of the working directory; undefined if it has been deleted. */
  readonly cwd: string | undefined;
  /** Absolute path of the folder that oncall is installed in, which has its package.json. */
  readonly home: string;
  readonly env: Environment;
  now(): Instant;
  zoneOf(name: string): Zone | undefined;
  /** The release of the time zone data that zones are read from, such as `2025b`. */
  readonly zoneData: string;
  /** The English short name of a zone at an instant, such as `EST`; if it has none, `GMT+1`. */
  shortName(zone: Zone, instant: Instant): string;
  /** The zone of the person at the terminal. */
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
  /** Six random digits. */
  code(): string;
  /** Calls `stop` on Ctrl-C or a cancelled job, which then does not end the program; returns what stops listening. */
  onInterrupt(stop: () => void): () => void;
  /** Whether somebody can be asked: stdin and stderr are terminals. Piped input is nobody's consent. */
  readonly interactive: boolean;
}
