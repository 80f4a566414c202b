/** Says in the words of the file what the schema requires of a value. */
import type { Path } from "../../text/json.ts";
import { showWord } from "../../text/mask.ts";

export interface Words {
  /** Follows "must be". */
  readonly what: string;
  /** What to write, mostly an example. */
  readonly help: string;
}

const id: Words = { what: "the id of a person", help: "write an id from `people`, such as `alice`" };
const role: Words = { what: "the name of a role", help: "for example `primary`" };
const text: Words = { what: "text", help: "put numbers and words such as `true` in quotes" };
const map = (what: string, help: string): Words => ({ what, help });

/** Single values, by the name of their definition in the schema. */
export const SCALARS: Readonly<Record<string, Words>> = {
  version: { what: "the number 1", help: "write `version: 1`, the only version so far" },
  text,
  flag: { what: "`true` or `false`", help: "write `true`, or delete the key" },
  date: { what: "a date, `YYYY-MM-DD`", help: "for example `2026-03-04`" },
  time: {
    what: "a date and time, `YYYY-MM-DD HH:MM`",
    help: "for example `2026-06-09 18:00`, or with an offset `2026-06-09T18:00-04:00`",
  },
  zone: { what: "the IANA name of a time zone", help: "for example `America/New_York`" },
  handoff: {
    what: "a weekday and a time",
    help: "for example `monday 12:00`: the weekday in lower case, the time as `HH:MM`",
  },
  duty_window: {
    what: "hours of the week",
    help: "for example `mon-fri 09:00-17:00`, or `fri 18:00 - mon 10:00`",
  },
  every: { what: "a number of weeks or days", help: "for example `1 week` or `3 days`" },
  span: { what: "a number of hours, days or weeks", help: "for example `12 hours`" },
  short_span: { what: "a number of minutes, hours, days or weeks", help: "for example `5 minutes`" },
  proof_age: { what: "a number of hours, days or weeks, or `never`", help: "for example `90 days`" },
  quota: { what: "a number per span of time", help: "for example `2 per 90 days`" },
  role,
  person_id: id,
  email: { what: "an email address", help: "for example `alice@example.com`" },
  phone: {
    what: "a number in E.164 form, in quotes, or `env:ONCALL_PHONE_…`",
    help: "write the plus, country code and number without spaces, in quotes; or `env:` and a variable whose name begins with `ONCALL_PHONE_`",
  },
  github: { what: "a GitHub user name", help: "letters, digits and hyphens, without the `@`" },
  slack: {
    what: "a Slack member id",
    help: "it begins with U or W; in Slack: profile, three dots, Copy member ID",
  },
  channel: {
    what: "the id of a Slack channel",
    help: "it begins with C or G; in Slack: View channel details",
  },
  usergroup: {
    what: "the id of a Slack user group",
    help: "it begins with S; in Slack: the user group, three dots, Copy group ID",
  },
  country: { what: "the ISO code of a country, or of a part of one", help: "for example `US` or `DE-BY`" },
  hours: { what: "working hours, `HH:MM-HH:MM`", help: 'for example "09:00-17:30"' },
  ending: {
    what: "the last digits of a number, in quotes",
    help: "put them in quotes: YAML would drop the zero of `01`",
  },
  file_name: {
    what: "the name of a file beside the roster",
    help: "for example `roster.private.yaml`: no folder, no slash",
  },
  turns: {
    what: "a whole number, at least 1",
    help: "for example `turns: 2`; for an open-ended skip write `until: ready`",
  },
  skip_end: { what: "a date, `YYYY-MM-DD`, or `ready`", help: "for example `2026-06-01`" },
  incident: { what: "a kind of incident", help: "for example `security`" },
  approvals: { what: "`required` or `optional`", help: "write one of the two" },
  region: { what: "`us` or `eu`", help: "write one of the two" },
  schedule_address: {
    what: "the name of a schedule, or `schedule/rotation`",
    help: "for example `platform_primary`, or `follow_the_sun/europe`; a `/` in a name is written `//`",
  },
  site: { what: "the host name of an Atlassian site", help: "for example `example.atlassian.net`" },
};

