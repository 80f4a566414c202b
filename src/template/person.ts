/**
 * People as somebody types them (`Alice Nguyen <alice@example.com>`) in, persons with ids out. An id is chosen once
 * (roster.md), so it is made of what stays: the first name, and more of the name only where another has that.
 */
import { fold } from "../text/letters.ts";
import { type Answer, good, readText, wrong } from "./answer.ts";

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
/** `id=Name <email> @github`, all but the name left out at will. */
const FORM = /^(?:([a-z][a-z0-9_-]*)=)?([^<>]*?)(?:\s*<([^<>]*)>)?(?:\s+@(\S*))?$/;

/** Reserved by the roster, taken for somebody by the command line, roles, or words that YAML takes for something else. */
const NOBODYS = new Set([
  ...["manager", "me", "primary", "secondary"],
  ...["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"],
]);

/** Whether the roster takes it for the id of a person. */
export function isId(text: string): boolean {
  return ID.test(text) && text !== "manager";
}

/** A person whom none of `others` is. Emails are told apart too: by them git and the services know people. */
export function readPerson(text: string, others: readonly Member[]): Answer<Member> {
  const [form, chosen, named = "", email, github] = FORM.exec(text.trim()) ?? [];
  if (form === undefined) return wrong(`${JSON.stringify(text)} is not a person`, `write ${PERSON_FORM}`);
  const name = readText(named, "the name");
  if (name.kind === "wrong")
    return name.message.endsWith("missing") ? { ...name, help: `write ${PERSON_FORM}` } : name;
  if (EMAIL.test(name.value)) return wrong(`${name.value} has no name`, `write ${PERSON_FORM}`);
  if (/\S@\S/.test(name.value))
    return wrong(`${JSON.stringify(name.value)} has an email in the name`, `write ${PERSON_FORM}`);
  if (email !== undefined && !(EMAIL.test(email) && readText(email, "").kind === "good")) {
    return wrong(`${JSON.stringify(email)} is not an email`, `write ${PERSON_FORM}`);
  }
  const handle = github === undefined ? undefined : readGithub(github);
  if (handle?.kind === "wrong") return handle;
  const twin = others.find((other) => email !== undefined && fold(other.email ?? "") === fold(email));
  if (twin !== undefined) return wrong(`${email} is the email of ${twin.name}`, "give everybody their own");
  const id = chosen ?? freeId(name.value, email, others);
  if (NOBODYS.has(id)) return wrong(`nobody can have the id ${id}`, "choose another id");
  if (others.some((other) => other.id === id)) {
    return wrong(`the id ${id} is taken`, `put another before the name, such as ${id}2=${name.value}`);
  }
  return good({ id, name: name.value, email, github });
}

/** A GitHub user name, with or without its @. */
export function readGithub(text: string): Answer<string> {
  const name = text.trim().replace(/^@/, "");
  if (GITHUB.test(name)) return good(name);
  return wrong(`${JSON.stringify(name)} is not a GitHub user name`, "it has letters, digits and hyphens");
}

/** Somebody who approves: one of those who serve, by id, name or email; or somebody new. */
export function readManager(
  text: string,
  people: readonly Member[],
  managers: readonly Member[],
): Answer<Member> {
  const wanted = fold(text);
  const isMeant = ({ id, name, email }: Member) =>
    [id, fold(name), ...(email === undefined ? [] : [fold(email)])].includes(wanted);
  const known = [...people, ...managers].find(isMeant);
  const answer = known === undefined ? readPerson(text, [...people, ...managers]) : good(known);
  if (answer.kind === "wrong" || !managers.some(({ id }) => id === answer.value.id)) return answer;
  return wrong(`${answer.value.name} is named already`, "name somebody else");
}

/** The first name, else with the next words, else with a number. Letters that no id can have are written without marks. */
function freeId(name: string, email: string | undefined, others: readonly Member[]): string {
  const isFree = (id: string) => ID.test(id) && !NOBODYS.has(id) && !others.some((other) => other.id === id);
  const words = wordsOf(name);
  const wordsOfEmail = wordsOf((email ?? "").replace(/@.*/, "").replaceAll(".", " "));
  const joined = [words, wordsOfEmail].flatMap((some) =>
    some.map((_, count) => some.slice(0, count + 1).join("-")),
  );
  const base = joined.find((id) => ID.test(id)) ?? "person";
  const found = [...joined, base].find(isFree);
  if (found !== undefined) return found;
  for (let count = 2; ; count++) if (isFree(`${base}-${count}`)) return `${base}-${count}`;
}

/** What NFKD does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", å: "a", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" },
};

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replace(/[ßæœøåđðþłı]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFKD")
    .replace(/[\p{M}'’.]/gu, "")
    .split(/[^a-z0-9_]+/)
    .filter((word) => word !== "");
}
