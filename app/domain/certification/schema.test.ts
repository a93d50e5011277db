import { describe, expect, it } from "vitest";
import { day } from "~/domain/kernel/days";
import { assuranceOf, awardState, validityOf } from "./schema";

const untouched = { revokedOn: null, extension: null };

describe("an award", () => {
  it("is valid for its months with the last day included", () => {
    expect(validityOf(day("2026-07-01"), 24)).toEqual({ from: "2026-07-01", to: "2028-06-30" });
    expect(validityOf(day("2024-02-29"), 12)).toEqual({ from: "2024-02-29", to: "2025-02-27" });
  });
  it.each([
    ["2026-06-30", "scheduled"],
    ["2026-07-01", "valid"],
    ["2028-06-30", "valid"],
    ["2028-07-01", "expired"],
  ])("on %s is %s", (on, state) =>
    expect(awardState({ ...validityOf(day("2026-07-01"), 24), ...untouched }, day(on))).toBe(state),
  );
  it("is revoked from the day the revocation takes effect, also in the past", () => {
    const award = {
      ...validityOf(day("2026-07-01"), 24),
      ...{ ...untouched, revokedOn: day("2027-01-01") },
    };
    expect(awardState(award, day("2026-12-31"))).toBe("valid");
    expect(awardState(award, day("2027-01-01"))).toBe("revoked");
  });
  it("is extended after its last day for as long as an extension reaches, and revoked all the same", () => {
    const own = validityOf(day("2026-07-01"), 24);
    const extension = { to: day("2028-08-31"), because: ["Hurricane Odile"] };
    const on = (text: string, revokedOn = "2099-01-01") =>
      awardState({ ...own, extension, revokedOn: day(revokedOn) }, day(text));
    expect(
      ["2028-06-30", "2028-07-01", "2028-08-31", "2028-09-01"].map((text) => on(text)),
    ).toEqual([...["valid", "extended", "extended", "expired"]]);
    expect(on("2028-07-10", "2028-07-05")).toBe("revoked");
  });
  it("has the lowest assurance of its deciding requirements", () => {
    expect(assuranceOf(["self_paced", "exam", "practical"])).toBe("C2");
    expect(assuranceOf(["self_paced", "practical"])).toBe("C3");
    expect(assuranceOf(["self_paced"])).toBe("C0");
  });
});
