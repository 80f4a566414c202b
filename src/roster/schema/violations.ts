/**
 * Checks a file against the JSON Schema, its people and the entries of its log one by one: for each value that is wrong,
 * ajv copies all the errors that it has found so far, which took most of a minute for 50,000 bad entries.
 */
import {
  type Validate,
  type Violation,
  validateEntry,
  validatePerson,
  validatePrivateFile,
  validatePrivatePerson,
  validateRoster,
} from "#validator";
import { isJsonMap, type JsonValue } from "../../text/json.ts";

/** The definition that the whole file has in the schema. */
export type Root = "roster" | "private_file";

export function findViolations(value: JsonValue, root: Root): readonly Violation[] {
  const isRoster = root === "roster";
  const found = [...check(isRoster ? validateRoster : validatePrivateFile, value, "")];
  if (!isJsonMap(value)) return found;
  const { people, changes } = value;
  const badIds = new Set(
    found.flatMap(({ instancePath, params }) =>
      instancePath === "/people" ? [params["additionalProperty"]] : [],
    ),
  );
  if (isJsonMap(people)) {
    const validate = isRoster ? validatePerson : validatePrivatePerson;
    for (const [id, person] of Object.entries(people)) {
      if (badIds.has(id)) continue;
      const step = id.replaceAll("~", "~0").replaceAll("/", "~1");
      for (const each of check(validate, person, `/people/${step}`)) found.push(each);
    }
  }
  if (isRoster && Array.isArray(changes)) {
    for (const [index, entry] of changes.entries()) {
      for (const each of check(validateEntry, entry, `/changes/${index}`)) found.push(each);
    }
  }
  return found;
}

function check(validate: Validate, value: JsonValue, instancePath: string): readonly Violation[] {
  validate(value, { instancePath });
  return validate.errors ?? [];
}
