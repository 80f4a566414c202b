/** Describes when a rule of OpsGenie applies: its time restriction, and the conditions that an alert has to meet. */
import { isJsonMap, type JsonMap, type JsonValue, valueAt } from "../../text/json.ts";
import { readList, readText } from "./fields.ts";

export interface Limits {
  /** `18:00–08:00`; undefined: at every hour. */
  readonly hours: string | undefined;
  /** It applies to some alerts alone. */
  readonly isConditional: boolean;
}

export function readLimits(rule: JsonMap): Limits {
  const restriction = rule["timeRestriction"] ?? null;
  const criteria = rule["criteria"] ?? null;
  const type = readText(criteria, "type") ?? "match-all";
  return {
    hours: restriction === null ? undefined : describeHours(restriction),
    isConditional: type !== "match-all",
  };
}

/** Undefined if it leaves no hour out. */
function describeHours(restriction: JsonValue): string | undefined {
  const whole = valueAt(restriction, ["restriction"]);
  const spans = isJsonMap(whole) ? [whole] : readList(restriction, "restrictions");
  const texts = spans.flatMap((span) => {
    const [from, to] = ["start", "end"].map((edge) => {
      const day = readText(span, `${edge}Day`);
      return `${day === undefined ? "" : `${day} `}${clock(span, edge)}`;
    });
    return from === to ? [] : [`${from}–${to}`];
  });
  if (texts.length > 0) return texts.join(", ");
  return spans.length === 0 ? "some hours" : undefined;
}

function clock(span: JsonMap, edge: string): string {
  return ["Hour", "Min"].map((part) => String(span[`${edge}${part}`] ?? 0).padStart(2, "0")).join(":");
}
