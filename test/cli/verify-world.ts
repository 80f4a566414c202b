/** Runs `oncall verify-notifications` in memory against a local Twilio, over loopback and through Twilio's own SDK. */
import { onTestFinished } from "vitest";
import { startTwilio } from "../fake/twilio/server.mjs";
import { type Answer, EXAMPLE, NOW, oncall, type World } from "./world.ts";

export const ACCOUNT = { sid: `AC${"0".repeat(31)}1`, token: "test-token", name: "Platform" };
export const SENDER = "+12025550199";
export const ALICE = "+12025550101";
export const BOB = "+12025550102";
export const SERVICE = `MG${"0".repeat(31)}2`;
/** Of a kind that may not read the account. */
export const KEY = { sid: `SK${"0".repeat(31)}3`, secret: "test-secret", mayReadAccount: false };

type Options = Parameters<typeof startTwilio>[0];

export async function twilioWith(options: Partial<Options> = {}) {
  const twilio = await startTwilio({
    ...{ now: () => Date.parse(NOW), account: ACCOUNT, apiKeys: [KEY], numbers: [SENDER] },
    services: [{ sid: SERVICE, numbers: [SENDER] }],
    ...options,
  });
  onTestFinished(twilio.close);
  return twilio;
}

export type Twilio = Awaited<ReturnType<typeof twilioWith>>;

export const FILES = {
  "/team/roster.yaml": EXAMPLE,
  "/team/roster.private.yaml": `people:\n  alice: { phone: "${ALICE}" }\n  bob: { phone: "${BOB}" }\n`,
};

/** The example roster with phones in the private file, at a terminal unless the world says otherwise. */
export async function verified(twilio: Twilio, args: readonly string[], world: World = {}): Promise<Answer> {
  const env = {
    TWILIO_API_URL: twilio.url,
    TWILIO_ACCOUNT_SID: ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: ACCOUNT.token,
    TWILIO_FROM: SENDER,
    NO_COLOR: "1",
    ...world.env,
  };
  return oncall(["verify-notifications", ...args], { tty: true, files: FILES, ...world, env });
}

/** Waits until the phone shows a code and the terminal shows the status of the page, then types the code. */
export const codeOf =
  (twilio: Twilio, number: string, channel: "sms" | "voice") =>
  (drawn: readonly string[] = []) =>
    drawn.some((line) => /^(delivered|answered by a person)/.test(line))
      ? twilio.phone(number).code(channel)
      : undefined;

/** Types the code of the last page. */
export const lastCodeOf =
  (twilio: Twilio) =>
  (drawn: readonly string[] = []) => {
    const { path = "", form } = twilio.requests.findLast(({ method }) => method === "POST") ?? {};
    return codeOf(twilio, String(form?.["To"]), path.includes("Messages") ? "sms" : "voice")(drawn);
  };

/** Types nothing. */
export const WAITS = () => undefined;
