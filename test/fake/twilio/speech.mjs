/** TwiML in, what somebody hears of it out: words, and digits one by one. What Twilio could not read is refused as it does (12100). */

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Which element may stand in which. @type {ReadonlyMap<string, readonly string[]>} */
const INSIDE = new Map([
  ["", ["Response"]],
  ["Response", ["Say", "Pause", "Hangup"]],
  ["Say", ["say-as", "break", "prosody"]],
  ["prosody", ["say-as", "break"]],
]);

/** @param {string} twiml @returns {string | undefined} undefined: it cannot be read */
export function heard(twiml) {
  const text = twiml.replace(/^<\?xml [^>]*\?>/, "");
  /** @type {string[]} */
  const open = [];
  /** @type {string[]} */
  const words = [];
  const TOKEN = /<(\/?)([A-Za-z-]+)((?:\s+[A-Za-z-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const [whole, closing, name, , isEmpty, plain] of text.matchAll(TOKEN)) {
    at += whole.length;
    if (plain !== undefined) {
      const said = decoded(plain);
      if (
        said === undefined ||
        (said.trim() !== "" && !["Say", "say-as", "prosody"].includes(open.at(-1) ?? ""))
      )
        return undefined;
      words.push(said.trim());
    } else if (closing === "/") {
      if (open.pop() !== name) return undefined;
    } else {
      if (!(INSIDE.get(open.at(-1) ?? "") ?? []).includes(name ?? "")) return undefined;
      if (isEmpty === "") open.push(name ?? "");
    }
  }
  if (at !== text.length || open.length > 0 || text === "") return undefined;
  return words.filter((word) => word !== "").join(" ");
}

/** @param {string} text */
function decoded(text) {
  let isGood = true;
  const plain = text.replace(/&([^;&]*;?)/g, (_, entity) => {
    const character = ENTITIES.get(String(entity).replace(/;$/, ""));
    if (character === undefined || !String(entity).endsWith(";")) isGood = false;
    return character ?? "";
  });
  return isGood ? plain : undefined;
}
