/** Opens the roster and the service of a plan or a push, and takes snapshots of the service. */
import type { Edges } from "../../edge/edges.ts";
import { type Snapshot, takeSnapshot } from "../../plan/snapshot.ts";
import { openService, type ServiceContext } from "../shared/connect.ts";
import { findRoster } from "../shared/find.ts";
import { openBytes } from "../shared/open.ts";
import type { ProviderName } from "../shared/provider.ts";
import { readRoster } from "../shared/read.ts";
import type { PushFlags } from "./command.ts";

export async function openPush(
  edges: Edges,
  flags: PushFlags,
  provider: ProviderName,
  { writes }: { readonly writes: boolean },
): Promise<ServiceContext> {
  const path = findRoster(edges, flags);
  const { timeline } = openBytes(edges, path, readRoster(edges, path), { withPrivate: true });
  return openService(edges, provider, { path, timeline }, { writes });
}

export async function readSnapshot({ target, now, service }: ServiceContext): Promise<Snapshot> {
  return takeSnapshot(target, await service.reader.read(), now());
}
