/** Checks a message as Slack does before it shows it, and says whom it mentions. */
import { Refusal } from "./answer.mjs";

/** @import { Block, List, Piece, Section } from "./model.ts" */

const MOST_BLOCKS = 50;
/** Of all blocks together. */
const MOST_LETTERS = 13_200;

/** @param {Piece} piece */
function isGoodPiece(piece) {
  if (piece.type === "user") return /^[UW][A-Z0-9]+$/.test(piece.user_id);
  if (piece.type === "link" && !/^https?:/.test(piece.url)) return false;
  return typeof piece.text === "string" && piece.text !== "";
}

/** @param {Section | List} part @returns {boolean} */
function isGoodPart(part) {
  if (part.elements.length === 0) return false;
  if (part.type === "rich_text_section") return part.elements.every(isGoodPiece);
  return part.type === "rich_text_list" && part.elements.every(isGoodPart);
}

/** @param {string | undefined} text JSON @returns {readonly Block[]} */
export function blocksOf(text) {
  if (text === undefined) return [];
  /** @type {readonly Block[]} */
  const blocks = JSON.parse(text);
  if (text.length > MOST_LETTERS) throw new Refusal("msg_blocks_too_long");
  const isGood = blocks.every(({ type, elements }) => type === "rich_text" && elements.every(isGoodPart));
  if (blocks.length > MOST_BLOCKS || !isGood) throw new Refusal("invalid_blocks");
  return blocks;
}

/** @param {readonly Block[]} blocks @returns {readonly Piece[]} */
function piecesOf(blocks) {
  const parts = blocks.flatMap(({ elements }) => elements);
  return parts
    .flatMap((part) => (part.type === "rich_text_list" ? part.elements : [part]))
    .flatMap(({ elements }) => elements);
}

/**
 * Whom it notifies, and what it links to: by its blocks, and by what `<…>` stands for in its text.
 * @param {{ readonly text: string, readonly blocks: readonly Block[] }} message
 */
export function referencesIn({ text, blocks }) {
  const inBlocks = piecesOf(blocks).flatMap((piece) => {
    if (piece.type === "user") return [`@${piece.user_id}`];
    return piece.type === "link" ? [piece.url] : [];
  });
  const inText = [...text.matchAll(/<([^>]*)>/g)].map(([, what = ""]) => what);
  return [...new Set([...inBlocks, ...inText])];
}
