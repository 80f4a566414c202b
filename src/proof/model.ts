/** What a notification proof is made of: the ways a page takes, what becomes of one on its way, and how it ended. */

/** In the order in which they are tried. */
export const CHANNELS = ["sms", "voice"] as const;

/** A way that a page takes to somebody's phone. */
export type Channel = (typeof CHANNELS)[number];

/** How a page stands, by what the service says of it. Only the code that is typed back is proof (twilio.md 3.6). */
export interface Standing {
  /** In a few plain words. */
  readonly says: string;
  /** What to do about it. */
  readonly help?: string | undefined;
  /**
   * `moving`: more may come; `reached`: as far as a service can tell it arrived; `unsure`: it will say no more, and that
   * is not enough; `failed`: it did not arrive.
   */
  readonly stage: "moving" | "reached" | "unsure" | "failed";
  /** A machine has heard the code: whoever types it now has not been reached. */
  readonly isVoid: boolean;
  /** Nothing changes any more. */
  readonly isFinal: boolean;
  /** The service does not let it be seen: a call may be running all the same. */
  readonly isUnseen?: true;
}

/** A service's way of saying that it will not, in words. */
export interface Reason {
  readonly says: string;
  readonly help?: string | undefined;
}
