/** What every service that carries test pages can do: a page in, how it stands on its way out. */
import type { Channel, Reason, Standing } from "../proof/model.ts";
import type { Page } from "../proof/words.ts";

export interface Pager {
  /** The account in words, for whoever pays for it; `warning`: what it will not do. Throws a Fault where it cannot be used. */
  account(): Promise<{ readonly says: string; readonly warning: string | undefined }>;
  /** Never sends twice. Throws a Fault where no page would be taken, whomever it is for. */
  send(channel: Channel, to: string, page: Page): Promise<Sending>;
}

export type Sending =
  | ({ readonly kind: "sent" } & Sent)
  | ({ readonly kind: "refused" } & Reason)
  /** No answer came: it may have been sent or not. */
  | ({ readonly kind: "unknown" } & Reason);

/** A page on its way. */
export interface Sent {
  /** Undefined: the service did not answer this time. */
  look(): Promise<Standing | undefined>;
  /** Ends a call that is running; true: it is over. A text cannot be called back. */
  hangUp(): Promise<boolean>;
}
