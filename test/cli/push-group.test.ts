/** Tests `oncall push slack` where something changes, or somebody stops it, while it waits. */
import { expect, onTestFinished, test } from "vitest";
import { GROUP, oncallWith, SECTION, slackOf } from "./slack-world.ts";
import type { World } from "./world.ts";

const NOW = "2026-11-25T15:00:00Z";
const ROSTER = `version: 1
team: T
rotation: { start: 2026-01-05, timezone: America/New_York, roles: [captain], queue: [ann, bob] }
people:
  ann: { name: Ann, email: ann@example.com }
  bob: { name: Bob, email: bob@example.com }
${SECTION}`;
const ON_CALL = ["U0000001"];
const OTHERS = ["U0000002"];

async function started(switches = {}) {
  const slack = await slackOf(["ann", "bob"], { now: () => Date.parse(NOW), switches });
  onTestFinished(() => slack.close());
  slack.setMembers(GROUP, OTHERS);
  const push = (world: World) => oncallWith(slack, ["push"], { roster: ROSTER, now: NOW, ...world });
  return { slack, push };
}

test("who is in the group changes before the answer: nothing is pushed", async () => {
  const { slack, push } = await started();
  const answer = () => {
    slack.setMembers(GROUP, []);
    return "y";
  };
  const { exit, stderr } = await push({ tty: true, answers: [answer] });
  expect([exit, slack.membersOf(GROUP)]).toEqual([5, []]);
  expect(stderr).toContain(
    "oncall: who is on call, or in @oncall, has changed since the plan was shown: nothing was pushed\nhelp: run it again for a new plan\n",
  );
});

test("somebody else had the same idea before the answer: it is refused, and the next run has nothing to do", async () => {
  const { slack, push } = await started();
  const answer = () => {
    slack.setMembers(GROUP, ON_CALL);
    return "y";
  };
  expect((await push({ tty: true, answers: [answer] })).exit).toBe(5);
  expect((await push({})).stdout).toContain("nothing to do\n\nverified: ");
});

test("Ctrl-C while the members are read back ends it, with what is known", async () => {
  const { slack, push } = await started({ lag: 99 });
  const { exit, stderr } = await oncallWith(slack, ["push", "--yes"], {
    roster: ROSTER,
    now: NOW,
    interrupt: (stop) => void setTimeout(stop, 0),
  });
  expect([exit, slack.membersOf(GROUP)]).toEqual([4, ON_CALL]);
  expect(stderr).toContain("not verified: @oncall has other members than were written\n");
  expect((await push({})).exit).toBe(2);
});
