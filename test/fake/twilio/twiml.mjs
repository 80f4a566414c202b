/** Reads TwiML: what it says, in order and with the time it takes. It knows only the verbs that a page needs; all else is the service's error 12100, so that nothing untested is sent to a real phone. */

/** @import { Utterance } from "./model.ts" */
/** @typedef {{ readonly name: string, readonly attributes: Readonly<Record<string, string>>, readonly children: readonly (Element | string)[] }} Element */

/** Why the document is invalid; its call fails. */
export class Malformed extends Error {}

const MS_A_WORD = 400;
const ENDLESS = 1000;

/** `within`: what it may contain; `#` is text. @type {Readonly<Record<string, { readonly attributes: Readonly<Record<string, RegExp>>, readonly within: readonly string[] }>>} */
const ELEMENTS = {
  Response: { attributes: {}, within: ["Say", "Pause", "Hangup"] },
  Pause: { attributes: { length: /^\d{1,3}$/ }, within: [] },
  Hangup: { attributes: {}, within: [] },
  Say: {
    attributes: { voice: /^[A-Za-z][\w.-]*$/, language: /^[a-z]{2,3}-[A-Z]{2}$/, loop: /^\d{1,3}$/ },
    within: ["#", "say-as", "break", "prosody"],
  },
  "say-as": {
    attributes: {
      "interpret-as":
        /^(characters|spell-out|cardinal|number|ordinal|digits|fraction|unit|date|time|address|expletive|telephone)$/,
      format: /./,
    },
    within: ["#"],
  },
  break: {
    attributes: { time: /^\d{1,5}(ms|s)$/, strength: /^(none|x-weak|weak|medium|strong|x-strong)$/ },
    within: [],
  },
  prosody: {
    attributes: { rate: /^(x-slow|slow|medium|fast|x-fast|\d{1,3}%)$/, volume: /./, pitch: /./ },
    within: ["#", "say-as", "break", "prosody"],
  },
};

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** @param {string} raw */
function unescaped(raw) {
  const text = raw.replace(/&([^;&\s]*;?)/g, (whole, reference) => {
    const [, hex, decimal] = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}));$/.exec(reference) ?? [];
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const found = reference.endsWith(";") ? ENTITIES.get(reference.slice(0, -1)) : undefined;
    if (found === undefined && !(point <= 0x10ffff)) throw new Malformed(`${whole} is no entity`);
    return found ?? String.fromCodePoint(point);
  });
  if (/[^\P{Cc}\t\n\r]/u.test(text)) throw new Malformed("a control character");
  return text;
}

