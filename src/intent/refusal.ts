/** Says why a wish may not be written, and what to warn of, each by the id of its rule. */
import type { Refusal } from "../edit/model.ts";
import type { EditRule } from "../rules/ids.ts";

/** What to say before an edit is written. */
export interface Warning {
  readonly rule: string;
  readonly message: string;
  readonly help: string | undefined;
}

/** Nothing may be written. */
export type WishRefusal = Refusal & Warning;

export function refuse(warning: Warning & { readonly rule: EditRule }): WishRefusal {
  return { kind: "refused", ...warning };
}
