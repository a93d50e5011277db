import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Plan, planMarks, type Sheet, type StandingMark, type Typed } from "./marking";
import { ATTENDANCE_MARKS } from "./schema";

const standing = (nominationId: string, mark: StandingMark["mark"], id = `m-${nominationId}`) => ({
  ...{ id, nominationId, mark },
  minutes: null,
});
const typed = (nominationId: string, mark: Typed["mark"]): Typed => ({
  ...{ nominationId, mark },
  minutes: null,
});
const sheet = (more: Partial<Sheet>): Sheet => ({
  ...{ typed: [], seen: [], standing: [], earlier: [], attendees: ["ann", "bob", "cat"] },
  markRest: false,
  ...more,
});

describe("a sheet of marks", () => {
  test("writes first marks and corrections, and nothing for what stands already", () => {
    const plan = planMarks(
      sheet({
        standing: [standing("ann", "present"), standing("bob", "present")],
        seen: [
          { nominationId: "ann", markId: "m-ann" },
          { nominationId: "bob", markId: "m-bob" },
          { nominationId: "cat", markId: null },
        ],
        typed: [typed("ann", "present"), typed("bob", "absent"), typed("cat", "excused")],
      }),
    );
    expect(plan.write).toEqual([
      { ...typed("bob", "absent"), correctsId: "m-bob" },
      { ...typed("cat", "excused"), correctsId: null },
    ]);
  });

  test("marks the rest present, leaving those marked or typed as they are", () => {
    const plan = planMarks(
      sheet({
        standing: [standing("ann", "excused")],
        typed: [typed("bob", "absent")],
        markRest: true,
      }),
    );
    expect(plan.write.map(({ nominationId, mark }) => `${nominationId} ${mark}`)).toEqual([
      "bob absent",
      "cat present",
    ]);
  });

  test("sent from a page opened before a colleague's correction undoes nothing it did not touch", () => {
    const plan = planMarks(
      sheet({
        standing: [standing("ann", "absent", "new")],
        earlier: [standing("ann", "present", "old")],
        seen: [{ nominationId: "ann", markId: "old" }],
        typed: [typed("ann", "present")],
      }),
    );
    expect(plan).toEqual({ write: [], meanwhile: [], unknown: [] });
  });

  test("that touches what a colleague has marked meanwhile is answered, unless both say the same", () => {
    const meanwhile = {
      standing: [standing("ann", "absent", "new")],
      seen: [{ nominationId: "ann", markId: null }],
    };
    expect(planMarks(sheet({ ...meanwhile, typed: [typed("ann", "present")] })).meanwhile).toEqual([
      "ann",
    ]);
    expect(planMarks(sheet({ ...meanwhile, typed: [typed("ann", "absent")] })).write).toEqual([]);
  });

  test("names whoever has no seat", () => {
    expect(planMarks(sheet({ typed: [typed("eve", "present")] })).unknown).toEqual(["eve"]);
  });
});

/** What stands after a plan was written. */
function written(before: readonly StandingMark[], plan: Plan): StandingMark[] {
  const after = new Map(before.map((mark) => [mark.nominationId, mark]));
  for (const [index, { correctsId: _, ...mark }] of plan.write.entries())
    after.set(mark.nominationId, { ...mark, id: `w${index}` });
  return [...after.values()];
}

test("sending the same sheet again writes nothing more", () => {
  const person = fc.constantFrom("ann", "bob", "cat");
  const mark = fc.constantFrom(...ATTENDANCE_MARKS);
  const marks = fc.uniqueArray(fc.record({ nominationId: person, mark }), {
    selector: ({ nominationId }) => nominationId,
  });
  fc.assert(
    fc.property(marks, marks, fc.boolean(), (before, now, markRest) => {
      const stood = before.map(({ nominationId, mark }) => standing(nominationId, mark));
      const page = {
        typed: now.map(({ nominationId, mark }) => typed(nominationId, mark)),
        seen: stood.map(({ nominationId, id }) => ({ nominationId, markId: id })),
        markRest,
      };
      const first = planMarks(sheet({ ...page, standing: stood }));
      expect(first.meanwhile).toEqual([]);
      const after = written(stood, first);
      const again = planMarks(sheet({ ...page, standing: after, earlier: stood }));
      expect(again.write).toEqual([]);
    }),
  );
});
