/** What Twilio says no with: a code and its HTTP status in, the answer that quotes numbers as Twilio's does out. */

/** Those of another status than 400. */
const STATUS = new Map([
  [20003, 401],
  [20005, 403],
  [20008, 403],
  [20404, 404],
  [20429, 429],
  [20500, 500],
  [20503, 503],
]);

/** Thrown by whatever reads a request; the server makes the answer of it. */
export class Refusal extends Error {
  /** @param {number} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.status = STATUS.get(code) ?? 400;
    this.body = {
      code,
      message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: this.status,
    };
  }
}
