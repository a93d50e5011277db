/** Cases that are not simply played, each with the reason. A case that fails is never listed here. */

/**
 * Cases that go on from global objectives of the whole system which another package has left (CAM §3.4.1.5): without that package
 * there is nothing for them to go on from.
 */
export const GOES_ON_FROM: Record<string, string> = {
  "CO-07b": "CO-07a",
  "OB-09b": "OB-09a",
  "SX-11c": "SX-11a",
};

/**
 * Cases that launch again when the attempt is over for the server: passed, and nothing suspended. The run-time alone begins the next
 * attempt at once; the server opens what is over to be looked at, and the learner, who has to be enrolled, begins another attempt.
 */
export const BEGINS_ANOTHER: readonly string[] = ["OB-03b", "RU-13e"];
