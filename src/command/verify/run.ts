/** Runs `oncall verify-notifications`: selects people, then tests them by Twilio or by an alert of a service. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { checkNamed, readClock } from "../shared/context.ts";
import { readFlags } from "../shared/flags.ts";
import { openFile } from "../shared/open.ts";
import { PROVIDER_NAMES } from "../shared/provider.ts";
import type { VerifyFlags } from "./command.ts";
import type { VerifySession } from "./session.ts";

export async function runVerify(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<VerifyFlags>(command);
  checkNamed(edges, flags, "a test");
  const provider = PROVIDER_NAMES.find((name) => name === flags.via);
  if (flags.commit === true && (provider !== undefined || !flags.record))
    throw new Fault(
      EXIT.usage,
      `--commit needs a proof to commit, and ${flags.record ? `--via ${provider}` : "--no-record"} records none`,
      "drop one of the two",
    );
  const { path, timeline } = openFile(edges, flags);
  const now = readClock(edges);
  const session: VerifySession = { edges, flags, ids: command.args, path, timeline, now };
  if (provider !== undefined) {
    const { sendAlerts } = await import("./alerts.ts");
    return sendAlerts(session, provider);
  }
  const { sendPages } = await import("./pages.ts");
  return sendPages(session);
}
