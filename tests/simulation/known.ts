/** Histories that broke a promise once, as short as they could be made: what was wrong stays mended. */
import type { History, Step } from "./script";

type Known = History & { name: string };

const desk = (...steps: (readonly [Step["do"], number])[]): Step[] =>
  steps.map(([name, pick]) => ({ do: name, on: 0, pick }));

export const KNOWN: Known[] = [
  {
    name: "an answer older than the sign-in stopped the queue for good",
    seed: 86,
    steps: desk(["open", 0], ["rest", 0], ["say", 5], ["sign in as Ben", 2], ["go on", 21]),
  },
  {
    name: "a torn journal left its place behind",
    seed: 124,
    steps: desk(["open", 0], ["rest", 0], ["say", 18], ["lose power", 24]),
  },
  {
    name: "a device that was slow to list its lines was taken for empty",
    seed: 5840,
    steps: desk(
      ...([
        ["open", 0],
        ["rest", 0],
        ["say", 19],
        ["go on", 4],
        ["say", 18],
      ] as const),
      ...([
        ["say twice", 8],
        ["flaky", 27],
        ["wait a second", 6],
        ["crash", 9],
      ] as const),
    ),
  },
  {
    name: "an answer older than the resume kept a line refused",
    seed: 592,
    steps: desk(
      ...([
        ["open", 0],
        ["rest", 0],
        ["two hours offline", 24],
        ["say", 20],
        ["go on", 5],
      ] as const),
      ...([
        ["open", 23],
        ["refuse", 15],
        ["go on", 28],
        ["go on", 7],
      ] as const),
    ),
  },
  {
    name: "a full shelf gave up the last good write of the journal to make room",
    seed: 7004,
    steps: desk(
      ...([
        ["open", 0],
        ["rest", 0],
        ["open", 17],
        ["say", 26],
      ] as const),
      ...([
        ["shelf full", 1],
        ["say twice", 26],
        ["lose power", 27],
      ] as const),
    ),
  },
  {
    name: "a line dropped from memory was called kept",
    seed: 7766,
    steps: desk(["open", 0], ["rest", 0], ["offline", 20], ["disk full", 24], ["say much", 14]),
  },
  {
    name: "a request hung while a device was opened again, and was waited for less long than it may hang",
    seed: 148128,
    steps: [
      ...desk(["open", 0], ["rest", 0], ["say", 17], ["offline", 3]),
      { do: "rest", on: 1, pick: 7 },
      ...desk(["crash", 10]),
    ],
  },
];
