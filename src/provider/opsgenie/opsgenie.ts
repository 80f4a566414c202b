/** OpsGenie as a provider of schedules: an address in, what reads it and what writes it out. */
import type { Http } from "../../edge/edges.ts";
import type { Provider } from "../model.ts";
import type { Address } from "./address.ts";
import { apiOf } from "./api.ts";
import { readerOf, usersOf } from "./read.ts";
import { writerOf } from "./write.ts";

export function opsgenieAt(http: Http, address: Address): Provider {
  const api = apiOf(http, address);
  return {
    async reader(asked) {
      const users = await usersOf(api, asked);
      return { ...readerOf(api, asked, users), writer: (remote) => writerOf(api, asked, users, remote) };
    },
  };
}
