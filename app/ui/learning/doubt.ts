import { useTranslation } from "react-i18next";
import type { Doubt } from "~/domain/learning/schema";
import { percentOf, useTime } from "./attempts-table";

/** A doubt as a sentence that says what was seen. */
export function useDoubt() {
  const { t } = useTranslation("learning");
  const time = useTime();
  return (doubt: Doubt & { lesson: string | null }): string => {
    const { flag, lesson } = doubt;
    const values: Record<string, string | number | null> = { lesson };
    if ("seconds" in doubt) values.time = time(doubt.seconds);
    if ("least" in doubt) values.least = time(doubt.least);
    if ("wall" in doubt) values.wall = time(doubt.wall);
    if ("hours" in doubt) values.hours = doubt.hours;
    if (flag === "score_without_answers") values.percent = percentOf(doubt.score);
    if (flag === "passed_below_mastery") {
      values.score = doubt.score;
      values.mastery = doubt.mastery;
    }
    return t(`claims.flag_${flag}`, values);
  };
}
