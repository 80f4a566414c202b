/** Prints an examination: a line for each check, the cure below what is broken, and how many there are of each. */
import type { Check } from "../doctor/model.ts";
import { maskPhones } from "../text/mask.ts";
import { forTerminal } from "./escape.ts";
import type { Page } from "./grid.ts";
import type { Tone } from "./palette.ts";
import { padEnd, type Width, widest, widthFor, wrap } from "./width.ts";

const TONES: Readonly<Record<Check["status"], Tone>> = { ok: "now", broken: "vacant", unknown: "cover" };

/** Beside narrower messages there is no room for columns. */
const NARROWEST_MESSAGE = 40;

/** Ends with a line break. Without a terminal a message is one line. */
export async function checksText(
  checks: readonly Check[],
  page: Page & { readonly isTTY: boolean },
): Promise<string> {
  const safe = checks.map((check) => ({
    ...check,
    message: forTerminal(maskPhones(check.message)),
    help: check.help === null ? null : forTerminal(maskPhones(check.help)),
  }));
  const width = await widthFor(safe.flatMap(({ message, help }) => [message, help ?? ""]));
  const statuses = widest(Object.keys(TONES), width);
  const names = widest(
    safe.map(({ check }) => check),
    width,
  );
  const indent = statuses + names + 4;
  const columns = page.isTTY ? page.columns : Number.POSITIVE_INFINITY;
  const isWide = columns - indent >= NARROWEST_MESSAGE;
  const said = new Set<string>();
  const lines = safe.flatMap(({ check, status, message, help: cure }) => {
    // What would tell is the same for much of what is unknown: once is enough.
    const help = status === "unknown" && said.has(cure ?? "") ? null : cure;
    said.add(help ?? "");
    const head = `${page.palette[TONES[status]](status)}${" ".repeat(statuses - status.length + 2)}`;
    const below = [message, ...(help === null ? [] : [`help: ${help}`])];
    const room = isWide ? columns - indent : columns - 4;
    const texts = below.flatMap((text) => wrapWords(text, room, width));
    if (!isWide) return [`${head}${check}`, ...texts.map((text) => `    ${text}`)];
    return texts.map((text, index) =>
      index === 0 ? `${head}${padEnd(check, names, width)}  ${text}` : `${" ".repeat(indent)}${text}`,
    );
  });
  return `${[...lines, "", countChecks(checks)].join("\n")}\n`;
}

function wrapWords(text: string, columns: number, width: Width): readonly string[] {
  return columns === Number.POSITIVE_INFINITY ? [text] : wrap([text], Math.max(columns, 1), width);
}

/** `2 broken, 3 unknown, 18 ok`. */
function countChecks(checks: readonly Check[]): string {
  const statuses = ["broken", "unknown", "ok"] as const;
  return statuses
    .map((status) => `${checks.filter((check) => check.status === status).length} ${status}`)
    .join(", ");
}
