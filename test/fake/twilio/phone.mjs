/** Keeps what arrives on the phones, for tests and for the terminal. */
import { spokenCode, writtenCode } from "./speech.mjs";

/** @import { Phone, PhoneEvent } from "./model.ts" */

/** @param {((event: PhoneEvent) => void) | undefined} onPhone */
export function phonesOf(onPhone) {
  /** @type {PhoneEvent[]} */
  const events = [];
  return {
    /** @param {PhoneEvent} event */
    ring: (event) => {
      events.push(event);
      onPhone?.(event);
    },
    /** @param {string} number @returns {Phone} */
    phone: (number) => {
      const own = events.filter(({ to }) => to === number);
      const texts = own.flatMap((each) => (each.kind === "text" ? [each.body] : []));
      const calls = own.flatMap((each) =>
        each.kind === "call" ? [{ spoken: each.spoken, heardBy: each.heardBy }] : [],
      );
      const heard = calls.findLast(({ heardBy }) => heardBy === "person");
      return {
        texts,
        calls,
        code: (channel) =>
          channel === "sms" ? writtenCode(texts.at(-1) ?? "") : spokenCode(heard?.spoken ?? ""),
      };
    },
  };
}
