/** Remembers the versions of a roster as git would, for commands that ask what was committed before. */
import { createHash } from "node:crypto";
import type { History } from "../../src/edge/git/model.ts";

export interface Commits {
  /** Makes a commit of a text, unless it is the newest already; gives its id. */
  commit(text: string): string;
  readonly history: History;
}

export function createCommits(): Commits {
  /** Newest first. */
  let versions: readonly { readonly id: string; readonly bytes: Uint8Array }[] = [];
  const time = Date.parse("2026-11-20T15:00:00Z");
  return {
    commit(text) {
      const bytes = new TextEncoder().encode(text);
      const [newest] = versions;
      if (newest !== undefined && Buffer.compare(newest.bytes, bytes) === 0) return newest.id;
      const id = createHash("sha1").update(`${versions.length} ${text}`).digest("hex");
      versions = [{ id, bytes }, ...versions];
      return id;
    },
    history: {
      read(_, revision) {
        const version = versions.find(
          ({ id }, index) => id === revision || (revision === "HEAD" && index === 0),
        );
        if (version === undefined)
          return { kind: "unknown", revision, reason: `bad revision '${revision}'`, isShallow: false };
        const { id, bytes } = version;
        return { kind: "past", commit: { kind: "commit", id, time }, file: { name: "roster.yaml", bytes } };
      },
      blame: () => ({ kind: "blamed", authors: new Map() }),
      searchVersions(_, visit) {
        for (const { bytes } of versions) {
          const answer = visit({ bytes, before: [] });
          if (answer !== undefined) return { kind: "answered", answer };
        }
        return { kind: "ended", why: "start" };
      },
    },
  };
}
