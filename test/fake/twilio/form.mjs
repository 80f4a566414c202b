/** The form of a request in, its fields out; a field that Twilio does not know, or of a wrong kind, is refused. */
import { Refusal } from "./refusal.mjs";

/** @import { Fields } from "./model.ts" */

/** By field: a pattern, or the least and the most of a whole number. @typedef {RegExp | readonly [number, number]} Kind */

/** @type {Readonly<Record<string, Kind>>} */
export const MESSAGE = {
  To: /./,
  From: /./,
  MessagingServiceSid: /^MG[0-9a-fA-F]{32}$/,
  Body: /[\s\S]/,
  ValidityPeriod: [1, 36_000],
  RiskCheck: /^(enable|disable)$/,
};

/** @type {Readonly<Record<string, Kind>>} */
export const CALL = {
  To: /./,
  From: /./,
  Twiml: /[\s\S]/,
  Timeout: [5, 600],
  TimeLimit: [1, 14_400],
  MachineDetection: /^(Enable|DetectMessageEnd)$/,
  MachineDetectionTimeout: [3, 59],
};

/** @type {Readonly<Record<string, Kind>>} */
export const UPDATE = { Status: /^(canceled|completed)$/ };

/** @param {string} text @param {Readonly<Record<string, Kind>>} kinds @returns {Fields} */
export function fieldsOf(text, kinds) {
  const fields = Object.fromEntries(new URLSearchParams(text));
  for (const [name, value] of Object.entries(fields)) {
    const kind = kinds[name];
    // Twilio itself lets unknown ones pass; here they are a mistake of whoever sent them.
    if (kind === undefined) throw new Refusal(20001, `Unknown parameter ${name}`);
    const isGood =
      kind instanceof RegExp
        ? kind.test(value)
        : /^\d+$/.test(value) && kind[0] <= Number(value) && Number(value) <= kind[1];
    if (!isGood) throw new Refusal(20001, `Invalid parameter ${name}: ${value}`);
  }
  return fields;
}
