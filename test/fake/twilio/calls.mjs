/** Answers the requests on calls. The fate of the phone decides the life of a call; each GET moves it one step on, and a hang-up ends it. */
import { fieldIn, isE164, OF_A_CALL, OF_A_HANG_UP, refuseUnknown } from "./form.mjs";
import { notFound, Refusal, refused } from "./refusal.mjs";
import { callText, dateText, uriOf, VERSION } from "./resource.mjs";
import { secondsOf, spokenIn } from "./speech.mjs";
import { Malformed, utterancesOf } from "./twiml.mjs";

/** @import { Answer, Asked, Call, CallStep, Form, Listener, Utterance, VoiceFate } from "./model.ts" */
/** @typedef {Exclude<VoiceFate, { readonly refused: number }>} Fate */

const MOST_TWIML = 4000;
/** How long somebody who hangs up listens. */
const IMPATIENT_SECONDS = 2;
const RINGING = { status: /** @type {const} */ ("ringing") };
const ANSWERED = { status: /** @type {const} */ ("in-progress") };

/** @type {Readonly<Partial<Record<Fate, readonly [string, Listener]>>>} */
const ANSWERING = {
  human: ["human", "person"],
  "hangs-up": ["human", "person"],
  machine: ["machine_start", "machine"],
  "machine-end": ["machine_end_beep", "machine"],
  fax: ["fax", "machine"],
  // For example, a person in a noisy street.
  unknown: ["unknown", "person"],
};

/**
 * With machine detection, the words wait for its result, unless it is asynchronous.
 * @param {Form} form
 */
function detectionIn(form) {
  const asked = fieldIn(form, "MachineDetection") !== undefined && fieldIn(form, "SendDigits") === undefined;
  return { asked, waits: asked && fieldIn(form, "AsyncAmd") !== "true" };
}

/** @param {Fate} fate @param {{ readonly asked: boolean, readonly waits: boolean }} detection @param {number} duration @returns {readonly CallStep[]} */
function lifeOf(fate, { asked, waits }, duration) {
  if (fate === "rings") return [RINGING];
  if (fate === "failed") return [{ status: "failed" }];
  if (fate === "busy" || fate === "no-answer") return [RINGING, { status: fate }];
  const [answeredBy, heardBy] = ANSWERING[fate] ?? ["unknown", "person"];
  const first = waits ? ANSWERED : { ...ANSWERED, heardBy };
  const second = { ...ANSWERED, ...(waits ? { heardBy } : {}), ...(asked ? { answeredBy } : {}) };
  const third = fate === "hangs-up" ? [] : [ANSWERED];
  return [RINGING, first, second, ...third, { status: "completed", duration }];
}

/** A `Url` is never fetched: such a call is silent. @param {Form} form @returns {{ readonly words: readonly Utterance[], readonly complaint?: string }} */
function wordsIn(form) {
  if (fieldIn(form, "Url") !== undefined) return { words: [] };
  try {
    return { words: utterancesOf(fieldIn(form, "Twiml") ?? "") };
  } catch (error) {
    if (error instanceof Malformed) return { words: [], complaint: error.message };
    throw error;
  }
}

/** @param {Asked} asked */
function callIn({ world, form }) {
  refuseUnknown(form, OF_A_CALL);
  const [to, from] = [fieldIn(form, "To"), fieldIn(form, "From")];
  if (to === undefined) throw refused(21201);
  if (from === undefined) throw refused(21213);
  if (!isE164(to)) throw refused(21217, { to });
  if (!world.numbers.includes(from)) throw refused(21210, { from });
  const twiml = fieldIn(form, "Twiml");
  if (twiml === undefined && fieldIn(form, "Url") === undefined) throw refused(21205);
  // The code with which the service refuses it is not documented.
  if ([...(twiml ?? "")].length > MOST_TWIML)
    throw new Refusal(20001, `Twiml is longer than ${MOST_TWIML} characters`);
  return { to, from, twiml: twiml ?? "" };
}

