/** Translations, read once from app/ui/locales: one folder per locale, one file (namespace) per area. Server only. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import i18next, { type i18n, type Resource, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next/initReactI18next";

export const SUPPORTED_LOCALES = ["en"] as const;
export type Locale = (typeof SUPPORTED_LOCALES)[number];

/** The locale itself where we speak it, else English. */
export const localeOrEnglish = (wanted: string): Locale =>
  SUPPORTED_LOCALES.find((known) => known === wanted) ?? "en";

const FOLDER = join(process.cwd(), "app", "ui", "locales");

/** Every namespace of every locale, as i18next wants them. */
export function translations(): Resource {
  return Object.fromEntries(
    SUPPORTED_LOCALES.map((locale) => {
      const files = readdirSync(join(FOLDER, locale)).filter((file) => file.endsWith(".json"));
      return [
        locale,
        Object.fromEntries(files.map((file) => [basename(file, ".json"), namespace(locale, file)])),
      ];
    }),
  );
}

const namespace = (locale: string, file: string) =>
  JSON.parse(readFileSync(join(FOLDER, locale, file), "utf8"));

const instances = new Map<string, i18n>();

/** The i18next instance of a locale; strings are escaped by React, so not a second time here. */
export function i18nFor(locale: Locale): i18n {
  const known = instances.get(locale);
  if (known) return known;
  const resources = translations();
  const made = i18next.createInstance().use(initReactI18next);
  made.init({
    lng: locale,
    fallbackLng: "en",
    resources,
    ns: Object.keys(resources.en ?? {}),
    defaultNS: "common",
    initImmediate: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (process.env.NODE_ENV === "production") instances.set(locale, made);
  return made;
}

/** The translate function of a locale, for code outside components. Keys may name their namespace: `packages:errors.not_a_zip`. */
export const translate = (locale: Locale): TFunction => i18nFor(locale).t;
