/** Reads the parameters of a request. Those that no page needs are refused, so that a test notices them. */
import { Refusal } from "./refusal.mjs";

/** @import { Form } from "./model.ts" */
/** @typedef {{ readonly oneOf: readonly string[] } | { readonly from: number, readonly to: number } | "text"} Kind */
/** @typedef {Readonly<Record<string, Kind>>} Parameters */

const UNKNOWN = 20001;
const YES_NO = { oneOf: ["true", "false"] };
const VERBS = { oneOf: ["GET", "POST"] };

/** @type {Parameters} */
export const OF_A_MESSAGE = {
  To: "text",
  From: "text",
  MessagingServiceSid: "text",
  Body: "text",
  ValidityPeriod: { from: 1, to: 36_000 },
  Attempt: { from: 1, to: 1_000_000 },
  SmartEncoded: YES_NO,
  ProvideFeedback: YES_NO,
  RiskCheck: { oneOf: ["enable", "disable"] },
  ContentRetention: { oneOf: ["retain", "discard"] },
  AddressRetention: { oneOf: ["retain", "obfuscate"] },
  MessageIntent: "text",
  StatusCallback: "text",
};

/** @type {Parameters} */
export const OF_A_CALL = {
  To: "text",
  From: "text",
  Twiml: "text",
  Url: "text",
  Method: VERBS,
  Timeout: { from: 1, to: 600 },
  // The service's own maximum is not documented.
  TimeLimit: { from: 1, to: 86_400 },
  SendDigits: "text",
  MachineDetection: { oneOf: ["Enable", "DetectMessageEnd"] },
  MachineDetectionTimeout: { from: 3, to: 59 },
  MachineDetectionSpeechThreshold: { from: 1000, to: 6000 },
  MachineDetectionSpeechEndThreshold: { from: 500, to: 5000 },
  MachineDetectionSilenceTimeout: { from: 2000, to: 10_000 },
  AsyncAmd: YES_NO,
  CallReason: "text",
  StatusCallback: "text",
  StatusCallbackMethod: VERBS,
};

/** @type {Parameters} */
export const OF_A_HANG_UP = { Status: { oneOf: ["completed", "canceled"] } };

/** @param {string} text @returns {Form} */
export function formOf(text) {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** What is empty is as good as missing. @param {Form} form @param {string} name @returns {string | undefined} */
export function fieldIn(form, name) {
  const value = form[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** @param {Form} form @param {Parameters} parameters */
export function refuseUnknown(form, parameters) {
  for (const [name, value] of Object.entries(form)) {
    const kind = parameters[name];
    if (kind === undefined) throw new Refusal(UNKNOWN, `Unknown parameter ${name}`);
    if (typeof value !== "string" || !fits(value, kind))
      throw new Refusal(UNKNOWN, `Invalid value for parameter ${name}`);
  }
}

/** @param {string} value @param {Kind} kind */
function fits(value, kind) {
  if (kind === "text") return true;
  if ("oneOf" in kind) return kind.oneOf.includes(value);
  return /^\d{1,9}$/.test(value) && Number(value) >= kind.from && Number(value) <= kind.to;
}

/** @param {string} text */
export const isE164 = (text) => /^\+[1-9]\d{6,14}$/.test(text);
