/** A setting's value in words. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

export function SettingValue({ setting, value }: { setting: string; value: unknown }) {
  const { t } = useTranslation("packages");
  if (value === null)
    return <>{t(setting === "silentSeconds" ? "settings.ownSeconds" : "settings.packages")}</>;
  if (typeof value === "number")
    return (
      <>{t(setting === "silentSeconds" ? "settings.seconds" : "settings.percent", { value })}</>
    );
  return <>{t(`settings.value.${setting}.${value}`)}</>;
}

type View = { package: { title: string } | null; learner: { name: string } | null };

/** Whose settings a page shows. */
export function settingsTitle(t: TFunction<"packages">, { package: of, learner }: View): string {
  if (!of) return t("settings.titlePlatform");
  return learner ? t("settings.titleLearner", { ...of, ...learner }) : t("settings.title", of);
}
