/** When a message goes out by mail: a pure rule of its kind, what the person chose, their zone and the time it is written. */
import { clockTime, nextShowing, timeOfDay } from "~/domain/kernel/wall-clock";
import {
  type Delivery,
  KINDS,
  type MessageKind,
  mayDeliver,
  type Preference,
  type QuietHours,
  TOPICS,
} from "./schema";

/** The digest leaves at this time of day in the person's zone, or when their quiet hours end. */
export const DIGEST_TIME = "07:00";

export type DeliveryPlan = { delivery: Delivery; at: Date };

/** Security is told at once at any hour; the rest waits out quiet hours, or goes into the next morning's digest. */
export function deliverAfter(
  kind: MessageKind,
  preference: Preference,
  zone: string,
  now: Date,
): DeliveryPlan {
  const { topic } = KINDS[kind];
  if (topic === "security") return { delivery: "immediate", at: now };
  const delivery = mayDeliver(topic, preference.delivery) ? preference.delivery : TOPICS[topic][0];
  if (delivery === "off") return { delivery, at: now };
  const wanted = delivery === "digest" ? nextShowing(zone, clockTime(DIGEST_TIME), now) : now;
  return { delivery, at: endOfQuiet(preference.quiet, zone, wanted) };
}

/** The first instant from `at` on that lies outside the quiet hours, as the zone's clock shows them. */
function endOfQuiet(quiet: QuietHours | null, zone: string, at: Date): Date {
  if (!quiet || !isQuiet(quiet, timeOfDay(zone, at))) return at;
  const end = nextShowing(zone, clockTime(quiet.to), at);
  return isQuiet(quiet, timeOfDay(zone, end)) ? endOfQuiet(quiet, zone, end) : end;
}

function isQuiet({ from, to }: QuietHours, time: number): boolean {
  const [start, end] = [clockTime(from), clockTime(to)];
  return start <= end ? time >= start && time < end : time >= start || time < end;
}
