/** Writes a planned edit, planning it again if the file has changed since. */
import { EXIT, Fault } from "../../fault.ts";
import { forTerminal } from "../../render/escape.ts";
import { readRoster } from "../shared/read.ts";
import { writeRoster } from "../shared/write.ts";
import { type EditContext, type EditPlan, planEdit } from "./plan.ts";

/** Asks for a yes, if one is needed; `ask` throws on a no. */
export interface Consent {
  isNeeded(plan: EditPlan): boolean;
  ask(plan: EditPlan): Promise<void>;
}

/** Returns the plan that was written. Nobody else can write between the last read of the file and this write. */
export async function writePlan(context: EditContext, first: EditPlan, consent: Consent): Promise<EditPlan> {
  const { edges, path, file, wish } = context;
  let plan = first;
  for (;;) {
    if (consent.isNeeded(plan)) await consent.ask(plan);
    const seen = plan;
    const { value, kind } = await writeRoster(edges, path, (current) => {
      const isSame = Buffer.compare(current, seen.bytes) === 0;
      if (!isSame && "line" in wish) {
        throw new Fault(
          EXIT.refused,
          `${file} has changed in the meantime, and its line numbers with it`,
          "look at it again, and repeat the command",
        );
      }
      const fresh = isSame ? seen : planEdit(context, current);
      // The yes was for another plan, or none was needed until now.
      if (!isSame && consent.isNeeded(fresh)) return { value: fresh, text: undefined };
      return { value: fresh, text: fresh.text };
    });
    plan = value;
    if (kind === "written") return plan;
    edges.stderr.write(`${forTerminal(file)} has changed in the meantime: trying again\n`);
    if (kind === "changed") plan = planEdit(context, readRoster(edges, path));
  }
}
