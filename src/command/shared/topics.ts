/** Lists the pages of the guide: the files of docs/, by name. */

export const TOPICS: readonly string[] = [
  "calendars",
  "cli",
  "commands",
  "contributing",
  "first-night",
  "follow-the-sun",
  "github",
  "jsm",
  "leaving-opsgenie",
  "merging",
  "notifications",
  "opsgenie",
  "reviewing",
  "roster",
  "rotation",
  "rules",
  "site",
  "slack",
  "time-off",
  "weekdays-and-weekends",
];
