/**
 * What people are told, in data: every kind of message belongs to a topic, and a topic says how it may be delivered. Words live
 * in app/ui/locales under `notifications:<kind>`, one subject and one body each.
 *
 * | kind                 | told to                        | placeholders beside `name` and `link`            |
 * | -------------------- | ------------------------------ | ------------------------------------------------ |
 * | password-reset       | who asked                      |                                                  |
 * | invitation           | who is invited (an e-mail)     | organisation                                     |
 * | award-issued         | the holder                     | certification, number                            |
 * | award-withdrawn      | the holder                     | certification, number                            |
 * | award-extended       | the holder                     | certification, number, event, validTo, extendedTo |
 * | nomination-received  | the person nominated           | cohort, academy, starts                          |
 * | approval-requested   | who is to approve              | person, cohort, academy, starts, due             |
 * | nomination-approved  | the person nominated           | cohort, academy, starts                          |
 * | nomination-declined  | the person nominated           | cohort, academy, reason                          |
 * | nomination-withdrawn | whom somebody else withdrew    | cohort, academy, reason                          |
 * | seat-booked          | the participant                | cohort, academy, starts, place                   |
 * | waitlisted           | the participant                | cohort, academy, starts                          |
 * | seat-promoted        | the participant                | cohort, academy, starts, place                   |
 * | cohort-cancelled     | participants and nominees      | cohort, academy, reason                          |
 * | assessor-assigned    | the assessor                   | cohort, academy, learners                        |
 * | assessor-unassigned  | the assessor                   | cohort, academy, learners                        |
 * | practical-disputed   | who may decide as a third      | practical, curriculum                            |
 * | cohort-disputed      | the cohort's lead trainers     | practical, cohort                                |
 * | session-invited      | participants (with a calendar) | cohort, session, starts, place                   |
 * | session-changed      | participants (with a calendar) | cohort, session, starts, place, change           |
 * | session-cancelled    | participants (with a calendar) | cohort, session, starts, reason                  |
 * | session-reminder     | participants and trainers      | cohort, session, starts, place                   |
 * | due-reminder         | the learner                    | what, due                                        |
 * | announcement         | the cohort or a selection      | cohort, title, text, from                        |
 * | attempt-reset        | the learner                    | what, reason                                     |
 * | attempt-granted      | the learner                    | what, reason                                     |
 * | attempt-refused      | the learner                    | what, reason                                     |
 * | claim-rejected       | the learner                    | what, reason                                     |
 * | version-moved        | the learner                    | what, reason                                     |
 * | version-restarted    | the learner                    | what, reason                                     |
 * | version-undone       | the learner                    | what, reason                                     |
 * | hardship-declared    | whom an event touches          | event, country, from, until                      |
 * | hardship-notice      | officers of country and region | event, country, from, until                      |
 * | hardship-ended       | whoever was told of it         | event, country, until                            |
 * | hardship-called-off  | whoever was told of it         | event, country, from                             |
 *
 * `name` is the recipient's own and is filled in; `link` is an address or a path of ours. Days are given as `{ on: Day }`, days
 * that belong together as `{ from: Day, to: Day }`, instants as `{ at: Date, zone? }`, words of ours as the key they are found
 * under and what that takes: all are put into words in the recipient's language and zone. Text is only what somebody wrote.
 */
import type { Branch } from "~/domain/kernel/country";
import type { Day } from "~/domain/kernel/days";

export const DELIVERIES = ["immediate", "digest", "off"] as const;
/** At once, in the next daily digest, or not by mail: every message can be read in the application. */
export type Delivery = (typeof DELIVERIES)[number];

/** What a person may choose per topic; the first is what nobody chose. A topic with `off` carries an unsubscribe link. */
export const TOPICS = {
  security: ["immediate"],
  certificates: ["immediate", "digest"],
  cohorts: ["immediate", "digest", "off"],
  sessions: ["immediate", "off"], // a calendar is told at once or not at all
  reminders: ["immediate", "digest", "off"],
  announcements: ["immediate", "digest", "off"],
} as const satisfies Record<string, readonly [Delivery, ...Delivery[]]>;
export type Topic = keyof typeof TOPICS;

/** Topics about which a person has a choice, in the order of the page. */
export const CHOSEN_TOPICS = [
  "certificates",
  "cohorts",
  "sessions",
  "reminders",
  "announcements",
] as const satisfies readonly Topic[];

const deliveriesOf = (topic: Topic): readonly Delivery[] => TOPICS[topic];
export const mayDeliver = (topic: Topic, delivery: Delivery): boolean =>
  deliveriesOf(topic).includes(delivery);
