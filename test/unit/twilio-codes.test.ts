/** Every code by which Twilio says why a page did not arrive: what it means, and what to do. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODES, reasonOf, toldWith } from "../../src/provider/twilio/codes.ts";

/** The codes, what has to be said of each, and what has to be advised. */
const TABLE: readonly (readonly [codes: readonly number[], says: RegExp, help: RegExp])[] = [
  [[20003], /credentials/, /TWILIO_AUTH_TOKEN/],
  [[20005, 10001, 30002], /suspended or not active/, /console/],
  [[20008], /test credentials, which send nothing/, /account's own/],
  [[20404], /no such account/, /TWILIO_ACCOUNT_SID/],
  [[20429], /too many requests/, /in some minutes/],
  [[20500, 20503], /may have been sent or not/, /in some minutes/],
  [[21211, 21217], /no phone number/, /correct the number in the roster/],
  [[21212], /TWILIO_FROM is no sender/, /TWILIO_FROM/],
  [[21408], /may not send texts to this country/, /messaging geo permissions/],
  [[21602, 21603, 21604], /misses/, /bug in oncall/],
  [[21606], /TWILIO_FROM is not a number of this account, or cannot send/, /TWILIO_FROM/],
  [[21608], /trial, or its Primary Compliance Profile/, /approved, or verifies the number/],
  [[21610], /replied STOP/, /send START from that phone/],
  [[21611, 30001], /too many texts wait/, /in some minutes/],
  [[21612], /no way from our number to the carrier/, /TWILIO_FROM.*--via voice/],
  [[21614], /not a mobile number/, /--via voice/],
  [[21617], /too long/, /bug in oncall/],
  [[21703, 21704], /no sender that can be used/, /gives the messaging service a sender/],
  [[21705], /no such messaging service/, /TWILIO_MESSAGING_SERVICE_SID/],
  [[30003], /off or out of reach/, /switch it on/],
  [[30004], /blocks our texts/, /take the block/],
  [[30005], /nobody has this number/, /correct the number/],
  [[30006], /landline/, /--via voice/],
  [[30007], /filtered the text/, /sender is registered/],
  [[30008], /carrier does not say why/, /support/],
  [[30017, 30410], /congested/, /in some minutes/],
  [[30018, 30024], /not registered in the country/, /registers it there/],
  [[30022, 30023, 30027], /used up what carriers let it send/, /10DLC limit/],
  [[30032], /toll-free number is not verified/, /verified, or set TWILIO_FROM/],
  [[30033], /campaign of our number is suspended/, /A2P 10DLC/],
  [[30034], /not registered for texts to the US/, /A2P 10DLC/],
  [[30035], /still being set up/, /in a day/],
  [[30450], /SMS pumping/, /half an hour.*Global Safe List/],
  [[572002], /trial account has its own sender/, /upgrade/],
  [[572005], /trial account has not verified/, /verify it in the Twilio console/],
  [[572006], /Twilio's own texts only/, /upgrade/],
  [[21210], /no verified caller/, /TWILIO_FROM/],
  [[21214], /cannot reach this number by a call/, /from another phone/],
  [[21215, 13227], /may not call this country/, /voice geo permissions/],
  [[21216], /blocked, or the account has no valid Primary Customer Profile/, /profile approved/],
  [[21219], /trial account calls verified numbers only/, /verify it in the Twilio console/],
  [[573002], /trial account has its own caller/, /upgrade/],
  [[573005], /not verified this number for calls/, /verify it in the Twilio console/],
  [[32017], /carrier blocked the call/, /contacts of the phone/],
  [[12100, 12200], /could not read what the call was to say/, /bug in oncall/],
];

test.each(TABLE.flatMap(([codes, says, help]) => codes.map((code) => [code, says, help] as const)))(
  "%i",
  (code, says, help) => {
    const reason = reasonOf(code);
    expect(reason.says).toMatch(says);
    expect(reason.help).toMatch(help);
    // One line each, and told with the code, which is what to search for.
    expect(`${reason.says}${reason.help ?? ""}`).not.toMatch(/[\n.]$|\n/);
    expect(toldWith(code, reason).says).toBe(`${reason.says} (Twilio ${code})`);
  },
);

test("no code is known that the table does not hold", () => {
  expect([...CODES.keys()].sort()).toEqual(TABLE.flatMap(([codes]) => codes).sort());
});

const FACTS = join(
  process.env["ONCALL_SHARED"] ?? join(import.meta.dirname, "../../../shared"),
  "reference/twilio.md",
);

test.skipIf(!existsSync(FACTS))("every code of the facts is known", () => {
  const [, section = ""] = readFileSync(FACTS, "utf8").split("### 3.3 Error codes");
  const rows = (section.split("\n###")[0] ?? "").split("\n").filter((line) => line.startsWith("| "));
  const codes = rows.flatMap((row) => row.split("|")[1]?.match(/\d{5,6}/g) ?? []).map(Number);
  expect(codes.length).toBeGreaterThan(55);
  expect(codes.filter((code) => !CODES.has(code))).toEqual([]);
});

test("a code that nobody knows yet is told with where it is explained", () => {
  expect(toldWith(39999, reasonOf(39999))).toEqual({
    says: "Twilio gives a code for it (Twilio 39999)",
    help: "see https://www.twilio.com/docs/errors/39999",
  });
  expect(toldWith(undefined, reasonOf(undefined)).says).toBe("Twilio does not say why");
});
