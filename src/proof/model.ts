/** Defines the parts of a proof: the channels of a page, the status of its delivery, why it failed. */

/** In the order in which they are tried. */
export const CHANNELS = ["sms", "voice"] as const;

/** A way for a page to reach somebody's phone. */
export type Channel = (typeof CHANNELS)[number];

/** The status of a page, as the service reports it. Only the code typed back is proof (docs/notifications.md). */
export interface DeliveryStatus {
  /** In a few plain words. */
  readonly text: string;
  /** What to do about it. */
  readonly help?: string | undefined;
  /**
   * `moving`: more may come; `reached`: it arrived as far as a service can tell; `unsure`: no more will come, and that is
   * not enough; `failed`: it did not arrive.
   */
  readonly stage: "moving" | "reached" | "unsure" | "failed";
  /** A machine has heard the code, so that typing it proves nothing from now on. */
  readonly isVoid: boolean;
  /** Nothing will change any more. */
  readonly isFinal: boolean;
  /** The service does not show it to us: a call may still be running. */
  readonly isUnseen?: true;
}

/** Why a service did not do something. */
export interface Reason {
  readonly text: string;
  readonly help?: string | undefined;
}
