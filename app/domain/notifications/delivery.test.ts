import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockTime, timeOfDay } from "~/domain/kernel/wall-clock";
import { deliverAfter } from "./delivery";
import { CHOSEN_TOPICS, type Preference, type QuietHours, TOPICS } from "./schema";

const NASSAU = "America/Nassau";
const PORT_AU_PRINCE = "America/Port-au-Prince";
const KINGSTON = "America/Jamaica";
const night: QuietHours = { from: "22:00", to: "06:30" };
const immediate = (quiet: QuietHours | null = night): Preference => ({
  delivery: "immediate",
  quiet,
});
const digest = (quiet: QuietHours | null = null): Preference => ({ delivery: "digest", quiet });

const at = (zone: string, preference: Preference, now: string) =>
  deliverAfter("seat-booked", preference, zone, new Date(now)).at.toISOString();

describe("a message written in the night", () => {
  it("waits for the morning of the person's own zone", () => {
    expect(at(KINGSTON, immediate(), "2026-06-10T03:10:00Z")).toBe("2026-06-10T11:30:00.000Z");
    expect(at(NASSAU, immediate(), "2026-06-10T03:10:00Z")).toBe("2026-06-10T10:30:00.000Z");
  });
  it("leaves at once by day, and on the minute the quiet ends", () => {
    expect(at(KINGSTON, immediate(), "2026-06-10T15:00:07Z")).toBe("2026-06-10T15:00:07.000Z");
    expect(at(KINGSTON, immediate(), "2026-06-10T11:30:00Z")).toBe("2026-06-10T11:30:00.000Z");
  });
  it("leaves at once when it carries a way into the account", () => {
    const now = new Date("2026-06-10T06:00:00Z");
    for (const preference of [
      immediate(),
      digest(night),
      { delivery: "off" as const, quiet: night },
    ])
      expect(deliverAfter("password-reset", preference, KINGSTON, now)).toEqual({
        delivery: "immediate",
        at: now,
      });
  });
});

describe("the night the clocks change", () => {
  it.each([
    ["forward in Nassau", NASSAU, "2026-03-08T05:00:00Z", "2026-03-08T10:30:00.000Z"],
    [
      "forward in Port-au-Prince",
      PORT_AU_PRINCE,
      "2026-03-08T05:00:00Z",
      "2026-03-08T10:30:00.000Z",
    ],
    ["back in Nassau", NASSAU, "2026-11-01T04:00:00Z", "2026-11-01T11:30:00.000Z"],
    ["back in Port-au-Prince", PORT_AU_PRINCE, "2026-11-01T04:00:00Z", "2026-11-01T11:30:00.000Z"],
    ["not at all in Kingston", KINGSTON, "2026-11-01T04:00:00Z", "2026-11-01T11:30:00.000Z"],
  ])("%s, quiet until half past six is half past six", (_night, zone, now, expected) => {
    expect(at(zone, immediate(), now)).toBe(expected);
  });
  it("a quiet hour that the clock skips ends when the clock is put forward", () => {
    const quiet = { from: "01:00", to: "02:30" }; // two o'clock becomes three
    expect(at(NASSAU, immediate(quiet), "2026-03-08T06:10:00Z")).toBe("2026-03-08T07:00:00.000Z");
  });
  it("a quiet hour that is skipped at midnight, as in Havana, ends there too", () => {
    const quiet = { from: "22:00", to: "00:30" }; // midnight becomes one o'clock
    expect(at("America/Havana", immediate(quiet), "2026-03-08T04:10:00Z")).toBe(
      "2026-03-08T05:00:00.000Z",
    );
  });
  it("a quiet hour that the clock shows twice is quiet both times", () => {
    const quiet = { from: "01:00", to: "01:30" };
    expect(at(NASSAU, immediate(quiet), "2026-11-01T05:10:00Z")).toBe("2026-11-01T05:30:00.000Z");
    expect(at(NASSAU, immediate(quiet), "2026-11-01T06:10:00Z")).toBe("2026-11-01T06:30:00.000Z");
  });
  it("the digest leaves at seven before and after", () => {
    expect(at(NASSAU, digest(), "2026-03-07T15:00:00Z")).toBe("2026-03-08T11:00:00.000Z");
    expect(at(NASSAU, digest(), "2026-10-31T15:00:00Z")).toBe("2026-11-01T12:00:00.000Z");
    expect(at(PORT_AU_PRINCE, digest(), "2026-10-31T10:59:00Z")).toBe("2026-10-31T11:00:00.000Z");
  });
});

describe("a choice", () => {
  it("is asked for exactly the topics that leave one", () => {
    const open = Object.entries(TOPICS).filter(([, deliveries]) => deliveries.length > 1);
    expect(open.map(([topic]) => topic)).toEqual([...CHOSEN_TOPICS]);
  });
  it("that the topic does not allow counts as none", () => {
    const now = new Date("2026-06-10T15:00:00Z");
    const of = (kind: "award-withdrawn" | "session-changed", preference: Preference) =>
      deliverAfter(kind, preference, KINGSTON, now).delivery;
    expect(of("award-withdrawn", { delivery: "off", quiet: null })).toBe("immediate");
    expect(of("session-changed", digest())).toBe("immediate");
    expect(of("session-changed", { delivery: "off", quiet: null })).toBe("off");
  });
  it("of the digest waits for the end of quiet hours that cover seven o'clock", () => {
    const late = { from: "21:00", to: "09:15" };
    expect(at(KINGSTON, digest(late), "2026-06-10T15:00:00Z")).toBe("2026-06-11T14:15:00.000Z");
  });
});

const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const quietHours = fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to);
const zone = fc.constantFrom(
  NASSAU,
  PORT_AU_PRINCE,
  KINGSTON,
  "America/Paramaribo",
  "America/Havana",
);
// two years with four changes of the clock, and more often the days around them
const instant = fc.oneof(
  fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
  fc
    .constantFrom("2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07")
    .chain((day) =>
      fc.integer({ min: -86_400, max: 86_400 }).map((s) => new Date(Date.parse(day) + s * 1000)),
    ),
);
const quietAt = ({ from, to }: QuietHours, where: string, when: Date) => {
  const shown = timeOfDay(where, when);
  const [start, end] = [clockTime(from), clockTime(to)];
  return start < end ? shown >= start && shown < end : shown >= start || shown < end;
};

describe("whatever is chosen, wherever and whenever", () => {
  it("a message never leaves before it is written nor in quiet hours, and waits no longer than they last", () => {
    fc.assert(
      fc.property(quietHours, zone, instant, (quiet, where, now) => {
        const plan = deliverAfter("seat-booked", immediate(quiet), where, now);
        expect(plan.at.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(quietAt(quiet, where, plan.at)).toBe(false);
        // every minute before it is quiet
        for (let t = now.getTime(); t < plan.at.getTime(); t += 60_000)
          expect(quietAt(quiet, where, new Date(t))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
  it("a digest leaves within a day and a quarter", () => {
    fc.assert(
      fc.property(zone, instant, (where, now) => {
        const plan = deliverAfter("seat-booked", digest(), where, now);
        const hours = (plan.at.getTime() - now.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(25);
        expect(timeOfDay(where, plan.at)).toBe(clockTime("07:00"));
      }),
    );
  });
});
