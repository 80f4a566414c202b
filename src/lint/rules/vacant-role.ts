/** Nobody serves a role in a time to come. */
import { during } from "../../intent/guards/question.ts";
import { vacanciesAhead } from "../ahead.ts";
import type { Rule } from "../rule.ts";

export const vacantRole: Rule = {
  id: "vacant-role",
  severity: "error",
  silenceable: true,
  what: "a role is vacant in a time to come",
  why: "a page of that time reaches nobody",
  fix: "let somebody join, or end a skip before that handoff",
  check: ({ timeline, now }) =>
    vacanciesAhead(timeline, now).map((vacancy) => ({
      path: ["rotation"],
      on: "key",
      message: `nobody is ${vacancy.role} ${during(timeline.roster, vacancy)}`,
      help: undefined,
    })),
};
