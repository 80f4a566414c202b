/** Writes a page by hand: what the alert says, and what people are shown before they send it and after. */
import type { Id, Person, Role } from "../roster/model.ts";
import { cutText } from "../text/cut.ts";
import { capitalize } from "../text/letters.ts";
import type { Instant } from "../time/zone.ts";
import type { Ringing } from "../timeline/escalation.ts";
import { forTerminal, oneLine } from "./escape.ts";
import { jsonDocument } from "./json.ts";
import { buildNames, NOBODY } from "./names.ts";
import { clock, day, type Faces, moment, yearOf } from "./when.ts";

export interface PageText {
  /** As it was typed. */
  readonly message: string;
  readonly team: string;
  readonly incident: string | undefined;
  readonly at: Instant;
  readonly zone: Faces["zone"];
  /** In the order of the roles; undefined: off duty. */
  readonly holders: readonly { readonly role: Role; readonly person: Id | null | undefined }[];
}

/**
 * The full message stands in the description too if it had to be cut. Whoever is alerted as secondary learns what the
 * policy asks of them: they will not look it up at night.
 */
export function writePage(
  page: PageText,
  people: ReadonlyMap<Id, Person>,
  limits: { readonly message: number; readonly description: number },
): { readonly message: string; readonly description: string } {
  const names = buildNames(people, oneLine);
  const { zone, at, holders } = page;
  const show = (person: Id | null | undefined) =>
    person === undefined ? "off duty" : person === null ? "nobody" : names(person);
  const [first, second] = holders;
  const lines = [
    `Sent by hand with oncall, team ${oneLine(page.team)}.`,
    ...(page.incident === undefined ? [] : [`Incident: ${oneLine(page.incident)}.`]),
    `On call on ${day(zone, at, undefined)}, ${clock(zone, at)} ${zone.name}: ${holders.map(({ role, person }) => `${oneLine(role)}: ${show(person)}`).join(", ")}.`,
    ...(first === undefined || second === undefined
      ? []
      : [
          `${capitalize(oneLine(second.role))}: once you are alerted, try to reach the ${oneLine(first.role)} first (${show(first.person)}), and do not wait for them.`,
        ]),
  ];
  const about = lines.join("\n");
  const line = oneLine(page.message).trim();
  const whole = page.message
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)
    .join("\n")
    .trim();
  const message = cutText(line, limits.message);
  const rest = message === whole ? "" : `${cutText(whole, limits.description - about.length - 2)}\n\n`;
  return { message, description: cutText(`${rest}${about}`, limits.description) };
}

export interface PagePreview {
  readonly message: string;
  /** `escalation platform_escalation`. */
  readonly to: string;
  readonly priority: string | undefined;
  readonly ringing: readonly Ringing[];
  readonly people: ReadonlyMap<Id, Person>;
}

/** Who will be rung, and when. */
export function previewText(preview: PagePreview, faces: Faces, now: Instant): string {
  const { message, to, priority, ringing, people } = preview;
  const names = buildNames(people, forTerminal);
  const rings = ringing.map(({ role, person, at, after }) => {
    const who = person === undefined ? "off duty, rings nobody" : person === null ? NOBODY : names(person);
    const when =
      after === 0 ? "at once" : `if nobody acknowledges it by ${moment(faces, at, yearOf(faces.zone, now))}`;
    return `${role === undefined ? "" : `${names.role(role)}: `}${who}, ${when}`;
  });
  const rows = [
    ["alert", forTerminal(message)],
    ["to", forTerminal(to)],
    ...(priority === undefined ? [] : [["priority", priority]]),
    ...rings.map((text, index) => [index === 0 ? "rings" : "", text]),
  ];
  return rows.map(([label = "", text = ""]) => `${label.padEnd(8)}  ${text}\n`).join("");
}

export interface PageAnswer {
  readonly provider: string;
  readonly request: string | undefined;
  readonly alert: string | undefined;
  readonly status: "created" | "failed";
  /** An id of the roster, or a name of the service. */
  readonly acknowledgedBy: string | undefined;
}

export function pageJson({ provider, request, alert, status, acknowledgedBy }: PageAnswer): string {
  return jsonDocument({
    version: 1,
    provider,
    request: request ?? null,
    alert: alert ?? null,
    status,
    acknowledged_by: acknowledgedBy ?? null,
  });
}
