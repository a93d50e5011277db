import fc from "fast-check";
import { expect, it } from "vitest";
import { CMI_LIMITS, originalText, parseCmi } from "./cmi";

/** Any code units at all, as a package's own compression writes them. */
const anything = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdfff, 0xfdd0)))
  .map((units) => String.fromCharCode(...units));

it("what a package keeps is what it finds again, whatever code units it is made of", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const cmi = parseCmi({ "cmi.suspend_data": text });
      expect(cmi["cmi.suspend_data"]).not.toMatch(/\0|\p{Surrogate}/u);
      expect(originalText(cmi["cmi.suspend_data"] ?? "")).toBe(text);
    }),
  );
});

it("a value that is too long once it is spelled out is refused", () => {
  const text = "\0".repeat(CMI_LIMITS.value / 4);
  expect(() => parseCmi({ "cmi.suspend_data": text })).toThrow("value_too_long");
});
