/** Declares what becomes of a wish: the edits that carry it out, nothing to do, or a refusal. */
import type { Edit } from "../edit/model.ts";
import type { Entry } from "../roster/model.ts";
import type { Timeline } from "../timeline/build.ts";
import type { WishRefusal } from "./refusal.ts";

export interface WishDraft {
  readonly kind: "drafted";
  readonly edits: readonly Edit[];
  /** The entries that are new or changed, after all others, with line 0. */
  readonly entries: readonly Entry[];
  /** The timeline with the wish; the guards judge the one that the written text gives, which must be the same. */
  readonly after: Timeline;
}

/** The roster already says what is wished; one line says so. */
export interface Settled {
  readonly kind: "settled";
  readonly message: string;
}

export type DraftResult = WishDraft | Settled | WishRefusal;
