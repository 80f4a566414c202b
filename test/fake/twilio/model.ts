/** Types of the requests, state and answers of the local Twilio. The fake itself is plain .mjs, so that Node 20 runs it unbuilt. Instants are milliseconds since 1970. */

/** `sent`: no receipt ever comes. `silent`: it stays queued for ever. `refused`: the request itself is refused. */
export type SmsFate =
  | "delivered"
  | "sent"
  | "silent"
  | { readonly undelivered: number }
  | { readonly failed: number }
  | { readonly refused: number };

/** `machine` and `machine-end`: voicemail, detected at its first words or after its beep. `rings`: until somebody hangs up. */
export type VoiceFate =
  | "human"
  | "hangs-up"
  | "machine"
  | "machine-end"
  | "fax"
  | "unknown"
  | "no-answer"
  | "busy"
  | "failed"
  | "rings"
  | { readonly refused: number };

/** By E.164 number; for numbers that are not listed, texts arrive and a human answers. */
export type Phones = Readonly<Record<string, { readonly sms?: SmsFate; readonly voice?: VoiceFate }>>;

export interface Account {
  /** AC and 32 hexadecimal digits. */
  readonly sid: string;
  readonly token: string;
  readonly name?: string;
  readonly type?: "Full" | "Trial";
  readonly status?: "active" | "suspended";
}

export interface ApiKey {
  /** SK and 32 hexadecimal digits. */
  readonly sid: string;
  readonly secret: string;
  /** True by default; the service refuses it to some keys. */
  readonly mayReadAccount?: boolean;
}

/** A Messaging Service, which picks a sender among its numbers. */
export interface Pool {
  /** MG and 32 hexadecimal digits. */
  readonly sid: string;
  readonly numbers: readonly string[];
}

/** A parameter that was sent several times is a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Who listened, by the fate: what is spoken to a machine proves nothing. */
export type Listener = "person" | "machine";

export type PhoneEvent =
  | {
      readonly kind: "text";
      readonly sid: string;
      readonly to: string;
      readonly from: string;
      readonly body: string;
    }
  | {
      readonly kind: "call";
      readonly sid: string;
      readonly to: string;
      readonly from: string;
      readonly spoken: string;
      readonly heardBy: Listener;
    };

export interface Phone {
  readonly texts: readonly string[];
  readonly calls: readonly { readonly spoken: string; readonly heardBy: Listener }[];
  /** The last six digits of the last text, or those last spoken to a person. */
  readonly code: (channel: "sms" | "voice") => string | undefined;
}

/** Something spoken, or a pause, and how long it takes. */
export interface Utterance {
  readonly text: string;
  readonly ms: number;
}

export interface MessageStep {
  readonly status: "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed";
  readonly errorCode?: number;
  /** From here on the text is on the phone. */
  readonly arrives?: boolean;
}

export interface Message {
  readonly sid: string;
  readonly to: string;
  /** A Messaging Service chooses it when it sends. */
  readonly from: string | undefined;
  readonly pool: Pool | undefined;
  readonly body: string;
  readonly status: "accepted" | MessageStep["status"];
  readonly errorCode: number | undefined;
  readonly created: number;
  readonly updated: number;
  readonly sent: number | undefined;
  /** Each GET takes the next. */
  readonly ahead: readonly MessageStep[];
}

export interface CallStep {
  readonly status:
    | "queued"
    | "ringing"
    | "in-progress"
    | "completed"
    | "busy"
    | "failed"
    | "no-answer"
    | "canceled";
  readonly answeredBy?: string;
  /** The words begin here. */
  readonly heardBy?: Listener;
  /** What was wrong with the TwiML, by its notification. */
  readonly complaint?: string;
  /** Seconds from the answer to the end. */
  readonly duration?: number;
}

export interface Call {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly twiml: string;
  readonly spoken: string;
  readonly status: CallStep["status"];
  readonly answeredBy: string | undefined;
  readonly complaint: string | undefined;
  readonly duration: number | undefined;
  readonly created: number;
  readonly updated: number;
  readonly answered: number | undefined;
  readonly ended: number | undefined;
  readonly hungUp: boolean;
  readonly ahead: readonly CallStep[];
}

/** On the wire. Missing dates are null: the service's SDK would read them as now. */
export interface MessageResource {
  readonly sid: string;
  readonly account_sid: string;
  readonly messaging_service_sid: string | null;
  readonly to: string;
  readonly from: string | null;
  readonly body: string;
  readonly status: Message["status"];
  readonly direction: string;
  readonly num_segments: string;
  readonly num_media: string;
  readonly price: null;
  readonly price_unit: string;
  readonly error_code: number | null;
  readonly error_message: null;
  readonly api_version: string;
  readonly date_created: string;
  readonly date_updated: string;
  readonly date_sent: string | null;
  readonly uri: string;
  readonly subresource_uris: Readonly<Record<string, string>>;
}

export interface CallResource {
  readonly sid: string;
  readonly account_sid: string;
  readonly to: string;
  readonly to_formatted: string;
  readonly from: string;
  readonly from_formatted: string;
  readonly status: Call["status"];
  readonly direction: string;
  readonly answered_by: string | null;
  readonly duration: string | null;
  readonly price: null;
  readonly price_unit: string;
  readonly queue_time: string;
  readonly parent_call_sid: null;
  readonly phone_number_sid: string | null;
  readonly forwarded_from: null;
  readonly group_sid: null;
  readonly caller_name: null;
  readonly trunk_sid: null;
  readonly annotation: null;
  readonly api_version: string;
  readonly date_created: string;
  readonly date_updated: string;
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly uri: string;
  readonly subresource_uris: Readonly<Record<string, string>>;
}

/** What stays the same during a server's life. */
export interface World {
  readonly account: Account;
  readonly numbers: readonly string[];
  readonly pools: readonly Pool[];
  readonly phones: () => Phones;
  readonly now: () => number;
  readonly newSid: (prefix: string) => string;
  readonly messages: Map<string, Message>;
  readonly calls: Map<string, Call>;
  readonly ring: (event: PhoneEvent) => void;
}

export interface Asked {
  readonly world: World;
  readonly form: Form;
  /** Of the message or the call that the path names. */
  readonly sid: string;
  readonly path: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Without the credentials: no record has an Authorization. */
export interface Recorded {
  /** Counted from one since the start, or since the last `setFaults`. */
  readonly number: number;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly form: Form;
  readonly userAgent: string;
  /** 0: the connection was cut, or the answer never came. */
  readonly status: number;
}
