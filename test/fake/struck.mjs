/** Answers requests on loopback and records them, with the faults that strike them on the way: the part that all local services share. */
import { createServer } from "node:http";
import { onLoopback } from "./loopback.mjs";
import { striking } from "./opsgenie/faults.mjs";

/** @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http" */
/** @import { Fault } from "./opsgenie/faults.mjs" */
/** @import { Recorded } from "./opsgenie/model.ts" */

/**
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} path
 * @property {Readonly<Record<string, string>>} query
 * @property {URLSearchParams} search as sent, for parameters that come more than once
 * @property {IncomingHttpHeaders} headers
 * @property {string} text
 * @property {string} base
 */

/** @typedef {{ readonly status: number, readonly body: unknown, readonly headers: Readonly<Record<string, string>>, readonly state?: unknown }} Sent */

/**
 * @typedef {object} Answering
 * @property {readonly Fault[]} faults
 * @property {number | undefined} port
 * @property {(asked: Asked) => Sent} ask
 * @property {(status: number, message: string) => Sent} failed
 * @property {string} tooMany what a throttled request is told
 * @property {(seconds: number) => Readonly<Record<string, string>>} throttled the headers that say how long to wait
 * @property {(recorded: Recorded) => void} onRequest
 * @property {() => void} onCommit
 */

/** @param {Answering} answering */
export async function answerStruck({ ask, failed, ...answering }) {
  let strike = striking(answering.faults);
  let stopped = false;
  /** @type {Recorded[]} */
  const requests = [];

  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString("utf8")));
  });

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} text */
  function answer(request, response, text) {
    if (stopped) return void request.socket.destroy();
    const { method = "", url: address = "/", headers } = request;
    const { pathname, searchParams } = new URL(address, url);
    const query = Object.fromEntries(searchParams);
    const { number, struck } = strike(method, pathname);
    const asked = { method, path: pathname, query, search: searchParams, headers, text, base: url };
    const cut = struck.find(({ does }) => does === "cut");
    const error = struck.find(({ does }) => does === "error");
    const throttle = struck.find(({ does }) => does === "throttle");
    if (struck.some(({ does }) => does === "stop")) stopped = true;
    const unmade =
      (cut?.does === "cut" && cut.when === "before") || (error?.does === "error" && error.when === "before");
    const made = unmade || throttle !== undefined ? undefined : ask(asked);
    if (made?.state !== undefined) answering.onCommit();
    const given = struckAnswer(made, throttle, error);
    const { status, body } = cut === undefined ? given : { status: 0, body: undefined };
    const recorded = { number, method, path: pathname, query, body: parsed(text), status, answer: body };
    requests.push(recorded);
    const slow = struck.find(({ does }) => does === "slow");
    const send = () => {
      answering.onRequest(recorded);
      if (cut !== undefined) request.socket.destroy();
      else {
        response.writeHead(status, { ...given.headers, ...(stopped ? { Connection: "close" } : {}) });
        response.end(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
      }
    };
    if (slow?.does !== "slow") return send();
    later(slow.ms, send);
  }

  /** @param {Sent | undefined} made @param {Fault | undefined} throttle @param {Fault | undefined} error */
  function struckAnswer(made, throttle, error) {
    if (throttle?.does === "throttle") {
      const { seconds = 1 } = throttle;
      const refused = failed(429, answering.tooMany);
      const told = throttle.headers === true ? answering.throttled(seconds) : {};
      return { ...refused, headers: { ...refused.headers, ...told } };
    }
    if (error?.does === "error" || made === undefined)
      return failed(error?.does === "error" ? (error.status ?? 500) : 500, "Internal Server Error");
    return made;
  }

  const { url, later, close } = await onLoopback(server, answering.port);
  return {
    url,
    requests,
    /** @param {readonly Fault[]} faults */
    setFaults(faults) {
      strike = striking(faults);
      stopped = false;
    },
    close,
  };
}

/** @param {string} text */
function parsed(text) {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
