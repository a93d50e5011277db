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
