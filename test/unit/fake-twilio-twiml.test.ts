/** What a phone of the local Twilio hears of a TwiML document, and which documents are none. */
import twilio from "twilio";
import { describe, expect, test } from "vitest";
import { secondsOf, spokenCode, spokenIn, writtenCode } from "../fake/twilio/speech.mjs";
import { Malformed, utterancesOf } from "../fake/twilio/twiml.mjs";

const heard = (twiml: string, limit = Number.POSITIVE_INFINITY) => spokenIn(utterancesOf(twiml), limit);
const said = (inner: string) => heard(`<Response><Say>${inner}</Say></Response>`);

/** As the SDK writes it: three times, each digit by itself. */
function page(name: string, code: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: 1 });
  for (const lead of [
    `This is a test page for ${name}. Your code is `,
    "Again, your code is ",
    "Once more: ",
  ]) {
    const say = response.say({ voice: "Polly.Joanna", language: "en-US" }, lead);
    for (const digit of code) {
      say.sayAs({ "interpret-as": "digits" }, digit);
      say.break({ time: "400ms" });
    }
    response.pause({ length: 1 });
  }
  response.hangup();
  return response.toString();
}

test("a page is heard slowly, three times", () => {
  const twiml = page("Ada & <Bob>", "409137");
  const spoken = heard(twiml);
  expect(spoken).toBe(
    "This is a test page for Ada & <Bob>. Your code is 4 0 9 1 3 7 … Again, your code is 4 0 9 1 3 7 … Once more: 4 0 9 1 3 7",
  );
  expect([spokenCode(spoken), secondsOf(utterancesOf(twiml))]).toEqual(["409137", 26]);
  expect(heard(twiml, 4.9)).toBe("This is a test page for Ada & <Bob>.");
});

test("a page may be injected with nothing", () => {
  const spoken = heard(page("</Say><Dial>+12025550101</Dial>", "000128"));
  expect(
    spoken.startsWith("This is a test page for </Say><Dial>+12025550101</Dial>. Your code is 0 0 0 1 2 8 …"),
  ).toBe(true);
});

describe("what is heard", () => {
  test.for([
    ["<Response/>", ""],
    ["<Response><Say>one</Say><Hangup/><Say>two</Say></Response>", "one"],
    ['<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n  <Say>one</Say>\n</Response>\n', "one"],
    ['<Response><Say loop="2">one</Say><Pause length="2"/><Say>two</Say></Response>', "one one … two"],
    [
      "<Response><Say voice='man'>a &lt; b &amp; c &#x41;&#66; &quot;d&apos;s&quot;</Say></Response>",
      'a < b & c AB "d\'s"',
    ],
    [
      '<Response><Say>in <prosody rate="slow"><say-as interpret-as="spell-out">ab1</say-as></prosody>.</Say></Response>',
      "in a b 1.",
    ],
    ['<Response><Say><say-as interpret-as="cardinal">12</say-as> of <break/>12</Say></Response>', "12 of 12"],
  ] as const)("of %s", ([twiml, spoken]) => {
    expect(heard(twiml)).toBe(spoken);
  });
});

describe("a document is none", () => {
  test.for([
    ["", "the document is not one <Response>"],
    ["hello", "the document is not one <Response>"],
    ["<Say>hello</Say>", "the document is not one <Response>"],
    ["<Response/><Response/>", "the document is not one <Response>"],
    ["<Response>", "<Response> is not closed"],
    ["<Response><Say>hello</Response>", "</Response> where <Say> is open"],
    ["<Response></Response x>", "</Response> where <Response> is open"],
    ["</Response>", "</Response> where <the document> is open"],
    ["<Response><Say>1 < 2</Say></Response>", "character 17"],
    ["<Response><!-- a --></Response>", "character 10"],
    ["<Response>hello</Response>", "text within <Response>"],
    ["<Response><say>hello</say></Response>", "<say> is not known"],
    ["<Response><Dial>1</Dial></Response>", "<Dial> is not known"],
    ["<Response><Gather/></Response>", "<Gather> is not known"],
    ["<Response><break/></Response>", "<break> within <Response>"],
    ["<Response><Say><Pause/></Say></Response>", "<Pause> within <Say>"],
    ["<Response><Pause>1</Pause></Response>", "text within <Pause>"],
    ['<Response><Pause length="400ms"/></Response>', 'length="400ms" of <Pause>'],
    ['<Response><Say voice="Polly.Joanna" lang="en-US">1</Say></Response>', 'lang="en-US" of <Say>'],
    ['<Response><Say language="english">1</Say></Response>', 'language="english" of <Say>'],
    ['<Response><Say language="en-US" language="en-US">1</Say></Response>', "an attribute of <Say> twice"],
    ["<Response><Say language=en-US>1</Say></Response>", "the attributes of <Say>"],
    [
      '<Response><Say><say-as interpretAs="digits">1</say-as></Say></Response>',
      'interpretAs="digits" of <say-as>',
    ],
    ["<Response><Say><say-as>1</say-as></Say></Response>", "<say-as> without interpret-as"],
    ["<Response><Say>Ada & Bob</Say></Response>", "& is no entity"],
    ["<Response><Say>Ada &nbsp; Bob</Say></Response>", "&nbsp; is no entity"],
    ["<Response><Say>Ada &#x110000; Bob</Say></Response>", "&#x110000; is no entity"],
    ["<Response><Say>Ada &amp Bob</Say></Response>", "&amp is no entity"],
    ["<Response><Say>Ada \u0007 Bob</Say></Response>", "a control character"],
    ["<Response><Say>Ada &#7; Bob</Say></Response>", "a control character"],
  ] as const)("as in %s", ([twiml, message]) => {
    expect(() => utterancesOf(twiml)).toThrow(new Malformed(message));
  });
});

describe("time passes", () => {
  test.for([
    ["<Say>one two three four five</Say>", 2],
    ['<Say><prosody rate="slow">one two three four five</prosody></Say>', 3],
    ['<Say><prosody rate="50%">one two three four five</prosody></Say>', 4],
    ["<Pause/>", 1],
    ['<Pause length="7"/>', 7],
    ['<Say><break time="2s"/></Say>', 2],
    ['<Say><break strength="x-strong"/></Say>', 1],
    ['<Say loop="0">on and on</Say>', 1200],
  ] as const)("with %s", ([verb, seconds]) => {
    expect(secondsOf(utterancesOf(`<Response>${verb}</Response>`))).toBe(seconds);
  });
});

describe("a code is noted", () => {
  test.for([
    ["4. 0. 9. 1. 3. 7.", "409137"],
    ["4, 0, 9, 1, 3, 7", "409137"],
    ["4 0 9 1 3 7 and then 1 2 3 4 5 6", "123456"],
    ["409137", undefined],
    ["4 0 9 1 3", undefined],
    ["4 0 9 1 3 7 7", undefined],
  ] as const)("as it is spoken: %s", ([text, code]) => {
    expect(spokenCode(said(text))).toBe(code);
  });

  test.for([
    ["oncall: 409137 is your code", "409137"],
    ["first 409137, then 000128.", "000128"],
    ["call 2025550101", undefined],
  ] as const)("as it is written: %s", ([text, code]) => {
    expect(writtenCode(text)).toBe(code);
  });
});
