import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { day } from "~/domain/kernel/days";
import type { MessageValue } from "./schema";
import { wordsOf } from "./wording";

const resources = {
  en: {
    mail: {
      moved: "We have changed {{what}}: {{when}}",
      dates: "the dates",
      learners_one: "one learner",
      learners_other: "{{count}} learners",
      reason: "{{why}}: {{remark}}",
    },
  },
  fr: {
    mail: {
      moved: "Nous avons changé {{what}} : {{when}}",
      dates: "les dates",
      learners_one: "un participant",
      learners_other: "{{count}} participants",
      reason: "{{why}} : {{remark}}",
    },
  },
};
const i18n = i18next.createInstance();

beforeAll(() =>
  i18n.init({ resources, lng: "en", interpolation: { escapeValue: false }, initImmediate: false }),
);

const said = (locale: string, value: MessageValue) =>
  wordsOf(
    { value },
    { locale, zone: "UTC", t: i18n.getFixedT(locale), origin: "https://example.test" },
  ).value;

describe("what the reader's language decides", () => {
  const moved: MessageValue = {
    key: "mail:moved",
    with: {
      what: { key: "mail:dates" },
      when: { from: day("2026-06-09"), to: day("2026-06-13") },
    },
  };

  test.each([
    ["en", moved, "We have changed the dates: 9 – 13 June 2026"],
    ["fr", moved, "Nous avons changé les dates : 9–13 juin 2026"],
    ["en", { key: "mail:learners", count: 1 }, "one learner"],
    ["fr", { key: "mail:learners", count: 3 }, "3 participants"],
    ["en", { from: day("2026-06-09"), to: day("2026-06-09") }, "9 June 2026"],
    ["en", { from: day("2026-12-30"), to: day("2027-01-02") }, "30 December 2026 – 2 January 2027"],
  ] satisfies [string, MessageValue, string][])("in %s: %j is %s", (locale, value, words) => {
    expect(said(locale, value)?.replace(/\s/g, " ")).toBe(words);
  });

  test("is not what somebody wrote: a remark stays as it is, whatever it looks like", () => {
    const remark = "needed {{why}} at $t(mail:dates)";
    const value = { key: "mail:reason", with: { why: { key: "mail:dates" }, remark } };
    expect(said("fr", value)).toBe(`les dates : ${remark}`);
  });
});
