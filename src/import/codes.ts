/** Explains every note of an import, for docs/rules.md. Codes are permanent, since scripts read them. */
import type { LeftCode } from "../intent/adopt.ts";

/** What could not be carried over, and what to do about it. */
export const IMPORT_CODES = {
  "participant-team": [
    "a turn of the rotation is a whole team's",
    "put people into the rotation in its place, and import again",
  ],
  "participant-nobody": [
    "a turn of the rotation is nobody's",
    "take it out there, or say with `duty` when nobody is on call",
  ],
  "participant-escalation": [
    "a turn of the rotation is an escalation's",
    "put people into the rotation in its place, and import again",
  ],
  "participant-group": [
    "a turn of the rotation is a group's, or of a kind that is not known",
    "put people into the rotation in its place, and import again",
  ],
  "participant-schedule": [
    "a turn of the rotation is another schedule's",
    "put people into the rotation in its place, and import again",
  ],
  "unknown-participant": [
    "the rotation names somebody whom the account does not have",
    "take them out there, or give a key that may read users",
  ],
  "no-participants": ["nobody takes part in the rotation", "delete it there, or put people into it"],
  "same-person-twice": [
    "somebody has two places in the rotation, and a queue holds everybody once",
    "make the list such that everybody has one turn a round",
  ],
  "turns-off-duty": [
    "turns go on through hours when nobody is on duty there; in a roster such a handoff does not take place, so the order would be another",
    "hand off weekly, or write the roster by hand from a date on",
  ],
  "hourly-rotation": ["turns are hours long, and a roster hands off at most once a day", "hand off daily"],
  "unreadable-start": [
    "nobody can tell when the rotation began",
    "correct its start there: some dates do not exist",
  ],
  "unreadable-hours": [
    "the hours of the rotation cannot be read",
    "look at the rotation there, and add `duty` by hand",
  ],
  "rotation-ended": [
    "the rotation has ended, and no other follows it: it is left out",
    "nothing, unless it should have gone on",
  ],
  "rotation-ends": [
    "the rotation has an end, which a roster has not: it would go on",
    "end the roster by hand, or give the rotation a successor",
  ],
  "overlapping-successors": [
    "a rotation begins before the one that it follows has ended: for the minutes named, both were on call; in the roster only the new one is",
    "nothing, if that was a mistake made by hand",
  ],
  "gap-between-successors": [
    "a rotation begins after the one that it follows has ended: for the minutes named, nobody was on call; in the roster somebody is",
    "nothing, if that was a mistake made by hand",
  ],
  "schedule-disabled": ["the schedule is disabled there, and notifies nobody", "enable it, or leave it out"],
  "unknown-zone": [
    "there is no time zone of that name, so the hours of the schedule are unknown",
    "correct the zone there",
  ],
  "separate-lists": [
    "the lists that were named are not one list turned by one: each gets a roster of its own",
    "nothing; but nothing keeps one person from being on call in both",
  ],
  "shared-schedule": [
    "the roles are rotations of one schedule, which pages all of them at once",
    "give each role a schedule of its own before the first push",
  ],
  "inactive-user": [
    "somebody is blocked there or never accepted the invitation, and would not be notified",
    "let them accept it, or have them leave the queue",
  ],
  "hidden-email": [
    "somebody hides their email there, so the roster names their account",
    "add the `email` by hand: test pages and other services need it",
  ],
  "unnamed-people": ["nobody's name is known, since the site was not named", "import again with `--site`"],
  "unknown-team": [
    "the team of the schedule cannot be seen with this key",
    "use the key of somebody in that team, or add `team` by hand",
  ],
  "unreadable-list": [
    "a list could not be read with this key, so what it holds is missing",
    "give a key that may read it, and import again",
  ],
  "cover-unapproved": [
    "an override became a cover that nobody has approved here: it is in force, and waits for approval",
    "`oncall approve`",
  ],
  "covers-left-out": ["the covers could not be written", "write them by hand with `oncall cover`"],
  "past-rebuilt": [
    "past overrides are not listed: where somebody else served than the rotation says now, a cover says so",
    "read them, and approve or delete them",
  ],
  "past-unknown": [
    "the service does not show its rotations without overrides, so past ones that it does not list are unknown",
    "nothing; what comes is complete",
  ],
  "past-left-out": [
    "overrides that ended more than four weeks ago are left out",
    "nothing; they change nothing any more",
  ],
  "override-unknown-person": [
    "an override is for somebody whom the account does not have",
    "write the cover by hand",
  ],
  "override-nobody": [
    "an override is for nobody, and a cover needs somebody",
    "delete it there, or say who covers",
  ],
  "override-not-a-person": [
    "an override is for a team or an escalation, and a cover needs one person",
    "replace it there by one for a person",
  ],
  "override-overlaps-ours": ["an override overlaps one that oncall made", "delete one of the two there"],
  "override-overlaps-another": [
    "two overrides overlap, and the service does not say which of them holds",
    "delete one of the two there",
  ],
  "override-nobody-to-cover": [
    "nobody is on call by the rotation in some of the time of an override, so there is nobody to cover",
    "have somebody join the queue",
  ],
  "override-no-such-role": [
    "an override is for a time when the rotation has nobody on call: it is off duty then",
    "say with `duty` that it is on duty then",
  ],
  forwarding: [
    "somebody forwards their alerts to somebody else, which a roster does not say",
    "write a cover, or leave the forwarding: it moves with the account",
  ],
  "routing-by-hours": [
    "alerts of the team go to different places by the hour, which a roster does not say",
    "keep the routing rule; give each of the rosters its hours with `duty` if they are to show them",
  ],
  "escalation-step": [
    "a step of the escalation cannot be said in a roster, so the escalation is not named there, and a push leaves it as it is",
    "write the step by hand, then add `escalation` to the section of the service",
  ],
  "escalation-repeat": [
    "the escalation repeats, which a roster does not say: it is not named there, and a push leaves it as it is",
    "leave it as it is, or do without the repeat",
  ],
  "invalid-roster": ["the roster needs work by hand before anything can be computed", "see the message"],
  "lint-errors": ["lint finds errors in the roster", "`oncall lint`"],
} as const satisfies Readonly<
  Record<string, readonly [what: string, fix: string]> & Record<`override-${LeftCode}`, readonly string[]>
>;

export type ImportCode = keyof typeof IMPORT_CODES;
