/** Authenticates a request and routes it to its handler. */
import { createCall, getCall, hangUp, listNotifications } from "./calls.mjs";
import { createMessage, getMessage } from "./messages.mjs";
import { notFound, Refusal, refused } from "./refusal.mjs";
import { dateText, uriOf } from "./resource.mjs";

/** @import { IncomingHttpHeaders } from "node:http" */
/** @import { Answer, ApiKey, Asked, Form, World } from "./model.ts" */
/** @typedef {(asked: Asked) => Answer} Handler */

const ACCOUNT = "";

/** By what follows the account in the path. @type {readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[]} */
const ROUTES = [
  [/^$/, { GET: getAccount }],
  [/^\/Messages$/, { POST: createMessage }],
  [/^\/Messages\/(\w+)$/, { GET: getMessage }],
  [/^\/Calls$/, { POST: createCall }],
  [/^\/Calls\/(\w+)$/, { GET: getCall, POST: hangUp }],
  [/^\/Calls\/(\w+)\/Notifications$/, { GET: listNotifications }],
];

/** @param {Asked} asked @returns {Answer} */
function getAccount({ world }) {
  const { sid, name = "example", type = "Full", status = "active" } = world.account;
  const created = dateText(world.now());
  const body = {
    sid,
    friendly_name: name,
    type,
    status,
    // The service would answer with the token here, which tests do not need.
    auth_token: null,
    owner_account_sid: sid,
    date_created: created,
    date_updated: created,
    uri: uriOf(sid, ""),
    subresource_uris: { messages: uriOf(sid, "/Messages"), calls: uriOf(sid, "/Calls") },
  };
  return { status: 200, body };
}

/** @param {IncomingHttpHeaders} headers @param {World} world @param {readonly ApiKey[]} keys */
function mayReadAccount({ authorization = "" }, { account }, keys) {
  const [, encoded = ""] = /^Basic (\S+)$/i.exec(authorization) ?? [];
  const given = Buffer.from(encoded, "base64").toString("utf8");
  const key = keys.find(({ sid, secret }) => given === `${sid}:${secret}`);
  if (key === undefined && given !== `${account.sid}:${account.token}`) throw refused(20003);
  return key?.mayReadAccount !== false;
}

/**
 * @param {World} world @param {readonly ApiKey[]} keys
 * @param {{ readonly method: string, readonly path: string, readonly headers: IncomingHttpHeaders, readonly form: Form }} request
 * @returns {Answer}
 */
export function answerOf(world, keys, { method, path, headers, form }) {
  try {
    const allowed = mayReadAccount(headers, world, keys);
    const [, sid, rest = ""] = /^\/2010-04-01\/Accounts\/(\w+)((?:\/\w+)*)\.json$/.exec(path) ?? [];
    if (sid !== world.account.sid) throw notFound(path);
    const [pattern, handlers] = ROUTES.find(([each]) => each.test(rest)) ?? [];
    if (pattern === undefined || handlers === undefined) throw notFound(path);
    const handler = handlers[method];
    if (handler === undefined) throw refused(20004);
    if (rest === ACCOUNT && !allowed) throw refused(20003, {}, 403);
    // A suspended account can still be read.
    if (rest !== ACCOUNT && world.account.status === "suspended") throw refused(20005);
    const type = headers["content-type"] ?? "";
    // The code with which the service refuses JSON is not documented.
    if (method === "POST" && !/^application\/x-www-form-urlencoded\b/i.test(type))
      throw new Refusal(20001, "Unsupported Media Type", 415);
    return handler({ world, form, path, sid: pattern.exec(rest)?.[1] ?? "" });
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
