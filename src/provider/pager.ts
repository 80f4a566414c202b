/** Declares what oncall asks of a service that carries test pages. */
import type { Channel, DeliveryStatus, Reason } from "../proof/model.ts";
import type { TestPage } from "../proof/page.ts";

export interface Pager {
  /**
   * Describes the account, for the person who pays for it; `warning`: what it will not do. Throws a Fault if it cannot
   * be used.
   */
  describeAccount(): Promise<{ readonly text: string; readonly warning: string | undefined }>;
  /** Never sends twice. Throws a Fault if the account may send no page at all. */
  send(channel: Channel, to: string, page: TestPage): Promise<SendResult>;
}

export type SendResult =
  | ({ readonly kind: "sent" } & SentPage)
  | ({ readonly kind: "refused" } & Reason)
  /** No answer came: it may have been sent or not. */
  | ({ readonly kind: "unknown" } & Reason);

/** A page on its way. */
export interface SentPage {
  /** Undefined: the service did not answer this time. */
  readStatus(): Promise<DeliveryStatus | undefined>;
  /** Ends a call that is running; true: it is over. A text cannot be called back. */
  hangUp(): Promise<boolean>;
}
