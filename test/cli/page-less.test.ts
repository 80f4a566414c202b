/** Tests `oncall page` with rosters that say less than the example, and with roles that nobody serves. */
import { describe, expect, test } from "vitest";
import { paged, paging } from "./page-world.ts";
import { EXAMPLE } from "./world.ts";

const respondersOf = (alerts: readonly { readonly responders: readonly object[] }[]) =>
  alerts.map(({ responders }) => responders);

describe("rosters that name less", () => {
  const roster = (text: (whole: string) => string) => ({ files: { "/team/roster.yaml": text(EXAMPLE) } });
  const withoutEscalation = roster((whole) =>
    whole.replaceAll("  escalation: platform_oncall_escalation\n", ""),
  );
  const withoutSchedules = roster((whole) =>
    whole.replaceAll("  escalation: platform_oncall_escalation\n", "").replaceAll(/ {2}schedules: .*\n/g, ""),
  );

  test("no escalation: the primary's schedule, and what to do about it", async () => {
    const opsgenie = await paging();
    const { exit, stderr } = await paged(opsgenie, ["x"], withoutEscalation);
    expect([exit, respondersOf(opsgenie.alerts)]).toMatchObject([0, [[{ type: "schedule" }]]]);
    expect(stderr).toContain(
      "warning: roster.yaml names no escalation of OpsGenie, so this rings the primary alone: add `opsgenie: { escalation: NAME }`, and push it\n",
    );
  });

  test("no schedules either", async () => {
    const opsgenie = await paging();
    const { exit, stderr } = await paged(opsgenie, ["x"], withoutSchedules);
    expect([exit, stderr]).toEqual([
      3,
      "oncall: nothing was sent: roster.yaml names no schedule of OpsGenie for primary\nhelp: add `opsgenie: { schedules: { primary: NAME } }` and push it, or page a person with --to ID\n",
    ]);
    const named = await paged(opsgenie, ["x", "--to", "alice"], withoutSchedules);
    expect([named.exit, respondersOf(opsgenie.alerts)]).toEqual([0, [[{ type: "user", id: "user-alice" }]]]);
  });

  test("somebody whom the service cannot find", async () => {
    const opsgenie = await paging();
    const files = { "/team/roster.yaml": EXAMPLE.replace("frank@example.com", "frank@example.org") };
    const { exit, stderr } = await paged(opsgenie, ["x", "--to", "frank"], { files });
    expect([exit, stderr.split("\n").slice(-4, -1)]).toEqual([
      4,
      [
        expect.stringContaining("oncall: OpsGenie has no user with the user name or email of Frank Osei"),
        "nothing was sent",
        "help: invite them in OpsGenie, or set their user name there in the roster: `opsgenie: USERNAME`",
      ],
    ]);
  });

  test("a service that the account has left", async () => {
    const opsgenie = await paging();
    const files = {
      "/team/roster.yaml": EXAMPLE.replace("  region: us\n", "  region: us\n  migrated: 2026-11-01\n"),
    };
    const { exit, stderr } = await paged(opsgenie, ["x"], { files });
    expect([exit, stderr.split("\n")[0], opsgenie.requests]).toEqual([
      5,
      "oncall: nothing was sent: nothing is written to OpsGenie: Atlassian moved this account on 2026-11-01, says `opsgenie.migrated` in roster.yaml",
      [],
    ]);
  });

  test.each(["soon", '"2026-13-45"', "2026-12-14T00:00:00Z", "true", ""])(
    "a service that the account leaves on no day that can be read: %s",
    async (migrated) => {
      const opsgenie = await paging();
      const files = {
        "/team/roster.yaml": EXAMPLE.replace("  region: us\n", `  region: us\n  migrated: ${migrated}\n`),
      };
      const { exit, stderr } = await paged(opsgenie, ["x"], { files });
      expect([exit, stderr.split("\n")[1], opsgenie.requests]).toEqual([
        5,
        "oncall: nothing was sent: nothing is written to OpsGenie: `opsgenie.migrated` in roster.yaml is no date",
        [],
      ]);
    },
  );

  test("vacant and off duty roles are named before anybody consents", async () => {
    const opsgenie = await paging();
    const files = {
      "/team/roster.yaml": `version: 1
team: T
rotation: { start: 2026-11-02, timezone: America/New_York, handoff: monday 12:00, queue: [alice], duty: mon-fri 18:00-20:00 }
people: { alice: { name: Alice, email: alice@example.com } }
opsgenie: { schedules: { primary: platform_primary, secondary: platform_secondary }, escalation: platform_oncall_escalation }
`,
    };
    const { stderr } = await paged(opsgenie, ["x"], { files });
    expect(stderr).toContain(
      `rings     primary: off duty, rings nobody, at once
          secondary: off duty, rings nobody, if nobody acknowledges it by Tue 24 Nov 22:00

warning: THIS RINGS NOBODY by the roster: page a person with --to ID instead, or as well
`,
    );
    const later = await paged(opsgenie, ["x"], { files, now: "2026-11-24T23:30:00Z" });
    expect(later.stderr).toContain("rings     primary: Alice, at once\n          secondary: off duty");
    expect(later.stderr).toContain("warning: secondary is off duty when it would ring\n");
    const alone = await paged(opsgenie, ["x", "--to", "secondary"], { files, now: "2026-11-24T23:30:00Z" });
    expect(alone.stderr).toContain("rings     secondary: NOBODY, at once\n");
  });
});
