/** Checks a message as Slack does before it shows it: its kinds of blocks, and how long each may be. */
import { Refusal } from "./answer.mjs";

/** @import { Block } from "./model.ts" */

/** @param {string} text @param {number} most */
const fits = (text, most) => typeof text === "string" && text.length > 0 && text.length <= most;

/** @param {Block} block */
function isGood(block) {
  switch (block.type) {
    case "header":
      return block.text.type === "plain_text" && fits(block.text.text, 150);
    case "section":
      return block.text.type === "mrkdwn" && fits(block.text.text, 3000);
    case "context":
      return (
        block.elements.length > 0 &&
        block.elements.length <= 10 &&
        block.elements.every(({ type, text }) => type === "mrkdwn" && fits(text, 3000))
      );
    case "divider":
      return true;
    default:
      return false;
  }
}

/** @param {string | undefined} text JSON @returns {readonly Block[]} */
export function blocksOf(text) {
  if (text === undefined) return [];
  /** @type {readonly Block[]} */
  const blocks = JSON.parse(text);
  if (!Array.isArray(blocks) || blocks.length > 50 || !blocks.every(isGood))
    throw new Refusal("invalid_blocks");
  return blocks;
}
