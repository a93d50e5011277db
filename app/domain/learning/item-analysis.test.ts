import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseItems, ENOUGH_FOR_DIFFICULTY, pointBiserial } from "./item-analysis";
import type { Interaction } from "./schema";

const answer = (changes: Partial<Interaction> = {}): Interaction => ({
  ...{
    id: "q",
    type: "choice",
    response: "a",
    result: "correct",
    seconds: 10,
    at: null,
    correct: [],
  },
  ...changes,
});
const people = (count: number, interactions: Interaction[]) =>
  Array.from({ length: count }, () => ({ interactions }));
const wrong = { response: "b", result: "incorrect" } as const;

const anyAnswer = fc.record({
  id: fc.constantFrom("q1", "q2", "q3"),
  response: fc.option(fc.constantFrom("a", "b", "c", "d")),
  result: fc.constantFrom<Interaction["result"]>("correct", "incorrect", null),
  seconds: fc.option(fc.nat(600)),
});
const anyRespondents = fc.array(
  fc.record({ interactions: fc.array(anyAnswer.map(answer), { maxLength: 6 }) }),
  { maxLength: 60 },
);

describe("a question", () => {
  test("is as hard as the share of people who were right at first", () => {
    const [item] = analyseItems([
      ...people(30, [answer()]),
      ...people(10, [answer(wrong), answer()]),
    ]);
    expect(item).toMatchObject({ id: "q", people: 40, difficulty: 0.75, medianSeconds: 10 });
    expect(item?.choices).toEqual([
      { response: "a", people: 30, isRight: true },
      { response: "b", people: 10, isRight: false },
    ]);
  });

  test("of few people is unknown", () => {
    const [item] = analyseItems(people(ENOUGH_FOR_DIFFICULTY - 1, [answer()]));
    expect(item).toMatchObject({
      difficulty: null,
      discrimination: null,
      medianSeconds: null,
      choices: [],
    });
    expect(analyseItems(people(4, [answer()]))[0]?.people).toBe(null);
  });

  test("that few got wrong hides them in every figure", () => {
    const [item] = analyseItems([...people(20, [answer()]), ...people(2, [answer(wrong)])]);
    expect(item?.difficulty).toBe(null);
    expect(item?.choices.map(({ people: shown }) => shown)).toEqual([null, null]);
  });

  test("answered in one's own words shows no rare words", () => {
    const open = { type: "fill-in", result: null } as const;
    const [item] = analyseItems([
      ...people(12, [answer({ ...open, response: "chain of custody" })]),
      ...people(7, [answer({ ...open, response: "log" })]),
      ...people(1, [answer({ ...open, response: "my neighbour's name" })]),
    ]);
    expect(JSON.stringify(item)).not.toContain("neighbour");
  });

  test("discriminates when the strong are right and the weak are wrong, and not when all are alike", () => {
    const known = (right: boolean, rest: number) => ({
      result: right ? ("correct" as const) : null,
      rest,
    });
    const sharp = Array.from({ length: 40 }, (_, n) => known(n % 2 === 0, n % 2 === 0 ? 0.9 : 0.1));
    expect(pointBiserial(sharp)).toBeCloseTo(1);
    expect(
      pointBiserial(sharp.map(({ rest, result }) => ({ result, rest: 1 - rest }))),
    ).toBeCloseTo(-1);
    expect(pointBiserial(sharp.map(({ rest }) => known(true, rest)))).toBe(null);
  });
});

describe("every analysis", () => {
  test("keeps its figures within their bounds and tells of no group of one to four", () => {
    fc.assert(
      fc.property(anyRespondents, (respondents) => {
        for (const item of analyseItems(respondents)) {
          if (item.difficulty !== null) {
            expect(item.difficulty).toBeGreaterThanOrEqual(0);
            expect(item.difficulty).toBeLessThanOrEqual(1);
          }
          if (item.discrimination !== null)
            expect(Math.abs(item.discrimination)).toBeLessThanOrEqual(1);
          for (const count of [item.people, ...item.choices.map((choice) => choice.people)])
            if (count !== null) expect(count === 0 || count >= 5).toBe(true);
        }
      }),
    );
  });

  test("does not depend on the order of people, and doubling everybody changes no share", () => {
    fc.assert(
      fc.property(anyRespondents, (respondents) => {
        expect(analyseItems([...respondents].reverse())).toEqual(analyseItems(respondents));
        const twice = new Map(analyseItems([...respondents, ...respondents]).map((i) => [i.id, i]));
        for (const { id, difficulty } of analyseItems(respondents))
          if (difficulty !== null) expect(twice.get(id)?.difficulty).toBeCloseTo(difficulty);
      }),
    );
  });
});
