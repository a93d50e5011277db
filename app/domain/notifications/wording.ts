/** Putting a message into words: what a value says to this reader, and a whole letter from its parts. */
import type { TFunction } from "i18next";
import { zoneOffset } from "~/domain/kernel/wall-clock";
import type { MessageValue } from "./schema";

type Reader = { locale: string; zone: string; t: TFunction; origin: string };

/** Words, days and instants in the reader's language and zone; paths of ours become addresses. */
export function wordsOf(
  values: Record<string, MessageValue>,
  reader: Reader,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const words = inWords(value, reader);
      return [name, name === "link" && words.startsWith("/") ? reader.origin + words : words];
    }),
  );
}

function inWords(value: MessageValue, reader: Reader): string {
  if (typeof value !== "object") return String(value);
  if ("key" in value) {
    const words = value.with && wordsOf(value.with, reader);
    return reader.t(value.key, { ...words, count: value.count });
  }
  const days = formatOf(reader.locale, "UTC", false);
  if ("on" in value) return days.format(new Date(value.on));
  if ("from" in value) return days.formatRange(new Date(value.from), new Date(value.to));
  const own = formatOf(reader.locale, reader.zone, true).format(value.at);
  if (!value.zone || zoneOffset(value.zone, value.at) === zoneOffset(reader.zone, value.at))
    return own;
  const host = formatOf(reader.locale, value.zone, true).format(value.at);
  return reader.t("notifications:letter.twoClocks", { own, host });
}

const formatOf = (locale: string, zone: string, withTime: boolean) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
    ...(withTime ? { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } : {}),
  });

/** One line, as a subject must be. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 200);

/** What goes out: greeting, what there is to say, who says it, and how to hear no more of it where that may be. */
export function letterOf(
  { greeting, body }: { greeting: string; body: string },
  t: TFunction,
  unsubscribeLink: string | null,
): string {
  if (!greeting) return body; // written before letters had parts
  const footer = unsubscribeLink
    ? [`-- \n${t("notifications:letter.unsubscribe", { link: unsubscribeLink })}`]
    : [];
  return [greeting, body, t("notifications:letter.closing"), ...footer].join("\n\n");
}
