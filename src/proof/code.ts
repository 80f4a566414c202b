/** Compares what is typed with the code of a test page. Neither is kept. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type Instant, MINUTE_MS } from "../time/zone.ts";

export const CODE_DIGITS = 6;
/** How long a code is good for. */
export const CODE_MS = 10 * MINUTE_MS;
export const MAX_TRIES = 5;

export type CodeVerdict =
  | { readonly kind: "right" }
  | { readonly kind: "no-code" }
  | { readonly kind: "wrong"; readonly left: number }
  | { readonly kind: "expired" }
  /** Too many were wrong, or the code was revoked. */
  | { readonly kind: "void" };

/** The code of one page on one channel. */
export interface Challenge {
  /** Only six digits count as a try; spaces and dashes between them are ignored. */
  judge(typed: string, at: Instant): CodeVerdict;
  isExpired(at: Instant): boolean;
  /** Revokes the code: somebody else may have heard it. */
  revoke(): void;
}

/** `sent`: when the page was handed to the service; the ten minutes start then. */
export function createChallenge(code: string, sent: Instant): Challenge {
  let left = MAX_TRIES;
  const isExpired = (at: Instant) => at < sent || at - sent >= CODE_MS;
  return {
    isExpired,
    judge(typed, at) {
      const digits = typed.replace(/[\s-]/g, "");
      if (left === 0) return { kind: "void" };
      if (isExpired(at)) return { kind: "expired" };
      if (!new RegExp(`^[0-9]{${CODE_DIGITS}}$`).test(digits)) return { kind: "no-code" };
      if (isSame(digits, code)) {
        left = 0; // It works once.
        return { kind: "right" };
      }
      left -= 1;
      return left === 0 ? { kind: "void" } : { kind: "wrong", left };
    },
    revoke() {
      left = 0;
    },
  };
}

/** Takes the same time however many digits are right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
