/** Remembers what was read, so that nothing is asked twice: for commands that only read, and look at one moment. */
import type { Api } from "./api.ts";

export function rememberReads(api: Api): Api {
  return {
    ...api,
    get: remember((path, query, optional) => api.get(path, query, optional)),
    list: remember((path, query) => api.list(path, query)),
  };
}

/** A read that failed is not tried again either. */
function remember<Words extends readonly unknown[], Answer>(
  ask: (...words: Words) => Promise<Answer>,
): (...words: Words) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...words) => {
    const key = JSON.stringify(words);
    const answer = answers.get(key) ?? ask(...words);
    answers.set(key, answer);
    return answer;
  };
}
