/** Finds the probe of a service: how to open it with what the roster and the environment say. */
import type { Edges } from "../../edge/edges.ts";
import { readJsmAccess } from "../../provider/jsm/environment.ts";
import { openJsmProbe } from "../../provider/jsm/probe/open.ts";
import { readOpsgenieAccess } from "../../provider/opsgenie/environment.ts";
import { openOpsgenieProbe } from "../../provider/opsgenie/probe/open.ts";
import type { OpenProbe } from "../../provider/probe.ts";
import type { Roster } from "../../roster/model.ts";
import { missingJsmSection, missingSection } from "../shared/destination.ts";
import type { ProviderName } from "../shared/provider.ts";

/** Throws a Fault if the roster has no section for the service, or there is no key. */
type FindProbe = (edges: Edges, roster: Roster) => OpenProbe;

export const PROBES: Readonly<Record<ProviderName, FindProbe>> = { opsgenie: findOpsgenie, jsm: findJsm };

function findOpsgenie({ env }: Edges, roster: Roster): OpenProbe {
  const { opsgenie } = roster;
  if (opsgenie === undefined) throw missingSection(roster);
  const access = readOpsgenieAccess(env, opsgenie);
  return (subject) => openOpsgenieProbe(access, subject);
}

function findJsm({ env }: Edges, roster: Roster): OpenProbe {
  const { jsm } = roster;
  if (jsm === undefined) throw missingJsmSection(roster);
  const access = readJsmAccess(env, jsm);
  return (subject) => openJsmProbe(access, jsm.team ?? "", subject);
}
