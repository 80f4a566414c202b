/** Decides what goes wrong at which request: a throttle, an error, a cut, a slow answer, or the client's sudden end. */

/** @typedef {{ readonly number: number, readonly write: number, readonly method: string, readonly path: string }} Asked */

/**
 * The number of a request counts from one, since the start or the last `setFaults`; `{ write: 1 }` is the first that is not a GET;
 * `{ method, path }` is any of that method whose path contains that part.
 * @typedef {number | { readonly write: number } | { readonly method?: string, readonly path?: string } | ((asked: Asked) => boolean)} At
 */

/**
 * `before` and `after`: the change was not made, or was. `times`: how often it strikes, once by default.
 * `stop`: that request is answered, and from then on every connection is dropped unread, as after `kill -9` of the client.
 * @typedef {{ readonly at: At, readonly times?: number } & (
 *   | { readonly does: "throttle", readonly headers?: boolean, readonly seconds?: number }
 *   | { readonly does: "error", readonly when: "before" | "after", readonly status?: number }
 *   | { readonly does: "cut", readonly when: "before" | "after" }
 *   | { readonly does: "slow", readonly ms: number }
 *   | { readonly does: "stop" }
 * )} Fault
 */

/**
 * Counts the requests, and finds the faults that strike each.
 * @template {{ readonly at: At, readonly times?: number }} Any
 * @param {readonly Any[]} faults
 */
export function striking(faults) {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? 1]));
  let number = 0;
  let write = 0;
  /** @param {string} method @param {string} path */
  return (method, path) => {
    number += 1;
    if (method !== "GET") write += 1;
    const asked = { number, write, method, path };
    const struck = faults.filter((fault) => (left.get(fault) ?? 0) > 0 && strikes(fault.at, asked));
    for (const fault of struck) left.set(fault, (left.get(fault) ?? 0) - 1);
    return { number, struck };
  };
}

/** @param {At} at @param {Asked} asked */
function strikes(at, asked) {
  if (typeof at === "number") return at === asked.number;
  if (typeof at === "function") return at(asked);
  if ("write" in at) return asked.method !== "GET" && at.write === asked.write;
  return asked.path.includes(at.path ?? "") && asked.method === (at.method ?? asked.method);
}
