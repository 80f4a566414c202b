/** Plans and pushes a group: its members become whoever is on call now, in all roles, covers included. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, type ExitCode, Fault } from "../../fault.ts";
import { type GroupMember, type GroupPlan, type PresentMember, planGroup } from "../../plan/group.ts";
import type { Who } from "../../plan/model.ts";
import type { GroupReader, GroupService } from "../../provider/groups.ts";
import { forTerminal } from "../../render/escape.ts";
import { type GroupView, groupJson, groupText, isServed, type ServedRoster } from "../../render/group.ts";
import type { Person } from "../../roster/model.ts";
import { outputZone } from "../../roster/output-zone.ts";
import type { Instant } from "../../time/zone.ts";
import { requireConsent } from "../shared/consent.ts";
import { checkClock, openClock, readClock } from "../shared/context.ts";
import { displayPath } from "../shared/find.ts";
import { stopOnInterrupt } from "../shared/interrupt.ts";
import type { OpenedFile } from "../shared/open.ts";
import type { MessengerName } from "../shared/provider.ts";
import { MESSENGERS } from "../shared/services.ts";
import type { PushFlags } from "./command.ts";
import { MAX_POLLS, POLL_MS } from "./context.ts";
import { findOthers, findServing, type GroupRoster, type ServedGroupRoster } from "./on-call.ts";
import { adviseAllow, checkRefusals, refusePush } from "./refuse.ts";

/** Of whose accounts the names are asked for: a group of more is not one of people on call. */
const MOST_RECOGNIZED = 30;

interface GroupContext {
  readonly name: MessengerName;
  readonly path: string;
  readonly service: GroupService;
  readonly now: () => Instant;
  /** The roster of the push first. */
  readonly sources: readonly [GroupRoster, ...GroupRoster[]];
}

/** What there is at one moment. */
interface GroupSnapshot {
  readonly plan: GroupPlan;
  /** The roster of the push first. */
  readonly onCall: readonly [ServedGroupRoster, ...ServedGroupRoster[]];
}

/** `writes`: whether it is for a push, which refuses a what-if. */
export async function openGroup(
  edges: Edges,
  name: MessengerName,
  { path, timeline }: OpenedFile,
  writes: boolean,
): Promise<GroupContext> {
  const { roster } = timeline;
  const { addressName, openGroup: open, readGroupKey } = MESSENGERS[name];
  const { access, connect } = open(edges, roster);
  const start = readClock(edges);
  if (writes) checkClock(edges, access.isLoopback, "a push", addressName);
  const now = openClock(edges, start);
  const others = findOthers(edges, path, timeline, readGroupKey);
  const service = await connect();
  const own = { file: displayPath(edges, path), timeline };
  return { name, path, service, now, sources: [own, ...others] };
}

async function readSnapshot({ service, sources, now }: GroupContext): Promise<GroupSnapshot> {
  const at = now();
  const [own, ...others] = sources;
  const onCall = [findServing(own, at), ...others.map((other) => findServing(other, at))] as const;
  const { reader } = service;
  const { name, members } = await reader.readGroup();
  const wanted = new Map<string, GroupMember>();
  for (const { people, timeline } of onCall)
    for (const [person, key] of await reader.findMembers(people))
      if (!wanted.has(key)) wanted.set(key, { key, who: nameMember(person, timeline === own.timeline) });
  const present: PresentMember[] = [];
  for (const key of members) {
    const member = wanted.get(key);
    const isShown = present.length < MOST_RECOGNIZED;
    if (member !== undefined) present.push({ ...member, isStranger: false });
    else if (isShown) present.push(await recognize(reader, key, sources));
    else present.push({ key, who: `@${key}`, isStranger: true });
  }
  return { plan: planGroup(name, present, [...wanted.values()]), onCall };
}

async function recognize(
  reader: GroupReader,
  key: string,
  [own, ...others]: GroupContext["sources"],
): Promise<PresentMember> {
  const ours = [...own.timeline.roster.people.values()];
  const all = [...ours, ...others.flatMap(({ timeline }) => [...timeline.roster.people.values()])];
  const { person, name, isActive } = await reader.recognize(key, all);
  const who = person === undefined ? `@${name}` : nameMember(person, ours.includes(person));
  return { key, who, isStranger: person === undefined && isActive };
}

