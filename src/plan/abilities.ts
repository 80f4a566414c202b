/** Describes what a service can do. A plan reads this record, and never asks which service it is. */

export interface Abilities {
  /** Whether an override can bear an alias of ours; without one, it is known by what the rosters that were pushed ask for. */
  readonly hasAlias: boolean;
  /** Whether the person or the times of an override can be changed; else another takes its place. */
  readonly canUpdate: boolean;
  /** `no`: one that is obsolete is made to name whomever the base order has. `perhaps`: the key may lack the right, and only a try tells. */
  readonly canDelete: "yes" | "perhaps" | "no";
  /** What happens where two overrides overlap: nobody knows which counts, the newer one does, or the second is refused. */
  readonly overlap: "unknown" | "newest" | "refused";
  /** How many weeks ahead the service tells who is on call. */
  readonly reachWeeks: number;
  /** What the delays of an escalation count from. */
  readonly delays: "start" | "step-before";
}
