/** Builds answers: bare objects, lists in pages with links, and errors in each of their shapes. */
import { wholeOf } from "../opsgenie/answer.mjs";

/** @import { Answer, Call, State } from "./model.ts" */
/** @import { Switches } from "./switches.mjs" */

/** Thrown while a request is read; the server turns it into the answer. */
export class Refusal extends Error {
  /** @param {number} status @param {string} message @param {"bare"} [shape] as the gateway in front of the service says it, whatever the switch */
  constructor(status, message, shape) {
    super(message);
    this.status = status;
    this.shape = shape;
  }
}

/** @param {string} what */
export const missing = (what) => new Refusal(404, `${what} not found`);

export const SCOPE = new Refusal(401, "Unauthorized; scope does not match", "bare");

/** @param {number} status @param {string} message @param {Switches["errors"]} shape @returns {object} */
export function errorBody(status, message, shape) {
  if (shape === "message") return { code: status, message };
  if (shape === "title") return { title: "Request failed", detail: message };
  return { errors: [{ title: message, code: `${status}` }] };
}

/** @param {unknown} body @returns {Answer} */
export const found = (body) => ({ status: 200, body });

/** @param {State} state @param {unknown} body @returns {Answer} */
export const created = (state, body) => ({ status: 201, body, state });

/** @param {State} state @param {unknown} body @returns {Answer} */
export const updated = (state, body) => ({ status: 200, body, state });

/** @param {State} state @returns {Answer} */
export const deleted = (state) => ({ status: 204, body: undefined, state });

/**
 * A page of a list. The address of the next one lacks what stands before `/v1`.
 * @param {Call} call @param {readonly unknown[]} items @param {number} [usual] per page
 * @returns {Answer}
 */
export function listed(call, items, usual = 25) {
  const { path, query, base, world } = call;
  const most = Math.min(usual === 25 ? 50 : 100, world.switches.page);
  const size = Math.min(wholeOf(query, "size", Math.min(usual, most), 1), most);
  const offset = wholeOf(query, "offset", 0, 0);
  const prefix = { relative: "", absolute: `${base}${rootOf(path)}`, elsewhere: "https://elsewhere.invalid" }[
    world.switches.next
  ];
  /** @param {number} at */
  const address = (at) =>
    `${prefix}${path.slice(rootOf(path).length)}?${new URLSearchParams({ ...query, size: `${size}`, offset: `${at}` })}`;
  const links = offset + size < items.length ? { next: address(offset + size), first: address(0) } : {};
  return found({ values: items.slice(offset, offset + size), links, _expands: [] });
}

/** `/jsm/ops/api/CLOUD`. @param {string} path */
const rootOf = (path) => path.replace(/\/v1\/.*$/, "");
