/** Answers the requests on messages. The fate of the phone decides the life of a message; each GET moves it one step on. */
import { fieldIn, isE164, OF_A_MESSAGE, refuseUnknown } from "./form.mjs";
import { notFound, refused } from "./refusal.mjs";
import { messageText } from "./resource.mjs";

/** @import { Answer, Asked, Form, Message, MessageStep, Pool, SmsFate, World } from "./model.ts" */

const MOST_CHARACTERS = 1600;
const QUEUED = { status: /** @type {const} */ ("queued") };
const SENDING = { status: /** @type {const} */ ("sending") };
const SENT = { status: /** @type {const} */ ("sent") };

/** @param {Exclude<SmsFate, { readonly refused: number }>} fate @returns {readonly MessageStep[]} */
function lifeOf(fate) {
  switch (fate) {
    case "silent":
      return [];
    case "sent":
      return [SENDING, { ...SENT, arrives: true }];
    case "delivered":
      // The receipt follows the text.
      return [SENDING, { ...SENT, arrives: true }, { status: "delivered" }];
    default:
      return "undelivered" in fate
        ? [SENDING, SENT, { status: "undelivered", errorCode: fate.undelivered }]
        : [SENDING, { status: "failed", errorCode: fate.failed }];
  }
}

/** @param {World} world @param {Form} form @returns {{ readonly from: string | undefined, readonly pool: Pool | undefined }} */
function senderIn({ numbers, pools }, form) {
  const from = fieldIn(form, "From");
  const chosen = fieldIn(form, "MessagingServiceSid");
  if (chosen === undefined) {
    if (from === undefined) throw refused(21603);
    if (!numbers.includes(from)) throw refused(21606, { from });
    return { from, pool: undefined };
  }
  const pool = pools.find(({ sid }) => sid === chosen);
  if (pool === undefined) throw refused(21705);
  if (pool.numbers.length === 0) throw refused(21704);
  if (from !== undefined && !pool.numbers.includes(from)) throw refused(21606, { from });
  return { from, pool };
}

/** @param {Asked} asked @returns {Answer} */
export function createMessage({ world, form }) {
  refuseUnknown(form, OF_A_MESSAGE);
  const to = fieldIn(form, "To");
  if (to === undefined) throw refused(21604);
  if (!isE164(to)) throw refused(21211, { to });
  const body = fieldIn(form, "Body");
  const sender = senderIn(world, form);
  if (body === undefined) throw refused(21602);
  if ([...body].length > MOST_CHARACTERS) throw refused(21617);
  // The text is not one of the service's templates.
  if (world.account.type === "Trial") throw refused(572006);
  const fate = world.phones()[to]?.sms ?? "delivered";
  const numbers = { to, from: sender.from ?? sender.pool?.numbers[0] ?? "" };
  if (typeof fate === "object" && "refused" in fate) throw refused(fate.refused, numbers);
  const now = world.now();
  const life = lifeOf(fate);
  /** @type {Message} */
  const message = {
    sid: world.newSid("SM"),
    to,
    ...sender,
    body,
    status: sender.pool === undefined ? "queued" : "accepted",
    errorCode: undefined,
    created: now,
    updated: now,
    sent: undefined,
    ahead: sender.pool === undefined ? life : [QUEUED, ...life],
  };
  world.messages.set(message.sid, message);
  return { status: 201, body: messageText(world.account, message) };
}

/** @param {Message} message @param {number} now @returns {Message} */
function advanced(message, now) {
  const [step, ...ahead] = message.ahead;
  if (step === undefined) return message;
  const { status, errorCode } = step;
  return {
    ...message,
    status,
    errorCode,
    from: message.from ?? (status === "queued" ? undefined : message.pool?.numbers[0]),
    sent: message.sent ?? (status === "sent" ? now : undefined),
    updated: now,
    ahead,
  };
}

/** @param {Asked} asked @returns {Answer} */
export function getMessage({ world, sid, path }) {
  const before = world.messages.get(sid);
  if (before === undefined) throw notFound(path);
  const message = advanced(before, world.now());
  world.messages.set(sid, message);
  const { to, from = "", body } = message;
  if (before.ahead[0]?.arrives === true) world.ring({ kind: "text", sid, to, from, body });
  return { status: 200, body: messageText(world.account, message) };
}
