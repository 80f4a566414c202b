/** Runs `oncall verify-notifications`: selects people, then tests them by Twilio or by OpsGenie. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { checkNamed, readClock } from "../shared/context.ts";
import { findRoster } from "../shared/find.ts";
import { readFlags } from "../shared/flags.ts";
import { openBytes } from "../shared/open.ts";
import { readRoster } from "../shared/read.ts";
import type { VerifyFlags } from "./command.ts";
import type { VerifySession } from "./session.ts";

export async function runVerify(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<VerifyFlags>(command);
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
  const session: VerifySession = { edges, flags, ids: command.args, path, timeline, now };
  if (flags.via === "opsgenie") {
    const { sendAlerts } = await import("./alerts.ts");
    return sendAlerts(session);
  }
  const { sendPages } = await import("./pages.ts");
  return sendPages(session);
}
