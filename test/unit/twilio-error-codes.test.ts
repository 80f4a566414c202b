/** Tests the explanation of every code by which Twilio says why a page did not arrive. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODES, explainCode, withCode } from "../../src/provider/twilio/error-codes.ts";

/** Codes, what the explanation must say, and what the help must say. */
const TABLE: readonly (readonly [codes: readonly number[], text: RegExp, help: RegExp])[] = [
  [[20003], /credentials/, /TWILIO_AUTH_TOKEN/],
  [[20005, 10001, 30002], /suspended or not active/, /console/],
  [[20008], /test credentials, which send nothing/, /account's own/],
  [[20404], /no such account/, /TWILIO_ACCOUNT_SID/],
  [[20429], /too many requests/, /in a few minutes/],
  [[20500, 20503], /may have been sent or not/, /in a few minutes/],
  [[21211, 21217], /not a phone number/, /correct the number in the roster/],
  [[21212], /TWILIO_FROM is not a sender/, /TWILIO_FROM/],
  [[21408], /may not send texts to this country/, /messaging geo permissions/],
  [[21602, 21603, 21604], /lacks/, /bug in oncall/],
  [[21606], /TWILIO_FROM is not a number of this account, or cannot send/, /TWILIO_FROM/],
  [[21608], /trial, or its Primary Compliance Profile/, /approved, or to verify the number/],
  [[21610], /replied STOP/, /send START from that phone/],
  [[21611, 30001], /too many texts are waiting/, /in a few minutes/],
  [[21612], /our number cannot reach the carrier/, /TWILIO_FROM.*--via voice/],
  [[21614], /not a mobile number/, /--via voice/],
  [[21617], /too long/, /bug in oncall/],
  [[21703, 21704], /no usable sender/, /add a sender .* to the messaging service/],
  [[21705], /no such messaging service/, /TWILIO_MESSAGING_SERVICE_SID/],
  [[30003], /off or out of reach/, /turn it on/],
  [[30004], /blocks our texts/, /unblock unknown/],
  [[30005], /not in use/, /correct the number/],
  [[30006], /landline/, /--via voice/],
  [[30007], /filtered the text/, /sender is registered/],
  [[30008], /carrier does not say why/, /support/],
  [[30017, 30410], /congested/, /in a few minutes/],
  [[30018, 30024], /not registered in the country/, /register it there/],
  [[30022, 30023, 30027], /used up what carriers allow it/, /10DLC limit/],
  [[30032], /toll-free number is not verified/, /verified, or set TWILIO_FROM/],
  [[30033], /campaign of our number is suspended/, /A2P 10DLC/],
  [[30034], /not registered for texts to the US/, /A2P 10DLC/],
  [[30035], /not complete yet/, /in a day/],
  [[30450], /SMS pumping/, /half an hour.*Global Safe List/],
  [[572002], /trial account has a fixed sender/, /upgrade/],
  [[572005], /trial account has not verified/, /verify it in the Twilio console/],
  [[572006], /Twilio's own texts only/, /upgrade/],
  [[21210], /nor a verified caller/, /TWILIO_FROM/],
  [[21214], /cannot call this number/, /from another phone/],
  [[21215, 13227], /may not call this country/, /voice geo permissions/],
  [[21216], /blocked, or the account has no approved Primary Customer Profile/, /profile approved/],
  [[21219], /trial account calls verified numbers only/, /verify it in the Twilio console/],
  [[573002], /trial account has a fixed caller/, /upgrade/],
  [[573005], /not verified this number for calls/, /verify it in the Twilio console/],
  [[32017], /carrier blocked the call/, /contacts of the phone/],
  [[12100, 12200], /could not read what the call should say/, /bug in oncall/],
];

test.each(TABLE.flatMap(([codes, text, help]) => codes.map((code) => [code, text, help] as const)))(
  "%i",
  (code, text, help) => {
    const reason = explainCode(code);
    expect(reason.text).toMatch(text);
    expect(reason.help).toMatch(help);
    // One line each, with the code to search for.
    expect(`${reason.text}${reason.help ?? ""}`).not.toMatch(/[\n.]$|\n/);
    expect(withCode(code, reason).text).toBe(`${reason.text} (Twilio ${code})`);
  },
);

test("the table has every known code", () => {
  expect([...CODES.keys()].sort()).toEqual(TABLE.flatMap(([codes]) => codes).sort());
});

const FACTS = join(
  process.env["ONCALL_SHARED"] ?? join(import.meta.dirname, "../../../shared"),
  "reference/twilio.md",
);

test.skipIf(!existsSync(FACTS))("every documented code is known", () => {
  const [, section = ""] = readFileSync(FACTS, "utf8").split("### 3.3 Error codes");
  const rows = (section.split("\n###")[0] ?? "").split("\n").filter((line) => line.startsWith("| "));
  const codes = rows.flatMap((row) => row.split("|")[1]?.match(/\d{5,6}/g) ?? []).map(Number);
  expect(codes.length).toBeGreaterThan(55);
  expect(codes.filter((code) => !CODES.has(code))).toEqual([]);
});

test("an unknown code comes with a link to its explanation", () => {
  expect(withCode(39999, explainCode(39999))).toEqual({
    text: "Twilio gives only a code (Twilio 39999)",
    help: "see https://www.twilio.com/docs/errors/39999",
  });
  expect(withCode(undefined, explainCode(undefined)).text).toBe("Twilio does not say why");
});
