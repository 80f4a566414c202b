/** Checks the address of a service that the environment gives, so that no key is sent astray. */
import { EXIT, Fault } from "../fault.ts";
import { adviseUnquoting, isQuoted } from "./setting.ts";

export interface BaseUrl {
  /** Without a slash at its end. */
  readonly url: string;
  readonly isLoopback: boolean;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Only https, or http to a loopback address. `variable` is where the address was given. */
export function readBaseUrl(variable: string, given: string): BaseUrl {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isLoopback = LOOPBACK.test(url?.hostname ?? "");
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback);
  if (url === undefined || !isSafe || url.username + url.password + url.search + url.hash !== "")
    throw new Fault(
      EXIT.usage,
      isQuoted(given)
        ? `${variable} has quotes around the address`
        : `${variable} is neither https nor http to a loopback address`,
      isQuoted(given) ? adviseUnquoting(variable) : "write https://HOST, or unset it",
    );
  return { url: url.href.replace(/\/$/, ""), isLoopback };
}
