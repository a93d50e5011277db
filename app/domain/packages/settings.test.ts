import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  resolveSettings,
  SETTING_KEYS,
  SETTING_LEVELS,
  type SettingEntry,
  type SettingLevel,
  settingsInForce,
} from "./settings";

let second = 0;
const decided = (level: SettingLevel, key: string, value: unknown): SettingEntry => {
  second += 1;
  return { level, key, value, reason: "why", setBy: "who", setAt: new Date(second * 1000) };
};
const completion = (entries: SettingEntry[]) => resolveSettings(entries).completion;

describe("settings of a package", () => {
  test("where nobody has decided anything, the package's own word counts and nothing is opened up", () => {
    expect(resolveSettings([])).toEqual({
      ...{ completion: "reported", masteryScore: null, timeLimits: "packaged" },
      ...{ popups: "blocked", downloads: "blocked", display: "page" },
      silentSeconds: null,
    });
  });

  test("a registration's decision counts before the package's, and that before the platform's, whenever they were made", () => {
    const mine = decided("registration", "completion", "instructor");
    const packages = decided("package", "completion", "viewed");
    const platforms = decided("platform", "completion", "reported");
    expect(completion([mine, packages, platforms])).toBe("instructor");
    expect(completion([packages, platforms])).toBe("viewed");
  });

  test("of one level the latest counts; given back, the level above does", () => {
    const first = decided("package", "completion", "viewed");
    const second = decided("package", "completion", "instructor");
    const back = decided("package", "completion", null);
    const platforms = decided("platform", "completion", "viewed");
    expect(completion([second, first])).toBe("instructor");
    expect(completion([first, second, back, platforms])).toBe("viewed");
  });

  test("a value that means nothing is as if nobody had decided, and is never shown as in force", () => {
    const odd = [
      decided("package", "completion", "always"),
      decided("package", "masteryScore", 140),
      decided("package", "no_such_setting", "yes"),
      decided("package", "__proto__", "yes"),
    ];
    expect(settingsInForce(odd).every(({ from }) => from === null)).toBe(true);
  });

  test("a decision for one registration changes no other level, and nothing but its own setting", () => {
    const entry = fc
      .record({ level: fc.constantFrom(...SETTING_LEVELS), key: fc.constantFrom(...SETTING_KEYS) })
      .map(({ level, key }) => decided(level, key, key === "popups" ? "allowed" : "viewed"));
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const before = resolveSettings(entries);
        const after = resolveSettings([...entries, decided("registration", "display", "fill")]);
        expect(after).toEqual({ ...before, display: "fill" });
      }),
    );
  });
});
