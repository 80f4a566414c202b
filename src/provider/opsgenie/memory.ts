/** Remembers what was read, so that nothing is asked twice: for commands that only read, and look at one moment. */
import type { Api, Query } from "./api.ts";
import { KeyFault } from "./failure.ts";

export function rememberReads(api: Api): Api {
  const get = remember((path: string, query: Query) => api.get(path, query));
  return {
    ...api,
    async get(path, query = {}, optional = false) {
      try {
        return await get(path, query);
      } catch (error) {
        if (optional && error instanceof KeyFault && !error.isUnknown) return null;
        throw error;
      }
    },
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
