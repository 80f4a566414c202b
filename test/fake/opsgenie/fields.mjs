/** Reads the fields of a request; one that is missing or of the wrong kind is refused with 422, as the service does. */
import { unprocessable } from "./answer.mjs";

/** @import { Json } from "./model.ts" */

const MOST_INT = 2_147_483_647;

/** @param {unknown} value @returns {value is Json} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {Json} body @param {string} field @returns {string | undefined} */
export function textIn(body, field) {
  const value = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw unprocessable({ [field]: "should be a string" });
  return value;
}

/** @param {Json} body @param {string} field @returns {boolean | undefined} */
export function yesIn(body, field) {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw unprocessable({ [field]: "should be a boolean" });
  return value;
}

/** @param {Json} body @param {string} field @param {number} least @param {number} [most] @returns {number | undefined} */
export function wholeIn(body, field, least, most = MOST_INT) {
  const value = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw unprocessable({ [field]: `should be a whole number from ${least} to ${most}` });
  return value;
}

/** @param {Json} body @param {string} field @param {readonly string[]} values @returns {string | undefined} */
export function oneOfIn(body, field, values) {
  const value = textIn(body, field);
  if (value !== undefined && !values.includes(value))
    throw unprocessable({ [field]: `should be one of ${values.join(", ")}` });
  return value;
}

/** @param {Json} body @param {string} field @returns {readonly Json[] | undefined} */
export function recordsIn(body, field) {
  const value = body[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isRecord))
    throw unprocessable({ [field]: "should be a list of objects" });
  return value;
}

/** @param {Json} body @param {string} field @returns {Json | undefined} */
export function recordIn(body, field) {
  const value = body[field];
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw unprocessable({ [field]: "should be an object" });
  return value;
}

/** @param {Json} body @param {string} field @returns {number | undefined} */
export function dateIn(body, field) {
  const value = textIn(body, field);
  return value === undefined ? undefined : instantIn(value, field);
}

/** ISO 8601 with `Z` or an offset: a `+` that a query did not escape has become a blank, and is refused. @param {string} text @param {string} field */
export function instantIn(text, field) {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(instant))
    throw unprocessable({ [field]: "is not a date in the format yyyy-MM-dd'T'HH:mm:ssZ" });
  return instant;
}

/** @template Value @param {Value | undefined} value @param {string} field @returns {Value} */
export function needed(value, field) {
  if (value === undefined) throw unprocessable({ [field]: "may not be empty" });
  return value;
}
