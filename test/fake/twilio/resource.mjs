/** Writes messages and calls as the service sends them: with strings and nulls where it has strings and nulls. */

/** @import { Account, Call, CallResource, Message, MessageResource } from "./model.ts" */

export const VERSION = "2010-04-01";

/** RFC 2822. @param {number} instant */
export const dateText = (instant) => new Date(instant).toUTCString().replace("GMT", "+0000");

/** @param {number | undefined} instant */
export const dateOrNull = (instant) => (instant === undefined ? null : dateText(instant));

/** @param {string} account @param {string} rest */
export const uriOf = (account, rest) => `/${VERSION}/Accounts/${account}${rest}.json`;

/** The characters of a 7-bit SMS; those of the second line take two places. */
const BASIC = /[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà]/;
const EXTENDED = /[\^{}\\[\]~|€\f]/;

/** How many SMS a text takes. @param {string} body */
export function segmentsOf(body) {
  const characters = [...body];
  const places = characters.map((each) => (BASIC.test(each) ? 1 : EXTENDED.test(each) ? 2 : Number.NaN));
  const seven = places.reduce((sum, each) => sum + each, 0);
  const [length, alone, joined] = Number.isNaN(seven) ? [body.length, 70, 67] : [seven, 160, 153];
  return length <= alone ? 1 : Math.ceil(length / joined);
}

/** @param {Account} account @param {Message} message @returns {MessageResource} */
export function messageText({ sid: account }, message) {
  const { sid, pool, from, status, errorCode } = message;
  const uri = uriOf(account, `/Messages/${sid}`);
  return {
    sid,
    account_sid: account,
    messaging_service_sid: pool?.sid ?? null,
    to: message.to,
    from: from ?? null,
    body: message.body,
    status,
    direction: "outbound-api",
    // A Messaging Service counts them once it has chosen the sender.
    num_segments: from === undefined ? "0" : String(segmentsOf(message.body)),
    num_media: "0",
    price: null,
    price_unit: "USD",
    error_code: errorCode ?? null,
    error_message: null,
    api_version: VERSION,
    date_created: dateText(message.created),
    date_updated: dateText(message.updated),
    date_sent: dateOrNull(message.sent),
    uri,
    subresource_uris: { media: uriOf(account, `/Messages/${sid}/Media`) },
  };
}

/** @param {Account} account @param {Call} call @returns {CallResource} */
export function callText({ sid: account }, call) {
  const { sid, to, from, status, answeredBy, duration } = call;
  return {
    sid,
    account_sid: account,
    to,
    to_formatted: formatted(to),
    from,
    from_formatted: formatted(from),
    status,
    direction: "outbound-api",
    answered_by: answeredBy ?? null,
    duration: duration === undefined ? null : String(duration),
    price: null,
    price_unit: "USD",
    queue_time: "0",
    parent_call_sid: null,
    phone_number_sid: null,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    trunk_sid: null,
    annotation: null,
    api_version: VERSION,
    date_created: dateText(call.created),
    date_updated: dateText(call.updated),
    start_time: dateOrNull(call.answered),
    end_time: dateOrNull(call.ended),
    uri: uriOf(account, `/Calls/${sid}`),
    subresource_uris: {
      notifications: uriOf(account, `/Calls/${sid}/Notifications`),
      recordings: uriOf(account, `/Calls/${sid}/Recordings`),
    },
  };
}

/** Numbers of North America as they are written there. @param {string} number */
const formatted = (number) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
