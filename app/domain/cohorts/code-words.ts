/** Words that are easy to read off a wall and to type on a phone, in any of the region's languages' keyboards. */
const WORDS = (
  "anchor anvil apple arrow badge bamboo banana barrel basket beacon bottle branch bridge bronze bucket butter cabin cactus " +
  "camera candle canoe canvas carpet castle cedar cherry cinnamon circle clover cloud cocoa coconut comet copper coral corner " +
  "cotton cricket crystal curtain diamond dolphin donkey dragon drum eagle earth echo elbow engine falcon feather fern ferry " +
  "finger flame flute forest fossil garden garlic ginger glacier globe guitar guava hammer harbour harvest hazel helmet heron " +
  "honey horizon iguana island ivory jacket jasmine jersey jungle kettle kitten ladder lagoon lantern laurel lemon lentil " +
  "lighthouse lime lobster lotus mango maple marble market meadow melon meteor mirror monsoon morning mosaic mountain mustard " +
  "needle nutmeg oasis ocean olive onion orange orchid oyster paddle palace palm papaya parrot pearl pebble pelican pepper " +
  "pigeon pillow pineapple planet pocket pollen pond poppy prairie puzzle quartz rabbit raft rainbow ribbon river rocket rudder " +
  "saddle saffron sailor salmon sandal sapphire savanna scarf sesame shadow shell silver sparrow spice spiral spring spruce " +
  "starfish stone summer sunset swan tamarind tango teapot temple thunder thyme tiger timber tomato topaz tower trumpet tulip " +
  "tunnel turtle valley vanilla velvet violet violin volcano walnut water willow window winter yellow zebra zephyr"
).split(" ");

/** The same bytes give the same words: two words and two digits, some four million of them. */
export function codeWordOf(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes;
  const word = (high: number, low: number) => WORDS[(high * 256 + low) % WORDS.length] ?? "anchor";
  return `${word(a, b)} ${word(c, d)} ${String(e % 100).padStart(2, "0")}`;
}

/** As typed by somebody in a hurry: capitals, hyphens, dots and stray spaces mean nothing. */
export const plainWord = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
