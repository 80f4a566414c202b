/** Reads the JSON that was exported from a service: a file, or all files of a folder. */
import { resolve } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import type { FoundAccount } from "../../import/model.ts";
import type { ReadExport } from "../../provider/import.ts";
import { MAX_BYTES } from "../../roster/source.ts";
import type { JsonValue } from "../../text/json.ts";
import { displayPath, workingFolder } from "../shared/find.ts";

export function openExport(edges: Edges, typed: string, readExport: ReadExport): FoundAccount {
  const path = resolve(workingFolder(edges), typed);
  const paths = edges.files.isFolder(path)
    ? edges.files.findBelow(path, (name) => name.endsWith(".json")).toSorted()
    : [path];
  if (paths.length === 0)
    throw new Fault(EXIT.usage, `${displayPath(edges, path)} has no .json files`, FORMS);
  const account = readExport(paths.map((each) => parse(edges, each)));
  const hasOverrides = account.schedules.some(({ overrides }) => overrides.length > 0);
  return {
    ...account,
    provenance: hasOverrides
      ? "From a file: nobody can tell whether all overrides are in it, and nothing is proven against the service."
      : "From a file: it cannot hold overrides, so covers are missing, and nothing is proven against the service.",
  };
}

const FORMS = "give answers of the API, the folder of a backup, or what `terraform show -json` prints";

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
      /^\s*(resource|data|module|variable|provider|terraform)\b/m.test(text)
        ? `${file} is Terraform's source, whose references only its state resolves`
        : `${file} is no JSON`,
      FORMS,
    );
  }
}
