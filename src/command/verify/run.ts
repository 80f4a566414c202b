/** Runs `oncall verify-notifications`: selects people, then tests them by Twilio or by OpsGenie. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { checkNamed, readClock } from "../shared/context.ts";
import { findRoster, openBytes, readRoster } from "../shared/open.ts";
import type { VerifyFlags, VerifySession } from "./session.ts";

export async function runVerify(edges: Edges, ids: readonly string[], flags: VerifyFlags): Promise<ExitCode> {
  checkNamed(edges, flags, "a test");
  if (flags.commit === true && (flags.via === "opsgenie" || !flags.record))
    throw new Fault(
      EXIT.usage,
      `--commit needs a proof to commit, and ${flags.record ? "--via opsgenie" : "--no-record"} records none`,
      "drop one of the two",
    );
  const path = findRoster(edges, flags);
  const { timeline } = openBytes(edges, path, readRoster(edges, path), { withPrivate: true });
  const now = readClock(edges);
  const session: VerifySession = { edges, flags, ids, path, timeline, now };
  if (flags.via === "opsgenie") {
    const { sendAlerts } = await import("./alerts.ts");
    return sendAlerts(session);
  }
  const { sendPages } = await import("./pages.ts");
  return sendPages(session);
}
