/** What the local Twilio holds, and what becomes of a text or a call by the phone that it is for. */

/** A text: `refused` is at once, `undelivered` and `failed` later, by a code; `sent` and `queued` stay so. */
export type TextFate =
  | "delivered"
  | "sent"
  | "queued"
  | { readonly refused: number }
  | { readonly undelivered: number }
  | { readonly failed: number };

/** Who takes the call, or why nobody does; `rings` rings until it is hung up. */
export type CallFate =
  | "human"
  | "machine_start"
  | "machine_end_beep"
  | "fax"
  | "unknown"
  | "rings"
  | "no-answer"
  | "busy"
  | "failed"
  | { readonly refused: number };

export interface Phone {
  readonly sms?: TextFate;
  readonly voice?: CallFate;
}

export interface Account {
  /** `AC` and 32 hexadecimal digits. */
  readonly sid: string;
  readonly token: string;
  readonly name?: string;
  readonly type?: "Full" | "Trial";
  readonly status?: "active" | "suspended";
}

export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
  /** A standard key may not see the account. */
  readonly maySeeAccount?: boolean;
}

export type Fields = Readonly<Record<string, string>>;

/** A message or a call as GET answers it; null where nothing is known yet, and never left out. */
export type Resource = Readonly<Record<string, string | number | null | Fields>>;

/** Never with the credentials. */
export interface Recorded {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly form: Fields;
  /** 0: cut, or never answered. */
  readonly status: number;
}

/** What somebody has read on a phone, or heard. */
export interface Arrived {
  readonly channel: "sms" | "voice";
  readonly to: string;
  readonly from: string;
  readonly text: string;
  /** Whether a person has it, or a machine. */
  readonly isPerson: boolean;
}
