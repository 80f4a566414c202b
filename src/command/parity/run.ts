/** Runs `oncall parity`: asks each service for the coming weeks, and says where they and the roster differ. */
import type { Command } from "commander";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode } from "../../fault.ts";
import { findDisparities } from "../../plan/parity.ts";
import { forTerminal } from "../../render/escape.ts";
import { parityJson, parityText } from "../../render/parity.ts";
import { yearOf } from "../../render/when.ts";
import { outputZone } from "../../roster/output-zone.ts";
import { DAY_MS } from "../../time/date.ts";
import { MINUTE_MS } from "../../time/zone.ts";
import { openService, type ServiceContext } from "../shared/connect.ts";
import { readClock } from "../shared/context.ts";
import { displayPath } from "../shared/find.ts";
import { parseCount, readFlags } from "../shared/flags.ts";
import { openFile } from "../shared/open.ts";
import { readProviders } from "../shared/provider.ts";
import type { ParityFlags } from "./command.ts";

const MOST_WEEKS = 52;

export async function runParity(edges: Edges, command: Command): Promise<ExitCode> {
  const flags = readFlags<ParityFlags>(command);
  const weeks = parseCount("--weeks", flags.weeks ?? "8", MOST_WEEKS);
  const opened = openFile(edges, flags);
  const { path, timeline } = opened;
  const { roster } = timeline;
  const start = readClock(edges);
  const contexts: ServiceContext[] = [];
  for (const provider of readProviders(command, roster))
    contexts.push(await openService(edges, provider, opened, { writes: false, start }));
  const services = await Promise.all(
    contexts.map(async ({ provider, service }) => ({ provider, remote: await service.reader.read() })),
  );
  const reach = Math.min(weeks, ...contexts.map(({ service }) => service.abilities.reachWeeks));
  if (reach < weeks)
    edges.stderr.write(
      `note: a service tells who is on call for ${reach} weeks only: no more are compared\n`,
    );
  const until = start + reach * 7 * DAY_MS;
  // A service cuts its timeline where it answers: the comparison begins with the first whole minute after the last answer.
  const answered = Math.max(...contexts.map(({ now }) => now()));
  const disparities = findDisparities(
    contexts.map(({ target }) => target),
    services,
    { start: Math.ceil(answered / MINUTE_MS) * MINUTE_MS, end: until },
  );
  const zone = outputZone(roster);
  const view = {
    ...{ disparities, until, zone, people: roster.people, year: yearOf(zone, start) },
    file: displayPath(edges, path),
    titles: new Map(contexts.map(({ provider, destination }) => [provider, destination.title])),
  };
  edges.stdout.write(flags.json === true ? parityJson(view) : parityText(view));
  const compared = new Set(contexts.flatMap(({ target }) => target.roles.map(({ role }) => role)));
  for (const role of new Set(roster.rotation.flatMap(({ roles }) => roles)))
    if (!compared.has(role))
      edges.stderr.write(
        forTerminal(`note: no service has a schedule for ${role}: it is not compared`).concat("\n"),
      );
  for (const note of new Set(services.flatMap(({ remote }) => remote.notes)))
    edges.stderr.write(`note: ${forTerminal(note)}\n`);
  return disparities.length > 0 ? EXIT.no : EXIT.done;
}
