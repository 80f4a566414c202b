/**
 * Checks requests and answers against OpsGenie's own API description, where that file lies beside the repository.
 * It is Swagger 2.0 with errors, each of which is patched below. Names that it does not know are faults.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019, type ValidateFunction } from "ajv/dist/2019.js";
import type { Recorded } from "./model.ts";

/** The faults of a request and its answer, a line each; none if both are as described. */
export type Contract = (recorded: Recorded) => readonly string[];

type Node = Readonly<Record<string, unknown>>;

const SHARED = process.env["ONCALL_SHARED"] ?? join(import.meta.dirname, "../../../../shared");
const FILE = join(SHARED, "reference", "opsgenie-oas.json");
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Any list may come in pages: this is documented only for users and alerts, but other clients expect it of every list. */
const PAGING = ["limit", "offset"];

/** Undefined where the description is absent: the caller reports that the check was skipped. */
export function contractOf(): Contract | undefined {
  if (!existsSync(FILE)) return undefined;
  const oas = recordOf(JSON.parse(readFileSync(FILE, "utf8")));
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  for (const format of ["int32", "int64", "float", "double", "email", "byte", "date"])
    ajv.addFormat(format, true);
  ajv.addFormat("date-time", DATE_TIME);
  ajv.addSchema({
    $id: "oas",
    definitions: mapped(corrected(recordOf(oas["definitions"])), (each) => schemaOf(each)),
  });
  const compiled = new Map<string, ValidateFunction>();
  const against = (what: string, schema: unknown, value: unknown): readonly string[] => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(recordOf(schemaOf(schema)));
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  return ({ method, path, query, body, status, answer }) => {
    const found = operationOf(oas, method, path);
    if (found === undefined) return [`${method} ${path} is not described`];
    const parameters = found.parameters.map((each) => resolved(oas, each));
    const payload = parameters.find((each) => each["in"] === "body");
    const asked = [
      ...Object.entries(query).flatMap(([name, value]) => ofQuery(parameters, name, value)),
      ...(payload === undefined && body !== undefined ? ["a body is not described"] : []),
      ...(payload?.["required"] === true && body === undefined ? ["there is no body"] : []),
      ...(payload !== undefined && body !== undefined ? against("body", payload["schema"], body) : []),
    ];
    const responses = recordOf(found.operation["responses"]);
    const response = resolved(oas, recordOf(responses[status] ?? responses["default"]));
    // Refused requests were wrong on purpose, and cut ones have no answer.
    const request = status >= 400 ? [] : asked;
    return [...request, ...(status === 0 ? [] : against("answer", response["schema"], answer))];
  };
}

function ofQuery(parameters: readonly Node[], name: string, value: string): readonly string[] {
  const parameter = parameters.find((each) => each["in"] === "query" && each["name"] === name);
  if (parameter === undefined) return PAGING.includes(name) ? [] : [`query ${name} is not described`];
  const [type, format] = [parameter["type"], parameter["format"]];
  const allowed = Array.isArray(parameter["enum"]) ? parameter["enum"] : undefined;
  const fits =
    (allowed === undefined || allowed.includes(value)) &&
    (type !== "integer" || /^\d+$/.test(value)) &&
    (type !== "boolean" || /^(true|false)$/.test(value)) &&
    (format !== "date-time" || DATE_TIME.test(value));
  return fits ? [] : [`query ${name} is ${value}`];
}