export const mayUnsubscribe = (topic: Topic): boolean => mayDeliver(topic, "off");

export const KINDS = {
  "password-reset": { topic: "security", values: [] },
  invitation: { topic: "security", values: ["organisation"] },
  "award-issued": { topic: "certificates", values: ["certification", "number"] },
  "award-withdrawn": { topic: "certificates", values: ["certification", "number"] },
  "award-extended": {
    topic: "certificates",
    values: ["certification", "number", "event", "validTo", "extendedTo"],
  },
  "nomination-received": { topic: "cohorts", values: ["cohort", "academy", "starts"] },
  "approval-requested": {
    topic: "cohorts",
    values: ["person", "cohort", "academy", "starts", "due"],
  },
  "nomination-approved": { topic: "cohorts", values: ["cohort", "academy", "starts"] },
  "nomination-declined": { topic: "cohorts", values: ["cohort", "academy", "reason"] },
  "nomination-withdrawn": { topic: "cohorts", values: ["cohort", "academy", "reason"] },
  "seat-booked": { topic: "cohorts", values: ["cohort", "academy", "starts", "place"] },
  waitlisted: { topic: "cohorts", values: ["cohort", "academy", "starts"] },
  "seat-promoted": { topic: "cohorts", values: ["cohort", "academy", "starts", "place"] },
  "cohort-cancelled": { topic: "cohorts", values: ["cohort", "academy", "reason"] },
  "assessor-assigned": { topic: "cohorts", values: ["cohort", "academy", "learners"] },
  "assessor-unassigned": { topic: "cohorts", values: ["cohort", "academy", "learners"] },
  "practical-disputed": { topic: "cohorts", values: ["practical", "curriculum"] },
  "cohort-disputed": { topic: "cohorts", values: ["practical", "cohort"] },
  "session-invited": { topic: "sessions", values: ["cohort", "session", "starts", "place"] },
  "session-changed": {
    topic: "sessions",
    values: ["cohort", "session", "starts", "place", "change"],
  },
  "session-cancelled": { topic: "sessions", values: ["cohort", "session", "starts", "reason"] },
  "session-reminder": { topic: "reminders", values: ["cohort", "session", "starts", "place"] },
  "due-reminder": { topic: "reminders", values: ["what", "due"] },
  "attempt-reset": { topic: "cohorts", values: ["what", "reason"] },
  "attempt-granted": { topic: "cohorts", values: ["what", "reason"] },
  "attempt-refused": { topic: "cohorts", values: ["what", "reason"] },
  "claim-rejected": { topic: "cohorts", values: ["what", "reason"] },
  "version-moved": { topic: "cohorts", values: ["what", "reason"] },
  "version-restarted": { topic: "cohorts", values: ["what", "reason"] },
  "version-undone": { topic: "cohorts", values: ["what", "reason"] },
  announcement: { topic: "announcements", values: ["cohort", "title", "text", "from"] },
  "hardship-declared": { topic: "announcements", values: ["event", "country", "from", "until"] },
  "hardship-notice": { topic: "announcements", values: ["event", "country", "from", "until"] },
  "hardship-ended": { topic: "announcements", values: ["event", "country", "until"] },
  "hardship-called-off": { topic: "announcements", values: ["event", "country", "from"] },
} as const satisfies Record<string, { topic: Topic; values: readonly string[] }>;
export type MessageKind = keyof typeof KINDS;

/** Text, words of ours, a day, days, or an instant; `zone` is the host's, named beside the recipient's own where their clocks differ. */
export type MessageValue =
  | string
  | number
  | { key: string; count?: number; with?: Record<string, MessageValue> }
  | { on: Day }
  | { from: Day; to: Day }
  | { at: Date; zone?: string };

export type ValuesOf<Kind extends MessageKind> = Record<
  (typeof KINDS)[Kind]["values"][number] | "link",
  MessageValue
>;

/** A part that calendars understand (RFC 5546); the text is kept with the message. */
export type Calendar = { method: "REQUEST" | "CANCEL"; ics: string };

/** A person, by whom the address, language and zone are known; or an address that has no account yet. */
export type Recipient =
  | { personId: string }
  | { email: string; name: string; country: string; branch: Branch; locale?: string };

/** Quiet hours as "HH:MM", in the person's zone; from the first minute up to but not including the last. */
export type QuietHours = { from: string; to: string };
export type Preference = { delivery: Delivery; quiet: QuietHours | null };

/** How far a message has come by mail; it can be read in the application all the while. */
export type MessageState =
  | "sent"
  | "in_digest"
  | "for_digest"
  | "off"
  | "failing"
  | "given_up"
  | "waiting"
  | "quiet"
  | "kept";