/** @param {string} name @param {string} text @returns {Readonly<Record<string, string>>} */
function attributesIn(name, text) {
  const found = [...text.matchAll(/\s+([A-Za-z][\w-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g)];
  if (found.map(([whole]) => whole).join("") !== text.trimEnd())
    throw new Malformed(`the attributes of <${name}>`);
  const pairs = found.map(([, key = "", double, single]) => [key, unescaped(double ?? single ?? "")]);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length)
    throw new Malformed(`an attribute of <${name}> twice`);
  return Object.fromEntries(pairs);
}

/** @param {Element} element */
function refuseUnknown({ name, attributes, children }) {
  const known = ELEMENTS[name];
  if (known === undefined) throw new Malformed(`<${name}> is not known`);
  for (const [key, value] of Object.entries(attributes)) {
    if (known.attributes[key]?.test(value) !== true) throw new Malformed(`${key}="${value}" of <${name}>`);
  }
  if (name === "say-as" && attributes["interpret-as"] === undefined)
    throw new Malformed("<say-as> without interpret-as");
  for (const child of children) {
    const blank = typeof child === "string" && child.trim() === "";
    const kind = typeof child === "string" ? "#" : child.name;
    if (!blank && !known.within.includes(kind))
      throw new Malformed(`${kind === "#" ? "text" : `<${kind}>`} within <${name}>`);
  }
}

/** @param {string} document @returns {Element} */
function rootOf(document) {
  const tokens = /<(\/?)([A-Za-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/y;
  tokens.lastIndex =
    /^<\?xml version="1\.[01]"( encoding="[Uu][Tt][Ff]-8")?\?>\s*/.exec(document)?.[0].length ?? 0;
  /** @typedef {{ readonly name: string, readonly attributes: Readonly<Record<string, string>>, readonly children: (Element | string)[] }} Open */
  /** @type {Open} */
  const top = { name: "the document", attributes: {}, children: [] };
  const open = [top];
  while (tokens.lastIndex < document.length) {
    const at = tokens.lastIndex;
    const token = tokens.exec(document);
    const parent = open.at(-1) ?? top;
    if (token === null) throw new Malformed(`character ${at}`);
    const [, closes, name = "", rest = "", alone, text] = token;
    if (text !== undefined) parent.children.push(unescaped(text));
    else if (closes === "/") {
      if (open.length < 2 || parent.name !== name || rest.trim() !== "" || alone === "/")
        throw new Malformed(`</${name}> where <${parent.name}> is open`);
      refuseUnknown(parent);
      open.pop();
    } else {
      const element = { name, attributes: attributesIn(name, rest), children: [] };
      parent.children.push(element);
      if (alone === "/") refuseUnknown(element);
      else open.push(element);
    }
  }
  const [root, ...others] = top.children.filter((each) => typeof each !== "string" || each.trim() !== "");
  if (open.length > 1) throw new Malformed(`<${open.at(-1)?.name}> is not closed`);
  if (root === undefined || typeof root === "string" || root.name !== "Response" || others.length > 0)
    throw new Malformed("the document is not one <Response>");
  return root;
}

/** @param {string} text @param {number} slowness @returns {readonly Utterance[]} */
const wordsOf = (text, slowness) =>
  text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ text: word, ms: Math.round(MS_A_WORD * slowness) }));

const SPELT = ["digits", "characters", "spell-out", "telephone"];
/** @type {Readonly<Record<string, number>>} */
const SLOWNESS = { "x-slow": 2, slow: 1.5, medium: 1, fast: 0.75, "x-fast": 0.5 };
/** @type {Readonly<Record<string, number>>} in milliseconds */
const STRENGTH = { none: 0, "x-weak": 100, weak: 200, medium: 400, strong: 700, "x-strong": 1000 };

/** @param {string | undefined} rate */
const slownessOf = (rate = "medium") => SLOWNESS[rate] ?? 100 / Math.max(20, Number.parseInt(rate, 10));

/** @param {Readonly<Record<string, string>>} attributes */
function breakMs({ time, strength = "medium" }) {
  if (time === undefined) return STRENGTH[strength] ?? 0;
  return Number.parseInt(time, 10) * (time.endsWith("ms") ? 1 : 1000);
}

/** @param {Element | string} node @param {number} slowness @returns {readonly Utterance[]} */
function saidBy(node, slowness) {
  if (typeof node === "string") return wordsOf(node, slowness);
  const { name, attributes, children } = node;
  switch (name) {
    case "break":
      return [{ text: "", ms: breakMs(attributes) }];
    case "Pause":
      return [{ text: "…", ms: 1000 * Number(attributes["length"] ?? 1) }];
    case "say-as": {
      const text = children.join("");
      const spelt = SPELT.includes(attributes["interpret-as"] ?? "");
      return wordsOf(spelt ? [...text].join(" ") : text, slowness);
    }
    case "prosody":
      return children.flatMap((each) => saidBy(each, slowness * slownessOf(attributes["rate"])));
    case "Say": {
      const once = children.flatMap((each) => saidBy(each, slowness));
      const times = Number(attributes["loop"] ?? 1) || ENDLESS;
      return Array.from({ length: times }, () => once).flat();
    }
    default:
      return [];
  }
}

/** @param {string} document @returns {readonly Utterance[]} */
export function utterancesOf(document) {
  const { children } = rootOf(document);
  const end = children.findIndex((each) => typeof each !== "string" && each.name === "Hangup");
  // Nothing is said after a Hangup.
  return (end === -1 ? children : children.slice(0, end)).flatMap((each) => saidBy(each, 1));
}
