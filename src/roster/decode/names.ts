/**
 * Whoever the file mentions in, findings about those that `people` does not have out. A person left out of `people` is one
 * fault, however often named; a slip in one place is a fault of that place.
 */

import { isJsonMap, type JsonMap, type JsonValue, type Path } from "../../text/json.ts";
import { shown } from "../../text/mask.ts";
import { suggest } from "../../text/suggest.ts";
import { blocksAt, type UnplacedFinding } from "../finding.ts";
import type { Id, Person, Role } from "../model.ts";

export interface Mention {
  readonly id: Id;
  readonly path: Path;
}

export function unknownPeople(
  mentions: readonly Mention[],
  people: ReadonlyMap<Id, Person>,
): readonly UnplacedFinding[] {
  if (mentions.every(({ id }) => people.has(id))) return [];
  const used = new Set(mentions.map(({ id }) => id));
  const told = new Map<Id, { flaw: UnplacedFinding; more: number }>();
  const flaws: UnplacedFinding[] = [];
  let byEntry: MentionsByEntry | undefined;
  for (const mention of mentions) {
    const { id, path } = mention;
    // An id of blanks, and a key that cannot be an id, have been told where they stand.
    if (people.has(id) || id.trim() === "") continue;
    if (id === "manager") {
      byEntry ??= mentionsByEntry(mentions);
      flaws.push(reserved(mention, byEntry, people));
      continue;
    }
    const near = suggest(id, people.keys());
    const flaw: UnplacedFinding = {
      rule: "unknown-person",
      path,
      message: `\`people\` has no \`${shown(id)}\``,
      help:
        near === undefined
          ? `add \`${shown(id)}\` to \`people\`, or write one of ${listed(people)}`
          : `did you mean \`${near}\`?`,
      blocks: blocks(path),
    };
    if (near !== undefined && used.has(near)) {
      flaws.push(flaw);
      continue;
    }
    const earlier = told.get(id);
    if (earlier === undefined) told.set(id, { flaw, more: 0 });
    else
      told.set(id, {
        flaw: { ...earlier.flaw, blocks: earlier.flaw.blocks === true || blocks(path) },
        more: earlier.more + 1,
      });
  }
  for (const { flaw, more } of told.values()) {
    const places = more === 0 ? "" : ` (named in ${more} more ${more === 1 ? "place" : "places"})`;
    flaws.push({ ...flaw, message: flaw.message + places });
  }
  return flaws;
}

/** An approver is a remark of an entry, and yet one whom nobody knows makes it invalid (rotation.md, "Invalid", People). */
function blocks(path: Path): boolean {
  return path[0] === "changes" || blocksAt(path);
}

/** The people whom an entry of `changes` is about, by its index; not those who approved it. */
type MentionsByEntry = ReadonlyMap<Path[number] | undefined, readonly Mention[]>;

function mentionsByEntry(mentions: readonly Mention[]): MentionsByEntry {
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

/** `approved_by: manager` is for the command line, which writes down whom it means. */
function reserved(
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
      : "write the id of the person who is meant";
  return {
    rule: "unknown-person",
    path,
    message: "`manager` is reserved: it is nobody's id",
    help,
    blocks: blocks(path),
  };
}

function listed(people: ReadonlyMap<Id, Person>): string {
  const ids = [...people.keys()].slice(0, 8).map(shown);
  return people.size > ids.length ? `${ids.join(", ")}, …` : ids.join(", ");
}

/** Roles that the sections about telling people name and no terms have. They stop nothing: who is on call is known. */
export function unknownRoles(
  file: JsonMap,
  roles: readonly Role[],
  people: ReadonlyMap<Id, Person>,
): readonly UnplacedFinding[] {
  const flaws: UnplacedFinding[] = [];
  const look = (role: JsonValue | undefined, path: Path, on: "key" | "value", others: readonly string[]) => {
    if (typeof role !== "string" || [...roles, ...others].includes(role.normalize("NFC"))) return;
    const near = suggest(role, [...roles, ...others]);
    flaws.push({
      rule: "unknown-role",
      path,
      on,
      message: `there is no role \`${shown(role)}\``,
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
  return flaws;
}
