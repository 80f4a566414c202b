/** The world as the program sees it: every clock, file, stream and process goes through here, so that tests can stand in for it. */
import type { Instant, Zone } from "../time/zone.ts";

/** A file as bytes, or why there are none. */
export type FileRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "directory" }
  | { readonly kind: "link" }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface Files {
  /** At most `limit` bytes; a larger file is not read. `followLinks` false answers "link" for a symbolic link. */
  read(path: string, limit: number, options?: { readonly followLinks?: boolean }): FileRead;
  exists(path: string): boolean;
}

export interface Git {
  /** `git config user.email`; undefined if it is not set or git is not there. */
  userEmail(directory: string): string | undefined;
  /** Whether git tracks the file; false outside a repository or without git. */
  tracks(path: string): boolean;
}

/** A stream to write to, and what it is connected to. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width of the terminal; 80 where it cannot be known. */
  readonly columns: number;
}

export interface Edges {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Instant;
  zoneOf(name: string): Zone | undefined;
  /** The zone of whoever sits at the terminal. */
  viewerZone(): Zone;
  readonly files: Files;
  readonly git: Git;
  readonly stdout: Output;
  readonly stderr: Output;
}
