/** Writes the refusals of Twilio by their codes. Like the service it quotes numbers whole: whoever shows its words has to mask them. */

/** @import { Answer } from "./model.ts" */
/** @typedef {{ readonly to?: string, readonly from?: string }} Numbers */

/** All others are 400. @type {Readonly<Record<number, number>>} */
const STATUSES = {
  20003: 401,
  20004: 405,
  20005: 403,
  20008: 403,
  20404: 404,
  20429: 429,
  20500: 500,
  20503: 503,
};

/** @type {Readonly<Record<number, (numbers: Required<Numbers>) => string>>} */
const SENTENCES = {
  20003: () => "Authenticate",
  20004: () => "Method not allowed",
  20005: () => "Account not active",
  20008: () => "Resource not accessible with Test Account Credentials",
  20429: () => "Too Many Requests",
  20500: () => "An internal server error has occurred",
  20503: () => "Service Unavailable",
  21201: () => "No 'To' number is specified",
  21205: () => "Url parameter is required.",
  21210: ({ from }) =>
    `The source phone number provided, ${from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
  21211: ({ to }) => `The 'To' number ${to} is not a valid phone number.`,
  21212: ({ from }) =>
    `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
  21213: () => "No 'From' number is specified",
  21214: ({ to }) => `The phone number you are attempting to call, ${to}, cannot be reached.`,
  21215: ({ to }) =>
    `Account not authorized to call ${to}. Perhaps you need to enable some international permissions.`,
  21216: ({ to }) => `The phone number you are attempting to call, ${to}, is not allowed to be called.`,
  21217: ({ to }) => `The phone number you are attempting to call, ${to}, is not valid.`,
  21219: ({ to }) =>
    `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`,
  21220: () => "Call is not in-progress. Cannot redirect.",
  21408: ({ to }) =>
    `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${to}.`,
  21602: () => "Message body is required.",
  21603: () => "A 'From' phone number is required.",
  21604: () => "A 'To' phone number is required.",
  21606: ({ from }) =>
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination.`,
  21608: ({ to }) =>
    `The number ${to} is unverified. Trial accounts cannot send messages to unverified numbers.`,
  21610: ({ to }) => `Attempt to send to unsubscribed recipient ${to}`,
  21611: ({ from }) => `This 'From' number ${from} has exceeded the maximum number of queued messages`,
  21612: ({ to, from }) =>
    `The 'To' phone number: ${to}, is not currently reachable using the 'From' phone number: ${from} via SMS.`,
  21614: ({ to }) => `'To' number: ${to}, is not a mobile number`,
  21617: () => "The concatenated message body exceeds the 1600 character limit.",
  21704: () => "The Messaging Service contains no phone numbers.",
  21705: () => "The Messaging Service is invalid.",
};

/** Thrown while a request is read; the server turns it into the answer. */
export class Refusal extends Error {
  /** @param {number} code @param {string} message @param {number} [status] */
  constructor(code, message, status = STATUSES[code] ?? 400) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** @returns {Answer} */
  get answer() {
    const { code, message, status } = this;
    const more_info = `https://www.twilio.com/docs/errors/${code}`;
    return { status, body: { code, message, more_info, status } };
  }
}

/** @param {number} code @param {Numbers} [numbers] @param {number} [status] @returns {Refusal} */
export function refused(code, { to = "", from = "" } = {}, status) {
  const sentence = SENTENCES[code] ?? ((numbers) => `The request for ${numbers.to} was refused.`);
  return new Refusal(code, sentence({ to, from }), status);
}

/** @param {string} path */
export const notFound = (path) => new Refusal(20404, `The requested resource ${path} was not found`);
