import { z } from "zod";
import { CHOSEN_TOPICS, DELIVERIES } from "./schema";

const Page = z.coerce.number().int().min(1).max(10_000).default(1);
export const MessagesQuery = z.object({ page: Page });
export const MailQuery = z.object({ page: Page, show: z.enum(["all", "failed"]).default("all") });
export const MessageParams = z.object({ messageId: z.uuid() });

/** The code of an unsubscribe link, as mail programs may have wrapped it. */
export const UnsubscribeParams = z.object({
  code: z
    .string()
    .max(100)
    .transform((text) => text.toLowerCase().replace(/[^a-z2-7]/g, "")),
});

const ClockTime = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, "not_a_time")
  .transform((text) => text || null);

/** One delivery per topic and both quiet times, or neither. */
export const PreferencesInput = z
  .object({
    ...topicFields(),
    quietFrom: ClockTime,
    quietTo: ClockTime,
  })
  .transform(({ quietFrom, quietTo, ...topics }) => ({ topics, quietFrom, quietTo }));
export type PreferencesInput = z.output<typeof PreferencesInput>;

function topicFields() {
  const delivery = z.enum(DELIVERIES, "delivery_not_offered");
  const fields = CHOSEN_TOPICS.map((topic) => [topic, delivery] as const);
  return Object.fromEntries(fields) as Record<(typeof CHOSEN_TOPICS)[number], typeof delivery>;
}
