/**
 * Lays a note out as Slack's blocks. Rich text, since in it text stands for nothing but itself and a mention is a thing of its
 * own: no name can mention anybody, make a link, or format.
 */
import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection } from "@slack/types";
import type { ChatNote, NoteLine, NotePiece } from "../../render/chat.ts";
import type { FoundPeople } from "../channel.ts";

type Keys = FoundPeople["keys"];

/** Slack takes 50 in a message, and about 13,200 letters of JSON in all. */
const MOST_BLOCKS = 50;
const MOST_LETTERS = 12_000;
/** Slack cuts longer texts off. */
const MOST_TEXT = 4000;

export interface SlackMessage {
  /** For notifications and screen readers, and wherever no blocks are shown. */
  readonly text: string;
  readonly blocks: RichTextBlock[];
}

const ELLIPSIS: NoteLine = { kind: "text", pieces: [{ kind: "text", text: "…" }] };

/** The end of a note that is too long for Slack is left out. */
export function layOut({ title, lines }: ChatNote, keys: Keys): SlackMessage {
  const text = writeText([{ kind: "heading", pieces: title }, ...lines], keys);
  let shown = lines;
  let blocks = writeBlocks({ title, lines }, keys);
  while (JSON.stringify(blocks).length > MOST_LETTERS && shown.length > 0) {
    shown = shown.slice(0, Math.floor(shown.length * 0.9));
    blocks = writeBlocks({ title, lines: [...shown, ELLIPSIS] }, keys);
  }
  return { text, blocks };
}

/** A block for the title, and one for each heading with what stands below it. */
function writeBlocks({ title, lines }: ChatNote, keys: Keys): RichTextBlock[] {
  let part: RichTextBlockElement[] = [toSection(title, keys, true)];
  const parts = [part];
  for (const [index, line] of lines.entries()) {
    const isNew = line.kind === "heading" || index === 0;
    if (isNew && parts.length < MOST_BLOCKS) {
      part = [];
      parts.push(part);
    }
    addLine(part, line, keys);
  }
  return parts.map((elements) => ({ type: "rich_text", elements }));
}

function addLine(elements: RichTextBlockElement[], { kind, pieces }: NoteLine, keys: Keys): void {
  const section = toSection(pieces, keys, kind === "heading");
  const last = elements.at(-1);
  if (kind !== "item") elements.push(section);
  else if (last?.type === "rich_text_list") last.elements.push(section);
  else elements.push({ type: "rich_text_list", style: "bullet", elements: [section] });
}

function toSection(pieces: readonly NotePiece[], keys: Keys, isBold: boolean): RichTextSection {
  const style = isBold ? { style: { bold: true } } : {};
  return {
    type: "rich_text_section",
    elements: pieces.map((piece): RichTextElement => {
      if (piece.kind === "link") return { type: "link", url: piece.url, text: defuse(piece.text), ...style };
      const user = piece.kind === "person" ? keys.get(piece.id) : undefined;
      if (user !== undefined) return { type: "user", user_id: user, ...style };
      return { type: "text", text: defuse(piece.kind === "person" ? piece.name : piece.text), ...style };
    }),
  };
}

/** Slack's markup, in which `<…>` mentions and links. Cut between lines. */
function writeText(lines: readonly NoteLine[], keys: Keys): string {
  let text = "";
  for (const { kind, pieces } of lines) {
    const line = `${kind === "item" ? "• " : ""}${pieces.map((piece) => toMarkup(piece, keys)).join("")}`;
    const longer = text === "" ? line : `${text}\n${line}`;
    if (longer.length > MOST_TEXT) return `${text}\n…`;
    text = longer;
  }
  return text;
}

function toMarkup(piece: NotePiece, keys: Keys): string {
  if (piece.kind === "text") return escapeMarkup(piece.text);
  if (piece.kind === "link") return `${escapeMarkup(piece.text)} (${escapeMarkup(piece.url)})`;
  const user = keys.get(piece.id);
  return user === undefined ? escapeMarkup(piece.name) : `<@${user}>`;
}

function escapeMarkup(text: string): string {
  return defuse(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Puts a zero-width space where text looks like a mention, should any client of Slack's take it for one. */
function defuse(text: string): string {
  return text.replace(/<(?=[@!#])|@(?=channel|here|everyone)/gi, "$&\u200b");
}
