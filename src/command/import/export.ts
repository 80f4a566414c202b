/** Reads what was exported from OpsGenie: answers of its API, the folder of its backup, or the state of Terraform. */
import { resolve } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { FoundAccount } from "../../import/model.ts";
import { readObjects } from "../../provider/opsgenie/found.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import type { JsonValue } from "../../text/json.ts";
import { displayPath, workingFolder } from "../shared/find.ts";

export function readExport(edges: Edges, typed: string): FoundAccount {
  const path = resolve(workingFolder(edges), typed);
  const paths = edges.files.isFolder(path)
    ? edges.files.findBelow(path, (name) => name.endsWith(".json")).toSorted()
    : [path];
  const documents = paths.map((each) => parse(edges, each));
  const objects = readObjects(documents);
  const overrides = objects.schedules.some((schedule) => schedule.overrides.length > 0);
  return {
    ...{ provider: "opsgenie", title: "OpsGenie", notes: [], ...objects },
    provenance: overrides
      ? "From a file: nobody can tell whether all overrides are in it, and nothing is proven against the service."
      : "From a file: it cannot hold overrides, so covers are missing, and nothing is proven against the service.",
  };
}

function parse(edges: Edges, path: string): JsonValue {
  const file = displayPath(edges, path);
  const read = edges.files.read(path, MAX_BYTES);
  if (read.kind !== "bytes") throw new Fault(EXIT.usage, `${file} cannot be read: ${read.kind}`);
  const text = new TextDecoder().decode(read.bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(
      EXIT.usage,
      `${file} is no JSON`,
      "give answers of the API, the folder of the official backup, or what `terraform show -json` prints",
    );
  }
}
