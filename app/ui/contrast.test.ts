import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./styles/tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

const tokens = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );

const schemes = { light: tokens(light), dark: { ...tokens(light), ...tokens(dark) } };

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TEXT: [string, string][] = [
  ...["ink", "muted", "sea", "not-met"].flatMap((text): [string, string][] => [
    [text, "paper"],
    [text, "sand"],
  ]),
  ["ink", "sea-ground"],
  ["ink", "sun-ground"],
  ["ink", "met-ground"],
  ["ink", "not-met-ground"],
  ["met", "met-ground"],
  ["met", "paper"],
  ["not-met", "not-met-ground"],
  ["sun", "sun-ground"],
  ["sea", "sea-ground"],
  ["unknown", "unknown-ground"],
  ["unknown", "paper"],
  ["on-sea", "sea"],
  ["on-coral", "coral"],
  ["on-deep", "deep"],
];
const EDGES: [string, string][] = [
  ["edge", "paper"],
  ["edge", "sand"],
  ["focus", "paper"],
  ["focus", "sand"],
];

describe.each(Object.entries(schemes))("in %s colours", (_scheme, colours) => {
  it.each(TEXT)("%s on %s can be read (4.5 : 1)", (text, ground) => {
    expect(contrast(colours[text] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  it.each(EDGES)("%s on %s can be seen (3 : 1)", (edge, ground) => {
    expect(contrast(colours[edge] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
