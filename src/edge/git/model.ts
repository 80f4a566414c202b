/** Declares what commands ask of git, so that tests can answer in its place. */
import type { Instant } from "../../time/zone.ts";

export interface Git {
  /** `git config user.email`; undefined if it is not set or git is not there. */
  userEmail(directory: string): string | undefined;
  /** The root of the work tree that the directory is in; undefined outside one. */
  workTree(directory: string): string | undefined;
  /** Whether git tracks the file; "untracked" outside a repository or without git. */
  tracks(path: string): Tracked;
  /** The files that git tracks below a folder; "outside" also without git. */
  listTracked(folder: string): Listed;
  /** The files that a commit has below a folder, from the root of the repository. */
  listCommitted(folder: string, commit: string): Listed;
  /** The file as the last commit has it; "absent" also outside a repository, and before the first commit. */
  readCommitted(path: string): LastCommitted;
  /** Commits that file alone, as it is in the work tree; what else is staged stays staged. */
  commit(path: string, message: string, options: { readonly signoff: boolean }): Committed;
  /** Sets a key in the configuration of the clone; returns undefined, or why git did not, in one line. */
  configure(directory: string, key: string, value: string): string | undefined;
  /** Merges texts line by line as `git merge` does; undefined if git cannot, as without git or with binary data. */
  mergeText(directory: string, texts: Texts, options: MergeOptions): MergedText | undefined;
  readonly history: History;
}

/** A file on two branches, and where they forked. */
export interface Texts {
  readonly base: Uint8Array;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
}

export interface MergeOptions {
  /** The length of a conflict marker. */
  readonly size: number;
  /** Which side wins conflicts; undefined: they are marked. */
  readonly favour: "ours" | "theirs" | undefined;
}

export interface MergedText {
  /** Whether there was no conflict. */
  readonly isClean: boolean;
  readonly bytes: Uint8Array;
}

/** Git gave no answer, which never means "no". */
export interface GitFailure {
  readonly kind: "failed";
  /** The first line of what git said. */
  readonly reason: string;
  /** All of it. */
  readonly said: readonly string[];
}

/** Paths from the folder, with slashes, each once. */
export type Listed =
  | { readonly kind: "listed"; readonly names: readonly string[] }
  | { readonly kind: "outside" }
  | GitFailure;

export type LastCommitted =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "absent" }
  | GitFailure;

/** Reads what git remembers. Writes neither the work tree nor the index. */
export interface History {
  /** The file at an absolute path as a revision has it or, with `other`, as the merge base of the two has it. */
  read(path: string, revision: string, other?: string): Past;
  /** Who wrote lines of the file as it is in the work tree. */
  blame(path: string, lines: readonly number[]): Blamed;
  /** The first answer that is not undefined, from the newest committed version of the file back, under former names too. */
  searchVersions<Answer>(path: string, visit: (version: FileVersion) => Answer | undefined): Searched<Answer>;
}

/** A file in a commit that changed it. */
export interface FileVersion {
  /** Undefined: the commit does not have the file. */
  readonly bytes: Uint8Array | undefined;
  /** The file in each parent of the commit. */
  readonly before: readonly (Uint8Array | undefined)[];
}

export type Searched<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** At the first version, after as many versions as are looked at, or where a shallow clone ends. */
  | { readonly kind: "ended"; readonly why: "start" | "limit" | "shallow" }
  | GitFailure;

export type Past =
  /** `file` undefined: git says that the commit has no such file, under this name or a former one. */
  | { readonly kind: "past"; readonly commit: Commit; readonly file: PastFile | undefined }
  | UnknownRevision
  | GitFailure;

export interface Commit {
  readonly kind: "commit";
  /** In full: 40 digits or more. */
  readonly id: string;
  readonly time: Instant;
}

export interface UnknownRevision {
  readonly kind: "unknown";
  /** Of the two that were asked for, if one of them is missing. */
  readonly revision: string;
  /** What git said, in one line. */
  readonly reason: string;
  /** Whether the clone lacks the older part of the history, which may be why. */
  readonly isShallow: boolean;
  /** The branch of a remote that the revision names, or would name if this clone fetched more than one branch. */
  readonly remote?: { readonly name: string; readonly branch: string } | undefined;
}

export interface PastFile {
  /** From the root of the repository, with slashes. */
  readonly name: string;
  /** As a checkout would write them. */
  readonly bytes: Uint8Array;
}

/** `authors` by line numbers from 1. */
export type Blamed =
  | { readonly kind: "blamed"; readonly authors: ReadonlyMap<number, BlamedLine> }
  | GitFailure;

export interface BlamedLine {
  /** Undefined: the line is not committed yet. */
  readonly commit: string | undefined;
  readonly author: string;
  readonly time: Instant;
  /** A shallow clone ends there: the line may be older, and somebody else's. */
  readonly isBoundary: boolean;
}

export type Tracked =
  | { readonly kind: "tracked" }
  | { readonly kind: "untracked" }
  /** What git said, in one line. */
  | { readonly kind: "unknown"; readonly reason: string };

export type Committed =
  | {
      readonly kind: "committed";
      /** Abbreviated. */
      readonly id: string;
      /** What git, and the hooks that it ran, wrote. */
      readonly said: readonly string[];
    }
  | GitFailure;
