/** The code that a test page carries and what is typed at the prompt in, whether it is proof out. Nothing of it is kept. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type Instant, MINUTE_MS } from "../time/zone.ts";

export const CODE_DIGITS = 6;
/** How long a code is good for. */
export const CODE_MS = 10 * MINUTE_MS;
export const TRIES = 5;

export type Verdict =
  | { readonly kind: "right" }
  | { readonly kind: "no-code" }
  | { readonly kind: "wrong"; readonly left: number }
  | { readonly kind: "expired" }
  /** Five were wrong, or the code was taken back: what is typed now is not looked at. */
  | { readonly kind: "void" };

/** One code, of one page on one channel. */
export interface Challenge {
  /** What does not have six digits is no try; spaces and dashes between them do not count. */
  judge(typed: string, at: Instant): Verdict;
  isExpired(at: Instant): boolean;
  /** Takes the code back: somebody else than the one it was for may have heard it. */
  void(): void;
}

/** `sent`: when the page was handed to the service; the ten minutes count from there. */
export function challengeOf(code: string, sent: Instant): Challenge {
  let left = TRIES;
  const isExpired = (at: Instant) => at < sent || at - sent >= CODE_MS;
  return {
    isExpired,
    judge(typed, at) {
      const digits = typed.replace(/[\s-]/g, "");
      if (left === 0) return { kind: "void" };
      if (isExpired(at)) return { kind: "expired" };
      if (!new RegExp(`^[0-9]{${CODE_DIGITS}}$`).test(digits)) return { kind: "no-code" };
      if (isSame(digits, code)) {
        left = 0; // It is used up.
        return { kind: "right" };
      }
      left -= 1;
      return left === 0 ? { kind: "void" } : { kind: "wrong", left };
    },
    void() {
      left = 0;
    },
  };
}

/** In a time that tells nothing of how much of it is right. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
