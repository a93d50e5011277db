import { useTranslation } from "react-i18next";

/** A count that may be held back because few people stand behind it. */
export function useBanded() {
  const { t } = useTranslation("learning");
  return (count: number | null): string => (count === null ? t("changes.heldBack") : String(count));
}
