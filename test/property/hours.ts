/** Gives some or all terms of a rotation hours of duty. */
import fc from "fast-check";
import type { PlainDuty } from "../naive/duty.ts";
import type { PlainTerms } from "../naive/roster.ts";

/** Hours that meet the handoffs, the changes of the clocks and the ends of days and weeks in many ways. */
const HOURS: readonly PlainDuty[] = [
  "mon-fri 09:00-17:00",
  "sat,sun 00:00-24:00",
  "mon,Wed-FRIDAY 18:00-09:00",
  "22:00-06:00",
  "01:30-02:30",
  "sun 02:00-03:00",
  "sun 02:30-03:15",
  "sun,mon 00:00-00:30",
  "fri-mon 12:00-24:00",
  "mon-mon 12:00-11:45",
  "fri 18:00 - mon 10:00",
  "tue 12:00-tue 11:00",
  "sun 01:00 - sat 24:00",
  ["mon-thu 08:00-20:00", "fri 08:00-16:30"],
  ["sun 02:00-03:00", "sun 02:30-04:00", "wed 23:00-01:00"],
  { outside: "mon-fri 09:00-17:00" },
  { outside: ["mon-fri 09:00-12:30", "mon-fri 13:30-18:00"] },
  { outside: ["tue-sat 00:00-24:00", "sun 02:00 - mon 23:30"] },
  { outside: ["mon-sat 00:00-24:00", "sun 00:00-02:00", "sun 03:00-24:00"] },
  "00:00-24:00",
];

export function addHours(rotation: readonly PlainTerms[]): fc.Arbitrary<readonly PlainTerms[]> {
  const hours = fc.option(fc.constantFrom(...HOURS), { nil: undefined, freq: 5 });
  return fc.tuple(...rotation.map(() => hours)).map((duties) =>
    rotation.map((terms, index) => {
      const duty = duties[index];
      return duty === undefined ? terms : { ...terms, duty };
    }),
  );
}
