/** Selects who is tested, and asks for consent: what test pages by text or call and alerts have in common. */
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { Channel } from "../../proof/model.ts";
import {
  listGroups,
  type Reach,
  type ResolvePhone,
  type Selection,
  selectRecipients,
} from "../../proof/recipients.ts";
import { forTerminal } from "../../render/escape.ts";
import { pagesText } from "../../render/proof.ts";
import type { Person } from "../../roster/model.ts";
import { resolvePhone } from "../../roster/phone.ts";
import type { Instant } from "../../time/zone.ts";
import type { Timeline } from "../../timeline/build.ts";
import { requireConsent } from "../shared/consent.ts";
import { findPerson } from "../shared/people.ts";
import type { VerifyFlags } from "./command.ts";

/** What stays the same from page to page. */
export interface VerifySession {
  readonly edges: Edges;
  readonly flags: VerifyFlags;
  /** Who was named. */
  readonly ids: readonly string[];
  readonly path: string;
  readonly timeline: Timeline;
  readonly now: Instant;
}

export function phoneResolver({ env }: Edges): ResolvePhone {
  return ({ phone }) => phone && resolvePhone(phone, env);
}

/**
 * Throws unless everybody who was named can be tested; people of a group are left out instead, with a warning.
 * `channels`: by which ways those without a valid proof are to be tested; both by default.
 */
export function chooseRecipients(
  { edges, flags, ids, timeline, now }: VerifySession,
  reach: Reach,
  channels?: readonly Channel[],
): Selection {
  const named = ids.map((id) => findPerson(timeline.roster, id));
  const isGroup = flags.turn === true || flags.stale === true || flags.all === true;
  if (named.length === 0 && !isGroup) named.push(findOneself(edges, timeline));
  const group = listGroups(timeline, flags, channels, now, phoneResolver(edges));
  const people = [...new Set([...named, ...group])];
  const selection = selectRecipients(timeline, people, now, reach, flags.anyHour === true);
  const { recipients, leftOut } = selection;
  const [first, ...more] =
    recipients.length === 0 ? leftOut : leftOut.filter(({ person }) => named.includes(person));
  if (first !== undefined)
    throw new Fault(
      first.isAsleep ? EXIT.refused : EXIT.roster,
      `nothing was sent: ${first.reason}`,
      first.help,
      [],
      more.map(({ reason }) => reason),
    );
  warnLeftOut(edges, selection);
  return selection;
}

/** By the email that git is set up with. */
function findOneself({ git, cwd }: Edges, { roster }: Timeline): Person {
  const email = cwd === undefined ? undefined : git.userEmail(cwd);
  const oneself = [...roster.people.values()].find(
    (person) => email !== undefined && person.email?.toLowerCase() === email.toLowerCase(),
  );
  if (oneself !== undefined) return oneself;
  throw new Fault(
    EXIT.usage,
    email === undefined
      ? "git does not know who you are: `git config user.email` is not set"
      : `nobody in ${roster.file} has the email of your git config`,
    `name the people to test: ${[...roster.people.keys()].join(", ")}`,
  );
}

function warnLeftOut({ stdout, stderr }: Edges, { recipients, leftOut }: Selection): void {
  for (const { reason } of leftOut) stderr.write(`warning: left out: ${forTerminal(reason)}\n`);
  if (recipients.length === 0) stdout.write("there is nobody to test\n");
}

/** Names the roster, the account and everybody whose phone may ring; throws unless the answer is yes. */
export async function confirmPages(
  { edges, flags, path, timeline }: VerifySession,
  through: string,
  warning: string | undefined,
  { recipients }: Selection,
  ways: string,
): Promise<void> {
  const rows = recipients.map(({ person: { id, name }, shown, local }) => {
    return { id, name, ways, address: shown, clock: local.clock };
  });
  const from = `${path}, team ${timeline.roster.team}`;
  edges.stderr.write(`${forTerminal(`${from} → ${through}`)}\n\n${await pagesText(rows)}\n`);
  if (warning !== undefined) edges.stderr.write(`warning: ${forTerminal(warning)}\n`);
  const question = rows.length === 1 ? "Send this?" : "Send these?";
  await requireConsent(edges, flags, { what: "a test", question, undone: "nothing was sent" });
}