/** People of another roster may have the same ids. */
function nameMember({ id, name }: Person, isOurs: boolean): Who {
  return isOurs ? id : `@${name}`;
}

export async function showGroup(edges: Edges, flags: PushFlags, context: GroupContext): Promise<ExitCode> {
  const snapshot = await readSnapshot(context);
  const { plan } = snapshot;
  const view = createView(context, snapshot);
  if (flags.json === true) edges.stdout.write(groupJson(view, context.name));
  else edges.stdout.write(groupText(view));
  sayUnserved(edges, flags, view);
  for (const { guard, message } of plan.refusals)
    edges.stderr.write(`warning: a push would stop: ${forTerminal(message)} [${guard}]\n`);
  if (plan.refusals.length > 0) edges.stderr.write(`help: ${adviseAllow(plan.refusals)}\n`);
  return flags.check === true && plan.keys !== undefined ? EXIT.no : EXIT.done;
}

export async function pushGroup(
  edges: Edges,
  flags: PushFlags,
  context: GroupContext,
  allowed: readonly string[],
): Promise<ExitCode> {
  const shown = await readSnapshot(context);
  const view = createView(context, shown);
  // With --json, people still see on stderr what is about to be done, and where.
  (flags.json === true ? edges.stderr : edges.stdout).write(groupText(view));
  sayUnserved(edges, flags, view);
  checkRefusals({ blockers: [], refusals: shown.plan.refusals }, allowed);
  if (shown.plan.keys !== undefined) {
    const undone = "nothing was pushed";
    await requireConsent(edges, flags, { what: "a push", question: "Push this?", undone });
    const { plan } = await readSnapshot(context);
    if (plan.fingerprint !== shown.plan.fingerprint)
      throw refusePush(
        `who is on call, or in ${plan.name}, has changed since the plan was shown: ${undone}`,
        "run it again for a new plan",
      );
    await writeMembers(edges, context, plan);
  }
  if (flags.json === true) edges.stdout.write(groupJson(view, context.name, isServed(view)));
  else if (isServed(view))
    edges.stdout.write(`\nverified: ${forTerminal(shown.plan.name)} has whoever is on call now\n`);
  return EXIT.done;
}

function sayUnserved(edges: Edges, { json }: PushFlags, view: GroupView): void {
  if (json !== true || isServed(view)) return;
  edges.stderr.write(`note: nobody is on call now, so ${forTerminal(view.plan.name)} stays as it is\n`);
}

function createView(
  { name, service, path, now }: GroupContext,
  { plan, onCall: [own, ...others] }: GroupSnapshot,
): GroupView {
  const describe = ({ file, timeline, serving }: ServedGroupRoster): ServedRoster => {
    const next = timeline.shift((timeline.shiftAt(now()) ?? -1) + 1).start;
    return { file, people: timeline.roster.people, zone: outputZone(timeline.roster), serving, next };
  };
  return {
    ...{ plan, title: MESSENGERS[name].title, account: service.account, path, now: now() },
    team: own.timeline.roster.team,
    rosters: [describe(own), ...others.map(describe)],
  };
}

async function writeMembers(edges: Edges, { service }: GroupContext, plan: GroupPlan): Promise<void> {
  const keys = plan.keys ?? [];
  await stopOnInterrupt(edges, "stopping after this call", async ({ signal }) => {
    await service.openWriter().replaceMembers(keys);
    for (let poll = 1; ; poll += 1) {
      const { members } = await service.reader.readGroup();
      if (members.toSorted().join() === keys.toSorted().join()) return;
      if (poll === MAX_POLLS || signal.aborted)
        throw new Fault(
          EXIT.service,
          `not verified: ${plan.name} has other members than were written`,
          "look at the group, and run oncall push slack again",
        );
      await edges.http.sleep(POLL_MS, signal);
    }
  });
}
