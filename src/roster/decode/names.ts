/**
 * Finds names of people and roles that the file does not define. Somebody who is missing from `people` is one finding, however often
 * named; a misspelling is a finding where it is.
 */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import type { Id, Person, Role } from "../model.ts";

export interface Mention {
  readonly id: Id;
  readonly path: Path;
}

export function findUnknownPeople(
  mentions: readonly Mention[],
  people: ReadonlyMap<Id, Person>,
): readonly UnplacedFinding[] {
  if (mentions.every(({ id }) => people.has(id))) return [];
  const used = new Set(mentions.map(({ id }) => id));
  const unknown = new Map<Id, { finding: UnplacedFinding; more: number }>();
  const findings: UnplacedFinding[] = [];
  let byEntry: MentionsByEntry | undefined;
  for (const mention of mentions) {
    const { id, path } = mention;
    // An id of blanks was reported by the schema.
    if (people.has(id) || id.trim() === "") continue;
    if (id === "manager") {
      byEntry ??= groupByEntry(mentions);
      findings.push(describeReserved(mention, byEntry, people));
      continue;
    }
    const near = suggest(id, people.keys());
    const finding: UnplacedFinding = {
      rule: "unknown-person",
      path,
      message: `\`people\` has no \`${showWord(id)}\``,
      help:
        near === undefined
          ? `add \`${showWord(id)}\` to \`people\`, or use one of ${listIds(people)}`
          : `did you mean \`${near}\`?`,
      blocks: blocks(path),
    };
    if (near !== undefined && used.has(near)) {
      findings.push(finding);
      continue;
    }
    const earlier = unknown.get(id);
    if (earlier === undefined) unknown.set(id, { finding, more: 0 });
    else
      unknown.set(id, {
        finding: { ...earlier.finding, blocks: earlier.finding.blocks === true || blocks(path) },
        more: earlier.more + 1,
      });
  }
  for (const { finding, more } of unknown.values()) {
    const places = more === 0 ? "" : ` (named in ${more} more ${more === 1 ? "place" : "places"})`;
    findings.push({ ...finding, message: finding.message + places });
  }
  return findings;
}

/** An unknown approver makes an entry invalid, although approvals change no shift (docs/rotation.md). */
function blocks(path: Path): boolean {
  return path[0] === "changes" || blocksAt(path);
}

/** The people whom each entry of `changes` is about, by its index; approvers left out. */
type MentionsByEntry = ReadonlyMap<Path[number] | undefined, readonly Mention[]>;

function groupByEntry(mentions: readonly Mention[]): MentionsByEntry {
  const found = new Map<Path[number] | undefined, Mention[]>();
  for (const mention of mentions) {
    const [section, index, key] = mention.path;
    if (section !== "changes" || key === "approved_by") continue;
    const own = found.get(index);
    if (own === undefined) found.set(index, [mention]);
    else own.push(mention);
  }
  return found;
}

/** `manager` is a word of the command line, which writes the id of the manager. */
function describeReserved(
  { path }: Mention,
  byEntry: MentionsByEntry,
  people: ReadonlyMap<Id, Person>,
): UnplacedFinding {
  const inEntry = path[0] === "changes" && path[2] === "approved_by";
  const concerned = ((inEntry && byEntry.get(path[1])) || [])
    .flatMap(({ id }) => people.get(id)?.managers ?? [])
    .filter((id) => people.has(id));
  const managers = [...new Set(concerned)];
  const help =
    managers.length > 0
      ? `write who approved: ${managers.map((id) => `\`${id}\``).join(" or ")}`
      : "write a person's id";
  return {
    rule: "unknown-person",
    path,
    message: "`manager` is reserved: it is nobody's id",
    help,
    blocks: blocks(path),
  };
}

function listIds(people: ReadonlyMap<Id, Person>): string {
  const ids = [...people.keys()].slice(0, 8).map(showWord);
  return people.size > ids.length ? `${ids.join(", ")}, …` : ids.join(", ");
}

/** Finds roles that `escalation` or a service names and no terms have. They block nothing. */
export function findUnknownRoles(
  file: JsonMap,
  roles: readonly Role[],
  people: ReadonlyMap<Id, Person>,
): readonly UnplacedFinding[] {
  const findings: UnplacedFinding[] = [];
  const look = (role: JsonValue | undefined, path: Path, on: "key" | "value", others: readonly string[]) => {
    if (typeof role !== "string" || [...roles, ...others].includes(role.normalize("NFC"))) return;
    const near = suggest(role, [...roles, ...others]);
    findings.push({
      rule: "unknown-role",
      path,
      on,
      message: `there is no role \`${showWord(role)}\``,
      help: near === undefined ? `the roles are ${roles.join(", ")}` : `did you mean \`${near}\`?`,
    });
  };
  const steps = Array.isArray(file["escalation"]) ? file["escalation"] : [];
  for (const [index, step] of steps.entries()) {
    if (isJsonMap(step)) look(step["notify"], ["escalation", index, "notify"], "value", [...people.keys()]);
  }
  for (const service of ["opsgenie", "jsm"]) {
    const section = file[service];
    const schedules = isJsonMap(section) ? section["schedules"] : undefined;
    if (!isJsonMap(schedules)) continue;
    for (const role of Object.keys(schedules)) look(role, [service, "schedules", role], "key", []);
  }
  return findings;
}
