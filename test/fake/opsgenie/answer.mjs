/** Builds answers: the envelope, refusals, dates as text, and lists in pages. */

/** @import { Answer, Call, Json, State } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */

/** Thrown while a request is read; the server turns it into the answer. */
export class Refusal extends Error {
  /**
   * @param {number} status @param {string} message
   * @param {{ readonly code?: number, readonly errors?: Readonly<Record<string, string>> }} [more]
   * @param {Readonly<Record<string, string>>} [headers]
   */
  constructor(status, message, more = {}, headers = {}) {
    super(message);
    this.status = status;
    /** @type {Json} */
    this.body = { message, ...more };
    this.headers = headers;
  }
}

/** @param {Readonly<Record<string, string>>} errors */
export const unprocessable = (errors) =>
  new Refusal(422, "Request body is not processable. Please check the errors.", { errors });

/** @param {string} message */
export const notFound = (message) => new Refusal(404, message);

/** @param {string} what */
export const forbidden = (what) =>
  new Refusal(403, `Api key is not authorized to access the ${what}`, { code: 40301 });

/** @param {unknown} data @param {Json} [more] @returns {Answer} */
export const found = (data, more = {}) => ({ status: 200, body: { data, ...more } });

/** @param {State} state @param {unknown} data @returns {Answer} */
export const created = (state, data) => ({ status: 201, body: { result: "Created", data }, state });

/** @param {State} state @param {unknown} data @returns {Answer} */
export const updated = (state, data) => ({ status: 200, body: { result: "Updated", data }, state });

/** @param {State} state @returns {Answer} */
export const deleted = (state) => ({ status: 200, body: { result: "Deleted" }, state });

/** @param {number} instant @param {Switches} switches @returns {string} in UTC; milliseconds where there are some */
export function dateText(instant, { milliseconds }) {
  const text = new Date(instant).toISOString();
  return milliseconds ? text : text.replace(".000Z", "Z");
}

/** @param {Call} call @returns {readonly string[]} */
export const expandOf = ({ query }) => (query["expand"] ?? "").split(",").map((each) => each.trim());

/**
 * The page of a list that the query asks for, with the addresses of the others.
 * @param {Call} call @param {readonly unknown[]} items @param {number} most per page
 */
export function paged({ query, path, base }, items, most) {
  const limit = Math.min(wholeOf(query, "limit", most, 1), most);
  const offset = wholeOf(query, "offset", 0, 0);
  const last = Math.max(0, Math.ceil(items.length / limit) - 1) * limit;
  /** @param {number} at */
  const address = (at) =>
    `${base}${path}?${new URLSearchParams({ ...query, limit: `${limit}`, offset: `${at}` })}`;
  const paging = {
    first: address(0),
    last: address(last),
    ...(offset + limit < items.length ? { next: address(offset + limit) } : {}),
    ...(offset > 0 ? { prev: address(Math.max(0, offset - limit)) } : {}),
  };
  return { data: items.slice(offset, offset + limit), paging };
}

/** @param {Call} call @param {readonly unknown[]} items @param {Json} [more] @returns {Answer} */
export function listed(call, items, more = {}) {
  const { page } = call.world.switches;
  return {
    status: 200,
    body: page === 0 ? { data: items, ...more } : { ...paged(call, items, page), ...more },
  };
}

/** @param {Call["query"]} query @param {string} name @param {number} absent @param {number} least */
export function wholeOf(query, name, absent, least) {
  const text = query[name];
  if (text === undefined) return absent;
  if (!/^\d+$/.test(text) || Number(text) < least)
    throw unprocessable({ [name]: `should be a whole number from ${least}` });
  return Number(text);
}