/** The path with the most literal parts: `on-calls` is not an identifier. */
function operationOf(oas: Node, method: string, path: string) {
  const templates = Object.keys(recordOf(oas["paths"])).filter((template) =>
    new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  const [template = ""] = templates.sort((one, other) => wordsOf(other) - wordsOf(one));
  const item = recordOf(recordOf(oas["paths"])[template] ?? {});
  const operation = item[method.toLowerCase()];
  if (operation === undefined) return undefined;
  const parameters = [...listOf(item["parameters"]), ...listOf(recordOf(operation)["parameters"])];
  return { operation: recordOf(operation), parameters };
}

const wordsOf = (template: string) => template.split("/").filter((part) => !part.startsWith("{")).length;

/** `#/parameters/NAME` and `#/responses/NAME` are followed; a schema's references are the validator's. */
function resolved(oas: Node, node: Node): Node {
  const [, kind = "", name = ""] = /^#\/(parameters|responses)\/(\w+)$/.exec(String(node["$ref"])) ?? [];
  return name === "" ? node : recordOf(recordOf(oas[kind])[name]);
}

/** Fills the description's gaps and corrects its errors. Whether `null` is a valid endDate is not documented. */
function corrected(definitions: Node): Node {
  const text = { type: "string" };
  const paging = { $ref: "#/definitions/PageDetails" };
  const withProperties = (name: string, properties: Node) => {
    const definition = recordOf(definitions[name]);
    return {
      [name]: { ...definition, properties: { ...recordOf(definition["properties"] ?? {}), ...properties } },
    };
  };
  const lists = Object.keys(definitions).filter((name) => /^List\w+Response$/.test(name));
  const writes = Object.keys(definitions).filter((name) => /^(Create|Update)Schedule\w*Response$/.test(name));
  return {
    ...definitions,
    // Subtypes use vendor keys that validators do not know.
    ...withProperties("Recipient", { username: text, name: text }),
    ...withProperties("TimeRestrictionInterval", {
      restriction: { $ref: "#/definitions/TimeOfDayRestriction" },
      restrictions: { type: "array", items: { $ref: "#/definitions/WeekdayTimeRestriction" }, minItems: 1 },
    }),
    ...withProperties("Filter", {
      conditions: { type: "array", items: { type: "object" } },
    }),
    ...withProperties("Integration", {
      suppressNotifications: { type: "boolean" },
      responders: { type: "array", items: { $ref: "#/definitions/Recipient" } },
    }),
    ...withProperties("ErrorResponse", { errors: { type: "object", additionalProperties: text } }),
    ...withProperties("EscalationRule", {
      notifyType: { enum: ["default", "next", "previous", "users", "admins", "all", "random"] },
    }),
    ...withProperties("UpdateScheduleRotationPayload", {
      endDate: { type: "string", format: "date-time", nullable: true },
    }),
    ...withProperties("AlertRequestStatus", { success: { type: "boolean" } }),
    ...Object.assign({}, ...lists.map((name) => withProperties(name, { paging }))),
    // Seen in answers of the service, and described only for other writes.
    ...Object.assign({}, ...writes.map((name) => withProperties(name, { result: text }))),
  };
}

/** Turns a Swagger schema into JSON Schema: `nullable` comes from OpenAPI 3, keys beside `$ref` are dropped, unknown names refused. */
function schemaOf(node: unknown, within = false): unknown {
  if (Array.isArray(node)) return node.map((each) => schemaOf(each));
  if (!isRecord(node)) return node;
  const { $ref, allOf, properties, nullable, discriminator: _, ...rest } = node;
  if (typeof $ref === "string") {
    const to = { $ref: $ref.replace("#", "oas#") };
    return within ? to : { allOf: [to], unevaluatedProperties: false };
  }
  return {
    ...mapped(rest, (each) => schemaOf(each)),
    ...(nullable === true ? { type: [rest["type"], "null"] } : {}),
    ...(isRecord(properties) ? { properties: mapped(properties, (each) => schemaOf(each)) } : {}),
    ...(Array.isArray(allOf) ? { allOf: allOf.map((each) => schemaOf(each, true)) } : {}),
  };
}

const mapped = (node: Node, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));

const isRecord = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function recordOf(value: unknown): Node {
  if (!isRecord(value)) throw new Error(`no object: ${JSON.stringify(value)}`);
  return value;
}

const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(recordOf) : []);
