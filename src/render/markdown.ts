/** Prints the schedule as a Markdown table (GitHub's form) for wikis, issues and pull requests. */
import type { Id } from "../roster/model.ts";
import type { Shift } from "../timeline/model.ts";
import { awayAsides, awayNotes } from "./away.ts";
import { dutyPhrases } from "./duty.ts";
import { forMarkdown } from "./escape.ts";
import { buildNames, type Names } from "./names.ts";
import { coverAsides, writeNotes } from "./notes.ts";
import {
  groupByTerms,
  isCovered,
  listHolders,
  listSpells,
  runsAt,
  type Schedule,
  type TermsSection,
} from "./schedule.ts";
import { moment, yearOf } from "./when.ts";

export function scheduleMarkdown(schedule: Schedule): string {
  const { person, team, zone } = schedule;
  // A page has readers in many zones, so it shows the schedule's alone.
  const shown = { ...schedule, viewer: undefined };
  const names = buildNames(schedule.people, forMarkdown);
  const hours = groupByTerms(schedule.shifts).flatMap(({ terms }) => dutyPhrases(terms, zone));
  const zoneLine = `Times in ${forMarkdown(zone.name)}${[...new Set(hours)].map((text) => `, ${forMarkdown(text)}`).join("")}.`;
  const title = `## On call: ${[forMarkdown(team), ...(person === undefined ? [] : [names(person)])].join(", ")}`;
  const tables =
    person === undefined
      ? groupByTerms(schedule.shifts).map((section) => shiftTable(section, shown, names))
      : [personTable(person, shown, names)];
  return `${[title, zoneLine, ...tables].join("\n\n")}\n`;
}

function shiftTable(section: TermsSection, schedule: Schedule, names: Names): string {
  const { roles } = section.terms;
  return table(
    ["From", "Until", ...roles.map(names.role), "Notes"],
    section.shifts.map((shift) => [
      ...spanCells(shift, schedule),
      ...roles.map((role) =>
        listHolders(shift, role)
          .map((id) => nameCell(id, names))
          .join(", "),
      ),
      [
        ...writeNotes(shift, schedule, names, yearOf(schedule.zone, shift.start), undefined),
        ...awayNotes(shift, schedule, names, yearOf(schedule.zone, shift.start)),
      ]
        .map((note) => note.phrases.join(" "))
        .join("<br>"),
    ]),
  );
}

function personTable(person: Id, schedule: Schedule, names: Names): string {
  return table(
    ["From", "Until", "Role", "Notes"],
    listSpells(schedule).map((stretch) => {
      const cover = !isCovered(stretch)
        ? []
        : stretch.engineer === person
          ? [`covers ${names(stretch.scheduled)}`]
          : [`${names(stretch.engineer)} covers`];
      const away = awayAsides(stretch, person, schedule, yearOf(schedule.zone, stretch.start));
      const note = [...cover, ...coverAsides(stretch, names), ...away].join(" ");
      return [...spanCells(stretch, schedule), names.role(stretch.role), note];
    }),
  );
}

function nameCell(id: Id | null, names: Names): string {
  return id === null ? `**${names(id)}**` : names(id);
}

function spanCells(span: Pick<Shift, "start" | "end">, schedule: Schedule): readonly string[] {
  const start = moment(schedule, span.start, undefined);
  const end = moment(schedule, span.end, yearOf(schedule.zone, span.start));
  return [runsAt(span, schedule.now) ? `${start} (now)` : start, end];
}

/** Takes cells that are safe already. Does not end with a line break. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
