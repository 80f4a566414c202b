/** Resolves and masks phone numbers; no error ever contains one. */
import type { Phone } from "./model.ts";

/** E.164: a plus, the country code, at most 15 digits in all. */
const E164 = /^\+[1-9]\d{6,14}$/;

/** Country codes of one and of two digits; all others have three (ITU-T E.164, list of assigned codes). */
const COUNTRY = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Numbers whose caller pays extra: +1 900 and 976, +44 9, and the international premium-rate code. */
const PREMIUM = /^\+(?:1900|1\d{3}976|1976|449|979)/;

export type ResolvedPhone =
  | { readonly kind: "number"; readonly number: string }
  /** The variable is not set. */
  | { readonly kind: "unset"; readonly variable: string }
  /** The variable does not hold a phone number. */
  | { readonly kind: "malformed"; readonly variable: string };

/** Looks the number up in the environment if the roster names a variable. */
export function resolvePhone(phone: Phone, env: Readonly<Record<string, string | undefined>>): ResolvedPhone {
  if (phone.kind === "number") return { kind: "number", number: phone.number };
  const value = env[phone.variable]?.trim();
  if (value === undefined || value === "") return { kind: "unset", variable: phone.variable };
  return isE164(value) ? { kind: "number", number: value } : { kind: "malformed", variable: phone.variable };
}

export function isE164(text: string): boolean {
  return E164.test(text);
}

export function isPremiumRate(number: string): boolean {
  return PREMIUM.test(number);
}

/** What may be shown of an E.164 number: `+1 202 ••• ••01`. */
export function maskPhone(number: string): string {
  const digits = number.slice(1);
  const national = digits.replace(COUNTRY, "");
  const country = digits.slice(0, digits.length - national.length);
  // In a short number the area code would leave too little to guess.
  const area = national.length >= 9 ? national.slice(0, 3) : "";
  const rest = national.slice(area.length);
  const dotted = "•".repeat(Math.max(0, rest.length - 2)) + rest.slice(-2);
  return [`+${country}`, area, dotted.slice(0, 3), dotted.slice(3)].filter((part) => part !== "").join(" ");
}
