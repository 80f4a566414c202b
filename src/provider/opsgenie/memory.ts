/** Remembers what was read, so that nothing is asked twice: for commands that only read, and look at one moment. */
import { remember } from "../remember.ts";
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
