/** The whole state with one thing put in, replaced or taken out: nothing is changed in place, so that a write can be undone by forgetting it. */

/** @import { Escalation, Schedule, State } from "./model.ts" */

/** @template {{ readonly id: string }} Thing @param {readonly Thing[]} things @param {Thing} thing @returns {readonly Thing[]} */
const put = (things, thing) =>
  things.some(({ id }) => id === thing.id)
    ? things.map((each) => (each.id === thing.id ? thing : each))
    : [...things, thing];

/** @param {State} state @param {Schedule} schedule @returns {State} */
export const withSchedule = (state, schedule) => ({ ...state, schedules: put(state.schedules, schedule) });

/** @param {State} state @param {Escalation} escalation @returns {State} */
export const withEscalation = (state, escalation) => ({
  ...state,
  escalations: put(state.escalations, escalation),
});

/** @param {State} state @param {string} gone the id of a schedule or an escalation @returns {State} */
export const without = ({ schedules, escalations }, gone) => ({
  schedules: schedules.filter(({ id }) => id !== gone),
  escalations: escalations.filter(({ id }) => id !== gone),
});

/** @param {Schedule} schedule */
export const scheduleMeta = ({ id, name, enabled }) => ({ id, name, enabled });
