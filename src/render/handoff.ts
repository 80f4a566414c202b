/** Writes the note for a change of shift: as text, Markdown or JSON, or in the team's own words. */
import type { Id, Role, Roster } from "../roster/model.ts";
import { capitalize } from "../text/letters.ts";
import { fillTemplate } from "../text/placeholders.ts";
import { formatDate } from "../time/date.ts";
import { formatInstant, type Instant, type Zone } from "../time/zone.ts";
import type { Holders, Takeover, TakeoverFact } from "../timeline/takeover.ts";
import { type ChatNote, type NoteLine, openNote } from "./chat.ts";
import { readInline, readLines } from "./chat-markdown.ts";
import { dutyPhrases } from "./duty.ts";
import { forMarkdown, forTerminal } from "./escape.ts";
import { listExpected } from "./expected.ts";
import { jsonDocument } from "./json.ts";
import { buildNames, type Names } from "./names.ts";
import { clock, day, weekday } from "./when.ts";

export interface HandoffView {
  readonly roster: Pick<Roster, "team" | "people" | "handoffNote">;
  readonly zone: Zone;
  readonly takeover: Takeover;
  /** Of people who serve until the handoff after the next, and why their proof does not count then. */
  readonly gaps: readonly { readonly person: Id; readonly gap: string }[];
}

interface HandoffNote {
  readonly code: "cover" | "vacant" | "skip" | "swap" | "proof";
  /** An id, or a role that is vacant. */
  readonly subject: string;
  readonly message: string;
}

/** A part of the note; all formats show the same parts. */
interface NotePart {
  readonly heading: string;
  readonly items: readonly string[];
}

/** One text whatever the width of the terminal is. */
export function handoffText(view: HandoffView): string {
  const names = buildNames(view.roster.people, forTerminal);
  const { handoffNote } = view.roster;
  if (handoffNote !== undefined) return fillNote(handoffNote, view, names);
  const lines = writeParts(view, names).flatMap(({ heading, items }, index) => [
    ...(index === 0 ? [] : [""]),
    heading,
    ...items.map((item) => `- ${item}`),
  ]);
  return `${lines.join("\n")}\n`;
}

export function handoffMarkdown(view: HandoffView): string {
  const names = buildNames(view.roster.people, forMarkdown);
  const { handoffNote } = view.roster;
  if (handoffNote !== undefined) return fillNote(handoffNote, view, names);
  const parts = writeParts(view, names).map(({ heading, items }, index) =>
    [`${index === 0 ? "##" : "###"} ${heading}`, "", ...items.map((item) => `- ${item}`)].join("\n"),
  );
  return `${parts.join("\n\n")}\n`;
}

/** Speaks to those who hand over and to those who take over. */
export function handoffNote(view: HandoffView): ChatNote {
  const { roster, takeover } = view;
  const spoken = new Set([...takeover.outgoing.values(), ...takeover.incoming.values()]);
  const writer = openNote(roster.people, spoken);
  const { names, split } = writer;
  const [top, ...parts] = writeParts(view, names);
  const title = split(top.heading);
  if (roster.handoffNote !== undefined) {
    const lines = readLines(
      fillNote(roster.handoffNote, view, names, (line) => readInline(line, writer)),
      writer,
    );
    const [first, ...others] = lines;
    return first?.kind === "heading" ? { title: first.pieces, lines: others } : { title, lines };
  }
  const write = (items: readonly string[]) =>
    items.map((item): NoteLine => ({ kind: "item", pieces: split(item) }));
  const lines = parts.flatMap(({ heading, items }): readonly NoteLine[] => [
    { kind: "heading", pieces: split(heading) },
    ...write(items),
  ]);
  return { title, lines: [...write(top.items), ...lines] };
}

export function handoffJson(view: HandoffView): string {
  const { takeover, zone } = view;
  const names = buildNames(view.roster.people, (text) => text);
  return jsonDocument({
    version: 1,
    from: formatDate(takeover.date),
    at: formatInstant(zone, takeover.at),
    outgoing: Object.fromEntries(takeover.outgoing),
    incoming: Object.fromEntries(takeover.incoming),
    next: Object.fromEntries(takeover.next),
    notes: listNotes(view, names),
  });
}

/** The title first. */
function writeParts(view: HandoffView, names: Names): readonly [NotePart, ...NotePart[]] {
  const { takeover } = view;
  const { at, until, terms, outgoing, incoming, next } = takeover;
  const end = [writeMoment(view, names, until, [incoming, next]), ...dutyPhrases(terms, view.zone)];
  const notes = listNotes(view, names);
  const expected = listExpected([...incoming.keys()]);
  return [
    {
      heading: `${names.text(view.roster.team)}: handoff on ${writeMoment(view, names, at, [outgoing, incoming])}`,
      items: [
        ...[...incoming].map(([role, person]) => writeChange(role, outgoing.get(role), person, names)),
        `until ${end.join(", ")}`,
        ...writeRise(outgoing, incoming, names, "now"),
        ...writeRise(incoming, next, names, "then"),
        `next: ${[...next].map(([role, person]) => `${names.role(role)} ${names(person)}`).join(", ")}`,
      ],
    },
    ...(notes.length === 0 ? [] : [{ heading: "To know", items: notes.map(({ message }) => message) }]),
    ...expected.map(({ role, items }) => ({
      heading: `${capitalize(names.role(role))}: ${names(incoming.get(role) ?? null)}`,
      items,
    })),
  ];
}

