/** The sentence of a row's problem: ours, or that of the nominations' own refusals. */
import { useTranslation } from "react-i18next";

export function useProblem(): (reason: string) => string {
  const { t } = useTranslation(["rosters", "nominations"]);
  return (reason) =>
    t([
      `rosters:problems.${reason}`,
      `nominations:errors.${reason}`,
      "rosters:problems.not_accepted",
    ]);
}
