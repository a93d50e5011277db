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

  test("is signed only when it was confirmed", () => {
    const refused = SignatureForm.safeParse(form);
    expect(refused.error?.issues[0]).toMatchObject({
      path: ["confirmed"],
      message: "not_confirmed",
    });
    expect(SignatureForm.safeParse({ ...form, confirmed: "yes" }).success).toBe(true);
  });
});

describe("an answer form", () => {
  test("without a choice is read as none, not as the first option", () => {
    expect(AnswerForm.parse({ shown: "", seen: "0" })).toMatchObject({
      choice: undefined,
      shown: undefined,
      flagged: false,
    });
  });

  test("says where to go next, a question or the overview", () => {
    expect(AnswerForm.parse({ next: "overview" }).next).toBe("overview");
    expect(AnswerForm.parse({ next: "7" }).next).toBe(7);
    expect(AnswerForm.safeParse({ next: "/elsewhere" }).success).toBe(false);
  });
});
