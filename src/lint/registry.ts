/** Lists the rules of `oncall lint`, beyond what makes a roster invalid, in the order in which people look for them. */
import { begunEntry } from "./base/begun.ts";
import { deletedRoster } from "./base/deleted-roster.ts";
import { guardedChange } from "./base/guarded.ts";
import { invalidBase } from "./base/invalid-base.ts";
import { newRoster } from "./base/new-roster.ts";
import { pastChanged } from "./base/past.ts";
import type { Rule } from "./rule.ts";
import { awayOnCall } from "./rules/away-on-call.ts";
import { bothRoles } from "./rules/both-roles.ts";
import { coverBegun } from "./rules/cover-begun.ts";
import { doubleBooked } from "./rules/double-booked.ts";
import { doubleCover } from "./rules/double-cover.ts";
import { handoffOutsideHours } from "./rules/handoff-outside-hours.ts";
import { hollowCover } from "./rules/hollow-cover.ts";
import { invisibleCharacter } from "./rules/invisible-character.ts";
import { literalPhone } from "./rules/literal-phone.ts";
import { littleRest } from "./rules/little-rest.ts";
import { longSkip } from "./rules/long-skip.ts";
import { missingApproval } from "./rules/missing-approval.ts";
import { noUsername } from "./rules/no-username.ts";
import { oddWallTime } from "./rules/odd-wall-time.ts";
import { outOfOrder } from "./rules/out-of-order.ts";
import { overlappingSwaps } from "./rules/overlapping-swaps.ts";
import { sameRotation } from "./rules/same-rotation.ts";
import { servesAfterLeaving } from "./rules/serves-after-leaving.ts";
import { splitTurn } from "./rules/split-turn.ts";
import { takesNoPart } from "./rules/takes-no-part.ts";
import { tooManyExceptions } from "./rules/too-many-exceptions.ts";
import { unapprovedEntry } from "./rules/unapproved-entry.ts";
import { uncoveredHours } from "./rules/uncovered-hours.ts";
import { unknownPlaceholder } from "./rules/unknown-placeholder.ts";
import { unprovenPhone } from "./rules/unproven-phone.ts";
import { vacantRole } from "./rules/vacant-role.ts";
import { wrongApprover } from "./rules/wrong-approver.ts";
import { zoneWithoutCity } from "./rules/zone-without-city.ts";

export const RULES: readonly Rule[] = Object.freeze([
  vacantRole,
  bothRoles,
  missingApproval,
  wrongApprover,
  unapprovedEntry,
  hollowCover,
  doubleCover,
  servesAfterLeaving,
  doubleBooked,
  uncoveredHours,
  sameRotation,
  takesNoPart,
  awayOnCall,
  noUsername,
  tooManyExceptions,
  splitTurn,
  littleRest,
  longSkip,
  unprovenPhone,
  outOfOrder,
  oddWallTime,
  zoneWithoutCity,
  handoffOutsideHours,
  unknownPlaceholder,
  overlappingSwaps,
  literalPhone,
  invisibleCharacter,
  coverBegun,
  pastChanged,
  begunEntry,
  guardedChange,
  invalidBase,
  newRoster,
  deletedRoster,
]);
