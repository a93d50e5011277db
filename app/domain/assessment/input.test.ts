import { describe, expect, test } from "vitest";
import { AnswerForm, MarkingForm, SignatureForm } from "./input.server";

const form = {
  assessmentId: "01a20a91-dc39-7288-a40b-4b7f7d61fe90",
  observedOn: "2026-11-23",
  correctsId: "",
  "mark.custody": "3",
  "note.custody": " complete ",
  "mark.search": "7",
  "note.style": "no mark, no criterion",
};

describe("a marking form", () => {
  test("carries one mark with its note per criterion and drops what is not a mark", () => {
    expect(MarkingForm.parse(form)).toEqual({
      assessmentId: form.assessmentId,
      observedOn: "2026-11-23",
      correctsId: null,
      reason: "",
      marks: [{ criterion: "custody", mark: 3, note: "complete" }],
    });
  });

  test("says whether the assessor confirmed it", () => {
    expect(SignatureForm.parse(form).confirmed).toBe(false);
    expect(SignatureForm.parse({ ...form, confirmed: "yes" }).confirmed).toBe(true);
  });
});

describe("an answer form", () => {
  test("without a choice is read as none, not as the first option", () => {
    const parsed = AnswerForm.parse({ shown: "", seen: "0" });
    expect([parsed.choice, parsed.shown, parsed.flagged]).toEqual([undefined, undefined, false]);
  });

  test("says where to go next, a question or the overview", () => {
    expect(AnswerForm.parse({ next: "overview" }).next).toBe("overview");
    expect(AnswerForm.parse({ next: "7" }).next).toBe(7);
    expect(AnswerForm.safeParse({ next: "/elsewhere" }).success).toBe(false);
  });
});
