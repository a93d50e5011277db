import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { type CalendarSession, feedOf, invitationOf } from "./calendar.server";

const SESSION: CalendarSession = {
  id: "0190d1a0-0000-7000-8000-000000000001",
  ...{ title: "Interviews", cohort: "Officers 2027", academy: "Regional Academy" },
  startsAt: new Date("2027-03-12T14:00:00Z"),
  endsAt: new Date("2027-03-12T17:00:00Z"),
  ...{ place: "Hall, The Academy", url: "https://meet.example.test/a", note: "Bring your notes." },
  ...{ sequence: 3, changedAt: new Date("2027-02-01T08:00:00Z"), cancelled: false },
};
const calendarIn = (text: string) => new ICAL.Component(ICAL.parse(text));
const eventsIn = (text: string) => calendarIn(text).getAllSubcomponents("vevent");
const eventIn = (text: string) => {
  const [event] = eventsIn(text);
  if (!event) throw new Error("no event");
  return event;
};
const value = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name));

describe("a session in a calendar", () => {
  test("has what RFC 5545 asks of an event, in UTC", () => {
    const event = eventIn(feedOf("My sessions", [SESSION]));
    expect(value(event, "uid")).toMatch(/^0190d1a0-0000-7000-8000-000000000001@/);
    expect(value(event, "sequence")).toBe("3");
    expect(value(event, "dtstamp")).toBe("2027-02-01T08:00:00Z");
    expect(value(event, "dtstart")).toBe("2027-03-12T14:00:00Z");
    expect(value(event, "dtend")).toBe("2027-03-12T17:00:00Z");
    expect(value(event, "status")).toBe("CONFIRMED");
    expect(value(event, "description")).toContain("https://meet.example.test/a");
  });

  test("that is cancelled stays, and says so", () => {
    const event = eventIn(feedOf("My sessions", [{ ...SESSION, cancelled: true }]));
    expect(value(event, "status")).toBe("CANCELLED");
  });

  test.each(["REQUEST", "CANCEL"] as const)(
    "is sent with METHOD %s from the academy to one person",
    (method) => {
      const ann = { name: 'Ann "Judge" Able', email: "ann@example.test" };
      const text = invitationOf(method, { ...SESSION, academy: 'Academy, the "First"' }, ann);
      const calendar = calendarIn(text);
      expect(calendar.getFirstPropertyValue("method")).toBe(method);
      const event = eventIn(text);
      expect(value(event, "attendee").toLowerCase()).toBe("mailto:ann@example.test");
      expect(event.getFirstProperty("organizer")?.getFirstParameter("cn")).toBe(
        "Academy, the  First",
      );
      expect(value(event, "status")).toBe(method === "CANCEL" ? "CANCELLED" : "CONFIRMED");
      expect(eventsIn(text)).toHaveLength(1);
    },
  );
});

/** Words as people type them: accents, commas, semicolons, backslashes, line breaks, and longer than a line. */
const words = fc
  .array(
    fc.constantFrom(
      "Écrou",
      "Noël; fête",
      "a,b",
      "back\\slash",
      "line\nbreak",
      "Curaçao",
      "法",
      "🌴",
      "x".repeat(60),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(" "));

test("whatever is typed, lines are folded at 75 octets, end in CRLF, and another library reads back what was typed", () => {
  fc.assert(
    fc.property(words, words, words, (title, note, academy) => {
      const text = feedOf("My sessions", [{ ...SESSION, title, note, academy, url: null }]);
      const lines = text.split("\r\n");
      expect(lines.at(-1)).toBe("");
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const event = eventIn(text);
      expect(value(event, "summary")).toBe(`${title} (Officers 2027)`);
      expect(value(event, "description")).toBe(`${academy}\n${note}`);
    }),
    { numRuns: 60 },
  );
});
