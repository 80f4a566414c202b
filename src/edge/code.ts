/** The codes of test pages: six digits that nobody can foresee, each as likely as any other. */

const DIGITS = 6;

export function code(): string {
  // Loaded when it is used: it costs a start 3 ms.
  const { randomInt } = process.getBuiltinModule("node:crypto");
  return String(randomInt(0, 10 ** DIGITS)).padStart(DIGITS, "0");
}
