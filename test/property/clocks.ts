/** Lists zones whose clocks change in odd ways, for random rosters. */
/** Zones, and days on or near which their clocks change. */
export const CLOCKS = [
  { zone: "America/New_York", days: ["2026-03-08", "2026-11-01"] },
  { zone: "Australia/Lord_Howe", days: ["2026-04-05", "2026-10-04"] },
  { zone: "Europe/London", days: ["2026-03-29", "2027-10-31"] },
  { zone: "Europe/Dublin", days: ["2026-03-29", "2026-10-25"] },
  { zone: "Africa/Casablanca", days: ["2026-02-15", "2026-03-22"] },
  { zone: "America/St_Johns", days: ["2026-03-08", "2010-11-07"] },
  { zone: "Asia/Kathmandu", days: ["1986-01-01", "2024-02-29"] },
  { zone: "Pacific/Auckland", days: ["2026-04-05", "2026-09-27"] },
  { zone: "UTC", days: ["2024-02-29", "2026-01-01"] },
  { zone: "Pacific/Apia", days: ["2012-04-01", "2020-09-27"] },
  { zone: "America/Sao_Paulo", days: ["2018-11-04", "2019-02-17"] },
  { zone: "Antarctica/Troll", days: ["2026-03-29", "2026-10-25"] },
];
