/**
 * Writes what was asked and answered for a report that strangers read. Of the values in it only dates, numbers, words of
 * the service and what the probe itself made up are kept; all others become `id-1`, `name-2` and so on, the same each time.
 */
import type { ProbeExchange } from "../../doctor/probe.ts";
import { isJsonMap, type JsonValue } from "../../text/json.ts";
import { maskPhones } from "../../text/mask.ts";
import { parseInstant } from "../../time/zone.ts";
import type { RecordedExchange } from "./record.ts";

export interface Redactor {
  exchange(exchange: RecordedExchange): ProbeExchange;
  text(text: string): string;
}

/** Fields whose values are words of the service. */
const WORD_FIELDS =
  /^(type|result|condition|notifyType|timeUnit|intervalUnit|intervalUnits|startDay|endDay|timezone|domain|expandable|_expands|method|code|actionType)$/;
const MESSAGE_FIELDS = /^(message|title|detail|errors|reason)$/;
const LINK_FIELDS = /^(next|prev|first|last|self)$/;

/** Other in each answer, and of no use to a reader. */
const NOISE = /^(took|requestId)$/;

/** Of an answer: what matters of a long one stands beside it. */
const MOST = 700;
/** Of a name that the probe made up. */
const LONG = 80;
/** Shorter ones are in too many words to be taken out of a sentence. */
const SHORTEST = 3;

/** `own`: what each name begins with that the probe made up. `secrets`: what must not be shown wherever it stands. */
export function createRedactor(own: string, secrets: readonly (string | undefined)[]): Redactor {
  const marks = new Map<string, string>();
  const counts = new Map<string, number>();

  function replace(kind: string, value: string): string {
    const known = marks.get(value.toLowerCase());
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const mark = `${kind}-${count}`;
    marks.set(value.toLowerCase(), mark);
    return mark;
  }

  for (const secret of secrets)
    if (secret !== undefined && secret.length >= SHORTEST && !isOwn(secret)) replace("name", secret);

  function isOwn(value: string): boolean {
    return value.startsWith(own);
  }

  function writeText(text: string): string {
    const known = [...marks.keys()]
      .filter((each) => each.length >= SHORTEST)
      .toSorted((one, other) => other.length - one.length)
      .map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const anyKnown = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
    const parts = text.split(own);
    const clean = parts.map((part) =>
      maskPhones(
        (known.length === 0
          ? part
          : part.replace(anyKnown, (found) => marks.get(found.toLowerCase()) ?? "name")
        )
          .replace(/https?:\/\/[^\s"'<>]+/g, writeLink)
          .replace(/[^\s"'<>()[\]:,;]+@[^\s"'<>()[\]:,;]+/g, (found) => replace("email", found))
          .replace(/\b[0-9a-f]{8}-[0-9a-f-]{8,}|\b\d{5,6}:[\w-]+|\b(?=\w*\d)[0-9a-z]{16,}\b/gi, (found) =>
            replace("id", found),
          ),
      ),
    );
    return clean.join(own);
  }

  function writeLink(link: string): string {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    const [path = "", search = ""] = (url === undefined ? link : `${url.pathname}${url.search}`).split("?");
    return `${url === undefined ? "" : `${url.protocol}//HOST`}${writePath(path)}${writeQuery(search)}`;
  }

  function writePath(path: string): string {
    const isWord = (part: string) =>
      /^(v\d|\d|[a-z_]+(-[a-z]+)*|)$/.test(part) && !marks.has(part.toLowerCase());
    return path
      .split("/")
      .map((part) => {
        const plain = decode(part);
        return isWord(plain) || isOwn(plain) ? plain : replace(plain.includes("@") ? "email" : "id", plain);
      })
      .join("/");
  }

  function writeQuery(search: string): string {
    const pairs = [...new URLSearchParams(search)].map(([name, value]) => {
      const isPlain = /^[a-z,-]+$|^\d{1,6}$/.test(value) && !marks.has(value);
      const isKept = isPlain || isOwn(value) || parseInstant(value) !== undefined;
      return `${name}=${isKept ? value : replace(value.includes("@") ? "email" : "id", value)}`;
    });
    return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
  }

  function writeValue(value: JsonValue, field: string, isMessage: boolean): JsonValue {
    if (Array.isArray(value)) return value.map((each) => writeValue(each, field, isMessage));
    if (isJsonMap(value)) {
      const told = Object.entries(value).filter(([key]) => !NOISE.test(key));
      const entries = told.map(([key, each]) => [
        /^[A-Za-z_][\w.-]{0,40}$/.test(key) && !marks.has(key.toLowerCase()) ? key : writeText(key),
        writeValue(each, key, isMessage || MESSAGE_FIELDS.test(key)),
      ]);
      return Object.fromEntries(entries);
    }
    return typeof value === "string" ? writeString(value, field, isMessage) : value;
  }

  function writeString(value: string, field: string, isMessage: boolean): string {
    if (isOwn(value) && value.length > LONG) return `${value.slice(0, LONG)}… (${value.length} characters)`;
    if (value === "" || isOwn(value) || parseInstant(value) !== undefined) return value;
    if (WORD_FIELDS.test(field) && /^[\w./+-]{1,40}$/.test(value) && !marks.has(value.toLowerCase()))
      return value;
    if (isMessage) return writeText(value);
    if (LINK_FIELDS.test(field)) return writeLink(value);
    return replace(nameKind(field, value), value);
  }

  function writeBody(text: string | undefined): string {
    if (text === undefined || text === "") return "";
    const value = parse(text);
    if (value === undefined) return " (not JSON)";
    const clean = JSON.stringify(writeValue(value, "", false));
    return clean.length > MOST ? ` ${clean.slice(0, MOST)}…` : ` ${clean}`;
  }

  return {
    exchange({ request: { method, url, body }, answer, seen }) {
      const asked = `${method} ${writeLink(url).replace(/^https?:\/\/HOST/, "")}${writeBody(body)}`;
      const answered =
        answer.kind === "failed"
          ? `no answer: ${answer.reason}`
          : `${answer.status}${writeBody(answer.text)}`;
      return { asked, answered, seen: seen === undefined ? undefined : writeText(seen) };
    },
    text: writeText,
  };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nameKind(field: string, value: string): string {
  if (value.includes("@")) return "email";
  if (/phone|^to$/i.test(field)) return "number";
  if (/id$|alias/i.test(field)) return "id";
  return /name/i.test(field) ? "name" : "text";
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
