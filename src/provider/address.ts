/** The address of a service as the environment gives it in, one that a key may be sent to out (cli.md, "Environment"). */
import { EXIT, Fault } from "../fault.ts";

export interface ServiceUrl {
  /** Without a slash at its end. */
  readonly url: string;
  readonly isLoopback: boolean;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** https, or http to a loopback address, so that no key goes astray. `variable` is where it was given. */
export function serviceUrl(variable: string, given: string): ServiceUrl {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isLoopback = LOOPBACK.test(url?.hostname ?? "");
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback);
  if (url === undefined || !isSafe || url.username + url.password + url.search + url.hash !== "")
    throw new Fault(
      EXIT.usage,
      `${variable} is neither https nor http to a loopback address`,
      "write https://HOST, or unset it",
    );
  return { url: url.href.replace(/\/$/, ""), isLoopback };
}
