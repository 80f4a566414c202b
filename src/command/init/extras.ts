/**
 * Chooses what else init sets up: .gitignore, the merge driver, CODEOWNERS. All are offered, since a new team need not know
 * of them, and each is done only if somebody wants it.
 */
import { basename } from "node:path";
import type { Edges } from "../../edge/edges.ts";
import { EXIT, Fault } from "../../fault.ts";
import { type Member, readGithub } from "../../template/person.ts";
import { type FirstRoster, PRIVATE_FILE } from "../../template/roster.ts";
import { allowEmpty, type Prompter } from "../shared/prompt.ts";
import { draftGitattributes, draftGitignore, draftOwners, type FileDraft, findRepository } from "./beside.ts";
import type { InitFlags } from "./command.ts";

export interface Extras {
  /** With the GitHub names that were given. */
  readonly founding: FirstRoster;
  readonly beside: readonly FileDraft[];
  /** Whether to configure the merge driver in this clone. */
  readonly hasDriver: boolean;
}

/** `path` is the roster's. */
export async function chooseExtras(
  edges: Edges,
  flags: InitFlags,
  path: string,
  founding: FirstRoster,
  asking: Prompter | undefined,
): Promise<Extras> {
  const ignored = await chooseGitignore(edges, flags, path, asking);
  const hasDriver = await chooseDriver(edges, flags, path, asking);
  const reviewed = await chooseOwners(edges, flags, path, founding, asking);
  const beside = [ignored, hasDriver ? draftGitattributes(edges, path) : undefined, reviewed.draft].filter(
    (draft) => draft !== undefined,
  );
  return { founding: { ...founding, ...reviewed.named }, beside, hasDriver };
}

async function chooseGitignore(
  edges: Edges,
  flags: InitFlags,
  path: string,
  asking: Prompter | undefined,
): Promise<FileDraft | undefined> {
  if (flags.gitignore === false) return undefined;
  if (flags.gitignore === undefined && flags.yes !== true && asking === undefined) return undefined;
  const draft = draftGitignore(edges, path);
  if (draft === undefined || flags.gitignore === true || asking === undefined) return draft;
  asking.say("\n");
  const question = `Phone numbers can go in ${PRIVATE_FILE}. Have git ignore that file?`;
  return (await asking.yes(question, true)) ? draft : undefined;
}

async function chooseDriver(
  edges: Edges,
  flags: InitFlags,
  path: string,
  asking: Prompter | undefined,
): Promise<boolean> {
  const insists = flags.mergeDriver === true;
  if (flags.mergeDriver === false || (!insists && flags.yes !== true && asking === undefined)) return false;
  const isInside = findRepository(edges, path) !== undefined;
  if (insists && !isInside) throw noRepository("--merge-driver");
  if (!isInside || insists || asking === undefined) return isInside;
  const question = `Have git merge ${basename(path)} entry by entry (oncall merge)?`;
  return asking.yes(question, true);
}

function noRepository(flag: string): Fault {
  return new Fault(EXIT.usage, `${flag}: this is not a git repository`, "run git init, or leave it out");
}

interface Reviewed {
  readonly draft: FileDraft | undefined;
  readonly named: Pick<FirstRoster, "queue" | "managers">;
}

async function chooseOwners(
  edges: Edges,
  flags: InitFlags,
  path: string,
  founding: FirstRoster,
  asking: Prompter | undefined,
): Promise<Reviewed> {
  const { queue, managers } = founding;
  const none = { draft: undefined, named: { queue, managers } };
  const insists = flags.codeowners === true;
  if (flags.codeowners === false || (!insists && flags.yes !== true && asking === undefined)) return none;
  const repository = findRepository(edges, path);
  if (repository === undefined && insists) throw noRepository("--codeowners");
  if (repository === undefined || draftOwners(edges, path, repository, ["-"]) === undefined) return none;
  if (managers.length > 0 && asking !== undefined && !insists) {
    const question = `Have GitHub ask managers to review changes to ${basename(path)} (CODEOWNERS)?`;
    if (!(await asking.yes(question, false))) return none;
  }
  const named = asking === undefined ? managers : await askGithub(asking, managers);
  const owners = named.flatMap(({ github }) => github ?? []);
  if (owners.length > 0) {
    const renamed = queue.map((member) => named.find(({ id }) => id === member.id) ?? member);
    return {
      draft: draftOwners(edges, path, repository, owners),
      named: { queue: renamed, managers: named },
    };
  }
  if (!insists) return none;
  throw new Fault(
    EXIT.usage,
    "--codeowners: no manager has a GitHub name",
    'add one after the email: --manager "Mia Rossi <mia@example.com> @mia-r"',
  );
}

async function askGithub(asking: Prompter, managers: readonly Member[]): Promise<readonly Member[]> {
  const named: Member[] = [];
  for (const manager of managers) {
    const github =
      manager.github ??
      (await asking.value(`GitHub name of ${manager.name} (leave empty to skip):`, allowEmpty(readGithub)));
    named.push({ ...manager, github });
  }
  return named;
}
