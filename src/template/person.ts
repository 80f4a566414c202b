/**
 * Reads people as typed (`Alice Nguyen <alice@example.com>`) and gives them ids. An id never changes, so it is made of what lasts: the
 * first name, with more of the name only if somebody else has that.
 */
import { fold } from "../text/letters.ts";
import { type Answer, accept, readText, reject } from "./answer.ts";

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly github: string | undefined;
}

export const PERSON_FORM = "Alice Nguyen <alice@example.com>";

const ID = /^[a-z][a-z0-9_-]*$/;
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+$/;
const GITHUB = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
/** `id=Name <email> @github`; only the name is required. */
const FORM = /^(?:([a-z][a-z0-9_-]*)=)?([^<>]*?)(?:\s*<([^<>]*)>)?(?:\s+@(\S*))?$/;

/** Words with a meaning in the roster, at the command line or in YAML. */
const NOBODYS = new Set([
  ...["manager", "me", "primary", "secondary"],
  ...["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"],
]);

/** Whether it can be an id in the roster. */
export function isId(text: string): boolean {
  return ID.test(text) && text !== "manager";
}

/** A new person. Emails must differ too: git and the services know people by them. */
export function readPerson(text: string, others: readonly Member[]): Answer<Member> {
  const [form, chosen, named = "", email, github] = FORM.exec(text.trim()) ?? [];
  if (form === undefined) return reject(`${JSON.stringify(text)} is not a person`, `write ${PERSON_FORM}`);
  const name = readText(named, "the name");
  if (name.kind === "wrong")
    return name.message.endsWith("missing") ? { ...name, help: `write ${PERSON_FORM}` } : name;
  if (EMAIL.test(name.value)) return reject(`${name.value} has no name`, `write ${PERSON_FORM}`);
  if (/\S@\S/.test(name.value))
    return reject(`${JSON.stringify(name.value)} has an email in the name`, `write ${PERSON_FORM}`);
  if (email !== undefined && !(EMAIL.test(email) && readText(email, "").kind === "good")) {
    return reject(`${JSON.stringify(email)} is not an email`, `write ${PERSON_FORM}`);
  }
  const handle = github === undefined ? undefined : readGithub(github);
  if (handle?.kind === "wrong") return handle;
  const twin = others.find((other) => email !== undefined && fold(other.email ?? "") === fold(email));
  if (twin !== undefined)
    return reject(`${email} is the email of ${twin.name}`, "give everybody their own email");
  const id = chosen ?? freeId(name.value, email, others);
  if (NOBODYS.has(id)) return reject(`${id} cannot be an id`, "choose another");
  if (others.some((other) => other.id === id)) {
    return reject(`the id ${id} is taken`, `put another before the name, such as ${id}2=${name.value}`);
  }
  return accept({ id, name: name.value, email, github });
}

/** A GitHub user name, with or without its @. */
export function readGithub(text: string): Answer<string> {
  const name = text.trim().replace(/^@/, "");
  if (GITHUB.test(name)) return accept(name);
  return reject(`${JSON.stringify(name)} is not a GitHub user name`, "it has letters, digits and hyphens");
}

/** A manager: somebody in the queue by id, name or email, or somebody new. */
export function readManager(
  text: string,
  people: readonly Member[],
  managers: readonly Member[],
): Answer<Member> {
  const wanted = fold(text);
  const isMeant = ({ id, name, email }: Member) =>
    [id, fold(name), ...(email === undefined ? [] : [fold(email)])].includes(wanted);
  const known = [...people, ...managers].find(isMeant);
  const answer = known === undefined ? readPerson(text, [...people, ...managers]) : accept(known);
  if (answer.kind === "wrong" || !managers.some(({ id }) => id === answer.value.id)) return answer;
  return reject(`${answer.value.name} is a manager already`, "name somebody else");
}

/** The first name; if taken, with the next words, then with a number. Accents are dropped. */
function freeId(name: string, email: string | undefined, others: readonly Member[]): string {
  const isFree = (id: string) => ID.test(id) && !NOBODYS.has(id) && !others.some((other) => other.id === id);
  const words = splitWords(name);
  const wordsOfEmail = splitWords((email ?? "").replace(/@.*/, "").replaceAll(".", " "));
  const joined = [words, wordsOfEmail].flatMap((some) =>
    some.map((_, count) => some.slice(0, count + 1).join("-")),
  );
  const base = joined.find((id) => ID.test(id)) ?? "person";
  const found = [...joined, base].find(isFree);
  if (found !== undefined) return found;
  for (let count = 2; ; count++) if (isFree(`${base}-${count}`)) return `${base}-${count}`;
}

/** Letters that NFKD does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", å: "a", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" },
};

function splitWords(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replace(/[ßæœøåđðþłı]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFKD")
    .replace(/[\p{M}'’.]/gu, "")
    .split(/[^a-z0-9_]+/)
    .filter((word) => word !== "");
}
