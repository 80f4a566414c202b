/** Declares what an import asks of a service: all that it holds, or what was exported from it. It only reads. */
import type { FoundAccount } from "../import/model.ts";
import type { JsonValue } from "../text/json.ts";
import type { Interval } from "../time/interval.ts";

export interface ImportSource {
  /** `within`: the time for which it is asked who is on call. Throws a Fault if the key is wrong. */
  read(within: Interval): Promise<FoundAccount>;
}

/** Reads documents of which each is an answer of the API, a file of a backup, or what Terraform shows. */
export type ReadExport = (documents: readonly JsonValue[]) => FoundAccount;
