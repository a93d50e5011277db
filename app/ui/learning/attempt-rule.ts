import { useTranslation } from "react-i18next";
import type { AttemptPolicy } from "~/domain/curricula/schema";

/** A rule of attempts as one line. */
export function useRule() {
  const { t } = useTranslation("learning");
  return ({ limit, counts, next }: AttemptPolicy): string =>
    [
      limit === null ? t("attempts.unlimited") : t("attempts.limited", { count: limit }),
      t(`attempts.counts_${counts}`),
      t(`attempts.next_${next}`),
    ].join(" ");
}