/** Maps and lists, by their key. */
export const CONTAINERS: Readonly<Record<string, Words>> = {
  rotation: map(
    "a map, or a list of maps",
    "for example `rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }`",
  ),
  people: map("a map of ids and people", "for example `people: { alice: { name: Alice Nguyen } }`"),
  changes: map(
    "a list of entries",
    "begin each entry with `- `, for example `- { join: erin, from: 2026-03-04 }`",
  ),
  away: map(
    "a list",
    'for example `- { who: carol, from: 2026-12-21, until: 2027-01-04, note: "holidays" }`',
  ),
  duty: map(
    "hours of the week, a list of them, or a map with `outside`",
    "for example `duty: mon-fri 09:00-17:00`, or `duty: { outside: mon-fri 09:00-17:00 }`",
  ),
  outside: map("hours of the week, or a list of them", "for example `outside: mon-fri 09:00-17:00`"),
  queue: map("a list of ids", "for example `queue: [alice, bob]`"),
  roles: map("a list of roles", "for example `roles: [primary, secondary]`"),
  swap: map("two ids", "for example `swap: [alice, bob]`"),
  approved_by: map("an id or a list of ids", "for example `approved_by: mia`"),
  manager: map("an id or a list of ids", "for example `manager: mia`"),
  verified: map("a map", 'for example `verified: { sms: 2026-11-20, ending: "01" }`'),
  escalation: map("a list of steps", "for example `- { notify: secondary, after: 12 hours }`"),
  in_effect: map("a list", "for example `- { from: 2026-01-05, incidents: [security] }`"),
  incidents: map("a list", "for example `incidents: [security, outage]`"),
  policy: map("a map", "for example `policy: { approvals: required }`"),
  opsgenie: map("a map", "for example `opsgenie: { region: us, team: platform }`"),
  jsm: map("a map", "for example `jsm: { site: example.atlassian.net, team: platform }`"),
  alert_sources: map("a list of integrations", "for example `alert_sources: [StatusPageIO]`"),
  doctor: map("a map", "for example `doctor: { within: 5 minutes }`"),
  slack: map("a map", "for example `slack: { channel: C0123ABCD, usergroup: S0123ABCD }`"),
  schedules: map("a map of roles and names", "for example `schedules: { primary: platform_primary }`"),
};

/** Maps in a list or under an id, by their section. */
export const ITEMS: Readonly<Record<string, Words>> = {
  rotation: map(
    "a map",
    "for example `- { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }`",
  ),
  people: map("a map with a `name`", "for example `alice: { name: Alice Nguyen }`"),
  changes: map("a map", "for example `- { join: erin, from: 2026-03-04 }`"),
  away: map("a map", "for example `- { who: carol, from: 2026-12-21, until: 2027-01-04 }`"),
  escalation: map("a map", "for example `- { notify: secondary, after: 12 hours }`"),
  in_effect: map("a map", "for example `- { from: 2026-01-05, incidents: [security] }`"),
};

/** What to write for a key that is missing. */
export const MISSING: Readonly<Record<string, string>> = {
  version: "write `version: 1`",
  team: "for example `team: Platform Engineering`",
  rotation: "for example `rotation: { start: 2026-01-05, timezone: America/New_York, queue: [alice, bob] }`",
  people: "for example `people: { alice: { name: Alice Nguyen } }`",
  name: "for example `name: Alice Nguyen`",
  start: "the date of the first handoff, for example `start: 2026-01-05`",
  timezone: "for example `timezone: America/New_York`",
  queue: "for example `queue: [alice, bob]`",
  from: "the date from which the entry applies, for example `from: 2026-03-04`",
  by: "who takes over, for example `by: erin`",
  who: "for example `who: carol`",
  until: "the first day back, for example `until: 2027-01-04`",
  outside: "for example `duty: { outside: mon-fri 09:00-17:00 }`",
  notify: "for example `notify: primary`",
  incidents: "for example `incidents: [security]`",
};

export const KINDS = ["join", "leave", "swap", "skip", "ready", "cover"] as const;

export type Kind = (typeof KINDS)[number];

/** ` of alice`, after the name of a key. */
export function sayWhose(path: Path): string {
  return path[0] === "people" && path.length > 2 ? ` of ${showWord(String(path[1]))}` : "";
}

/** What to call a map, by the name of its definition in the schema. */
export const NOUNS: Readonly<Record<string, string>> = {
  roster: "the roster",
  private_file: "the private file",
  terms: "the rotation",
  duty_outside: "`duty`",
  person: "a person",
  private_person: "a person",
  verified: "`verified`",
  step: "a step of the escalation",
  effect: "an item of `in_effect`",
  policy: "the policy",
  opsgenie: "`opsgenie`",
  jsm: "`jsm`",
  doctor: "`doctor`",
  slack_section: "`slack`",
  absence: "time off",
  join_entry: "a join",
  leave_entry: "a leave",
  swap_entry: "a swap",
  skip_entry: "a skip",
  ready_entry: "a ready",
  cover_entry: "a cover",
  entry_of_no_kind: "an entry",
};
