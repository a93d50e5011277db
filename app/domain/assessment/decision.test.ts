import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctable, decide, type Line, roundOfNext, signersOf } from "./decision";
import type { Outcome, Part } from "./schema";

let last = 0;
const line = (part: Part, outcome: Outcome, more: Partial<Line> = {}): Line => ({
  ...{ id: `s${++last}`, part, outcome, round: 1, assessorId: part, corrected: false },
  ...more,
});
const outcomes = fc.constantFrom<Outcome>("passed", "failed");

describe("one assessor", () => {
  test("nothing signed is unsigned; the newest signature that nothing corrects stands", () => {
    expect(decide([], 1)).toMatchObject({ state: "unsigned", next: "sole" });
    const [old, wrong, now] = [
      line("sole", "failed"),
      line("sole", "passed", { corrected: true }),
      line("sole", "failed"),
    ];
    expect(decide([now, wrong, old], 1)).toMatchObject({ state: "failed", decidedBy: now.id });
    expect(decide([line("sole", "passed")], 1).next).toBeNull();
  });
});

describe("two assessors", () => {
  test("one signature decides nothing, whatever it says", () => {
    fc.assert(
      fc.property(outcomes, (outcome) => {
        expect(decide([line("evaluation", outcome)], 2)).toMatchObject({
          ...{ state: "waiting", next: "final", decidedBy: null },
        });
      }),
    );
  });

  test("who agree decide; who differ wait for a third, whose outcome then stands", () => {
    fc.assert(
      fc.property(outcomes, outcomes, outcomes, (one, two, three) => {
        const signed = [line("final", two), line("evaluation", one)];
        const decision = decide(signed, 2);
        if (one === two) expect(decision.state).toBe(one);
        else expect(decision).toMatchObject({ state: "disputed", next: "moderation" });
        const moderated = decide([line("moderation", three), ...signed], 2);
        expect(moderated.state).toBe(three);
      }),
    );
  });

  test("the order in which signatures are read does not matter", () => {
    const signed = fc
      .tuple(outcomes, outcomes, fc.option(outcomes))
      .map(([one, two, three]) => [
        line("evaluation", one),
        line("final", two),
        ...(three ? [line("moderation", three)] : []),
      ]);
    const shuffled = signed.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        expect(decide(other, 2)).toEqual(decide(lines, 2));
      }),
    );
  });

  test("what was corrected counts for nothing", () => {
    fc.assert(
      fc.property(outcomes, outcomes, outcomes, (one, two, wrong) => {
        const signed = [line("final", two), line("evaluation", one)];
        const before = line("evaluation", wrong, { corrected: true });
        expect(decide([...signed, before], 2)).toEqual(decide(signed, 2));
      }),
    );
  });

  test("only an agreed or moderated fail opens another round, and a pass opens none", () => {
    const failed = decide([line("final", "failed"), line("evaluation", "failed")], 2);
    expect([failed.next, roundOfNext(failed)]).toEqual(["evaluation", 2]);
    const passed = decide([line("final", "passed"), line("evaluation", "passed")], 2);
    expect([passed.next, roundOfNext(passed)]).toEqual([null, 1]);
    const again = [line("evaluation", "passed", { round: 2 }), line("final", "failed")];
    expect(decide([...again, line("evaluation", "failed")], 2)).toMatchObject({
      ...{ state: "waiting", round: 2, next: "final" },
    });
  });
});

describe("correcting", () => {
  test("each of two corrects their own, and only the moderator once a third has decided", () => {
    const [evaluation, final] = [line("evaluation", "passed"), line("final", "failed")];
    const signed = [final, evaluation];
    const decision = decide(signed, 2);
    expect(correctable(signed, decision, 2, "evaluation")).toBe(evaluation.id);
    expect(correctable(signed, decision, 2, "stranger")).toBeNull();
    expect(signersOf(signed, decision)).toEqual(["final", "evaluation"]);
    const moderation = line("moderation", "passed");
    const moderated = [moderation, ...signed];
    expect(correctable(moderated, decide(moderated, 2), 2, "evaluation")).toBeNull();
    expect(correctable(moderated, decide(moderated, 2), 2, "moderation")).toBe(moderation.id);
  });
});