/** Whoever backs up in one shift and answers first in the following one. */
function writeRise(before: Holders, after: Holders, names: Names, when: "now" | "then"): readonly string[] {
  const [first] = after;
  const rising = [...before].find(([role, person]) => person === first?.[1] && role !== first?.[0]);
  if (first === undefined || first[1] === null || rising === undefined) return [];
  const [one, other] = when === "now" ? ["now", "from the handoff on"] : ["then", "after that"];
  return [`${names(first[1])} is ${names.role(rising[0])} ${one}, and ${names.role(first[0])} ${other}`];
}

function writeChange(role: Role, from: Id | null | undefined, to: Id | null, names: Names): string {
  const who = `${names.role(role)}: ${names(to)}`;
  if (from === undefined) return who;
  if (from === to) return `${who}, as before`;
  return `${who}, from ${names(from)}`;
}

/** In the roster's zone, and in that of everybody concerned who has another. */
function writeMoment(
  { roster, zone }: HandoffView,
  names: Names,
  at: Instant,
  concerned: readonly Holders[],
): string {
  const here = `${day(zone, at, undefined)}, ${clock(zone, at)} ${names.text(zone.name)}`;
  const ids = [...new Set(concerned.flatMap((holders) => [...holders.values()]))];
  const others = ids.flatMap((id) => {
    const own = id === null ? undefined : roster.people.get(id)?.zone;
    if (own === undefined || own.name === zone.name) return [];
    return [`${weekday(own, at)} ${clock(own, at)} ${names.text(own.name)} for ${names(id)}`];
  });
  return others.length === 0 ? here : `${here} (${others.join(", ")})`;
}

function listNotes(view: HandoffView, names: Names): readonly HandoffNote[] {
  return [
    ...view.takeover.facts.map((fact) => writeFact(view, fact, names)),
    ...view.gaps.map(({ person, gap }): HandoffNote => {
      const message = `${names(person)}: ${gap}; they should run oncall verify-notifications`;
      return { code: "proof", subject: person, message };
    }),
  ];
}

function writeFact(view: HandoffView, fact: TakeoverFact, names: Names): HandoffNote {
  const because = (reason: string | undefined) => (reason === undefined ? "" : ` (${names.text(reason)})`);
  switch (fact.kind) {
    case "cover": {
      const { engineer, scheduled, role, covers } = fact.stretch;
      return {
        code: "cover",
        subject: engineer ?? role,
        message: `${names(engineer)} covers for ${names(scheduled)} as ${names.role(role)} ${writeSpan(view, fact.stretch)}${because(covers.at(-1)?.reason)}`,
      };
    }
    case "vacant":
      return {
        code: "vacant",
        subject: fact.stretch.role,
        message: `${names(null)} is ${names.role(fact.stretch.role)} ${writeSpan(view, fact.stretch)}`,
      };
    case "skip":
      return {
        code: "skip",
        subject: fact.person,
        message: `${names(fact.person)} ${fact.isLater ? "skips turns from" : "is passed over on"} ${formatDate(fact.date)}${fact.isLater ? " on" : ""}${because(fact.reason)}`,
      };
    case "swap": {
      const [one, other] = fact.swap.people;
      return {
        code: "swap",
        subject: one,
        message: `${names(one)} and ${names(other)} trade places${fact.back ? " back" : ""} on ${formatDate(fact.date)}${because(fact.swap.reason)}`,
      };
    }
  }
}

function writeSpan(
  { zone }: HandoffView,
  { start, end }: { readonly start: Instant; readonly end: Instant },
) {
  const write = (at: Instant) => `${day(zone, at, undefined)} ${clock(zone, at)}`;
  return `from ${write(start)} until ${write(end)}`;
}

/** The team's own words: each placeholder is replaced once, and what replaces it is not read again. */
function fillNote(
  template: string,
  view: HandoffView,
  names: Names,
  safe: (line: string) => string = forTerminal,
): string {
  const { at, until, outgoing, incoming, next } = view.takeover;
  const notes = listNotes(view, names).map(({ message }) => `- ${message}`);
  const values = new Map<string, string>([
    ["from", writeMoment(view, names, at, [outgoing, incoming])],
    ["until", writeMoment(view, names, until, [incoming, next])],
    ["notes", notes.length === 0 ? "- nothing unusual" : notes.join("\n")],
    ...[...incoming].map(([role, person]): [string, string] => [role, names(person)]),
    ...[...next].map(([role, person]): [string, string] => [`next_${role}`, names(person)]),
  ]);
  const lines = template.trimEnd().split("\n").map(safe).join("\n");
  return `${fillTemplate(lines, values)}\n`;
}
