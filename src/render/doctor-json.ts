/** Prints an examination as JSON for scripts: cli.md, "JSON (version 1)". */
import type { Check } from "../doctor/model.ts";
import { maskPhones } from "../text/mask.ts";
import { jsonDocument } from "./json.ts";

export function checksJson(provider: string, checks: readonly Check[]): string {
  return jsonDocument({
    version: 1,
    provider,
    checks: checks.map(({ check, subject, status, message, help }) => ({
      check,
      subject: subject === null ? null : maskPhones(subject),
      status,
      message: maskPhones(message),
      help,
    })),
  });
}
