/** Makes random codes and digests. Node's crypto is loaded on first use: it costs a start 3 ms. */

const CODE_DIGITS = 6;

/** The code of a test page: six digits, each as likely as any other. */
export function randomCode(): string {
  const { randomInt } = process.getBuiltinModule("node:crypto");
  return String(randomInt(0, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, "0");
}

export function randomHex(bytes: number): string {
  return process.getBuiltinModule("node:crypto").randomBytes(bytes).toString("hex");
}

/** SHA-256 of the texts, in hex. */
export function digest(...texts: readonly string[]): string {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  return hash.update(texts.join("\0")).digest("hex");
}