/** @param {Asked} asked @returns {Answer} */
export function createCall(asked) {
  const { world, form } = asked;
  const { to, from, twiml } = callIn(asked);
  const fate = world.phones()[to]?.voice ?? "human";
  if (typeof fate === "object") throw refused(fate.refused, { to, from });
  const { words, complaint } = wordsIn(form);
  const limit = fate === "hangs-up" ? IMPATIENT_SECONDS : Number(fieldIn(form, "TimeLimit") ?? Infinity);
  const life = lifeOf(fate, detectionIn(form), Math.min(limit, secondsOf(words)));
  // The service reads the TwiML when somebody answers.
  const answers = life.some(({ status }) => status === "in-progress");
  const fails = complaint !== undefined && answers;
  const now = world.now();
  /** @type {Call} */
  const call = {
    sid: world.newSid("CA"),
    to,
    from,
    twiml,
    spoken: spokenIn(words, limit),
    status: "queued",
    answeredBy: undefined,
    complaint: undefined,
    duration: undefined,
    created: now,
    updated: now,
    answered: undefined,
    ended: undefined,
    hungUp: false,
    ahead: fails ? [RINGING, { status: "failed", complaint }] : life,
  };
  world.calls.set(call.sid, call);
  return { status: 201, body: callText(world.account, call) };
}

/** @param {Call["status"]} status */
const isFinal = (status) => !["queued", "ringing", "in-progress"].includes(status);

/** @param {Call} call @param {CallStep} step @param {number} now @returns {Call} */
function stepped(call, step, now) {
  const { status } = step;
  return {
    ...call,
    status,
    answeredBy: step.answeredBy ?? call.answeredBy,
    complaint: step.complaint,
    duration: step.duration,
    answered: call.answered ?? (status === "in-progress" ? now : undefined),
    ended: isFinal(status) ? now : undefined,
    updated: now,
  };
}

/** @param {Asked} asked @returns {Call} */
function callOf({ world, sid, path }) {
  const call = world.calls.get(sid);
  if (call === undefined) throw notFound(path);
  return call;
}

/** @param {Asked} asked @returns {Answer} */
export function getCall(asked) {
  const { world, sid } = asked;
  const before = callOf(asked);
  const [step, ...ahead] = before.ahead;
  const call = step === undefined ? before : { ...stepped(before, step, world.now()), ahead };
  world.calls.set(sid, call);
  const { to, from, spoken } = call;
  if (step?.heardBy !== undefined) world.ring({ kind: "call", sid, to, from, spoken, heardBy: step.heardBy });
  return { status: 200, body: callText(world.account, call) };
}

/**
 * Before it is answered a call becomes `canceled`, after that `completed`. `canceled` does nothing to a call that was answered;
 * what the service says of one that is over is not documented.
 * @param {Asked} asked @returns {Answer}
 */
export function hangUp(asked) {
  const { world, form, sid } = asked;
  refuseUnknown(form, OF_A_HANG_UP);
  const wanted = fieldIn(form, "Status");
  if (wanted === undefined) throw new Refusal(20001, "Status is required");
  const before = callOf(asked);
  if (isFinal(before.status)) throw refused(21220);
  const { answered } = before;
  const now = world.now();
  if (wanted === "canceled" && answered !== undefined)
    return { status: 200, body: callText(world.account, before) };
  /** @type {CallStep} */
  const step =
    answered === undefined
      ? { status: "canceled" }
      : { status: "completed", duration: Math.max(0, Math.round((now - answered) / 1000)) };
  const call = { ...stepped(before, step, now), hungUp: true, ahead: [] };
  world.calls.set(sid, call);
  return { status: 200, body: callText(world.account, call) };
}

/** Why a call failed stands here alone: the call itself has no code. @param {Asked} asked @returns {Answer} */
export function listNotifications(asked) {
  const { world } = asked;
  const { sid: account } = world.account;
  const { sid, complaint, updated } = callOf(asked);
  const uri = uriOf(account, `/Calls/${sid}/Notifications`);
  const date = dateText(updated);
  const notification = {
    sid: sid.replace(/^CA/, "NO"),
    account_sid: account,
    call_sid: sid,
    api_version: VERSION,
    error_code: "12100",
    log: "0",
    message_text: new URLSearchParams({ Msg: `Document parse failure: ${complaint}` }).toString(),
    more_info: "https://www.twilio.com/docs/errors/12100",
    message_date: date,
    date_created: date,
    date_updated: date,
    request_method: null,
    request_url: null,
    uri: uriOf(account, `/Calls/${sid}/Notifications/${sid.replace(/^CA/, "NO")}`),
  };
  const notifications = complaint === undefined ? [] : [notification];
  const paging = { page: 0, page_size: 50, start: 0, end: 0, first_page_uri: uri, uri };
  const body = { notifications, ...paging, next_page_uri: null, previous_page_uri: null };
  return { status: 200, body };
}
