import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interactionsOf, objectivesOf, secondsOf } from "./cmi-records";

describe("durations", () => {
  test.each([
    ["0001:02:03.5", 3723.5],
    ["00:00:07", 7],
    ["PT1H2M3.25S", 3723.25],
    ["P1DT1S", 86_401],
    ["PT0S", 0],
    ["soon", null],
    ["1:2", null],
    [undefined, null],
  ])("%s", (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  test("a time written in either way is read as the same number of seconds", () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(59), fc.nat(59), (h, m, s) => {
        const two = (n: number) => String(n).padStart(2, "0");
        expect(secondsOf(`${h}:${two(m)}:${two(s)}`)).toBe(secondsOf(`PT${h}H${m}M${s}S`));
      }),
    );
  });
});

describe("interactions", () => {
  test("of both standards read alike, in the order of their numbers, without those that have no name", () => {
    const old = { response: "student_response", wrong: "wrong" };
    const now = { response: "learner_response", wrong: "incorrect" };
    for (const { response, wrong } of [old, now]) {
      const cmi = {
        "cmi.interactions.10.id": "late",
        "cmi.interactions.2.id": "early",
        [`cmi.interactions.2.${response}`]: "b",
        "cmi.interactions.2.result": wrong,
        "cmi.interactions.2.latency": "00:00:09",
        "cmi.interactions.2.correct_responses.0.pattern": "a",
        "cmi.interactions.3.result": "correct",
      };
      expect(interactionsOf(cmi)).toMatchObject([
        { id: "early", response: "b", result: "incorrect", seconds: 9, correct: ["a"] },
        { id: "late", response: null, result: null, at: null },
      ]);
    }
  });

  test("and objectives never fail, whatever was stored", () => {
    const element = fc.oneof(
      fc.stringMatching(/^cmi\.(interactions|objectives)\.\d{1,4}\.[a-z_.0-9]{1,20}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(element, fc.string()), (cmi) => {
        const ids = Object.keys(cmi).filter((key) => /\.\d+\.id$/.test(key)).length;
        expect(interactionsOf(cmi).length + objectivesOf(cmi).length).toBeLessThanOrEqual(ids);
      }),
    );
  });
});
