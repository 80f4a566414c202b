/** Says why a wish may not be written, and what to warn of otherwise, each by the id of its rule. */
import type { Refusal } from "../edit/model.ts";
import type { EditRule } from "../rules/ids.ts";

/** What to say, or to ask about, before an edit is written. */
export interface Warning {
  readonly rule: EditRule;
  readonly message: string;
  readonly help: string | undefined;
}

/** Nothing may be written. */
export type WishRefusal = Refusal & Warning;

export function refuse(warning: Warning): WishRefusal {
  return { kind: "refused", ...warning };
}
