/**
 * Settings that mend one strange package without touching others: decided for the platform, a package or one registration, the
 * most specific decision counts. Every setting here is obeyed by the player or the server; a package that needs none has none.
 */

type Choice<Values extends readonly string[]> = { values: Values; default: Values[number] };
type Figure = { min: number; max: number; default: number | null };

const choice = <const Values extends readonly [string, ...string[]]>(
  ...values: Values
): Choice<Values> => ({ values, default: values[0] });

/** The first value of a choice is what holds when nobody decided anything. */
export const SETTINGS = {
  /** What completes a lesson: the package's own word, having opened it, or an instructor. */
  completion: choice("reported", "viewed", "instructor"),
  /** Percent that passes, instead of the package's own; null leaves the package's. */
  masteryScore: { min: 0, max: 100, default: null } as Figure,
  /** Whether the time limits that a package sets for itself are told to its lessons. */
  timeLimits: choice("packaged", "ignored"),
  popups: choice("blocked", "allowed"),
  downloads: choice("blocked", "allowed"),
  /** Below the player's bar, or over the whole page with the way out in a corner. */
  display: choice("page", "fill"),
  /** How long a lesson that never speaks to the player must be on the screen to count as viewed; null: the player's own 5 seconds. */
  silentSeconds: { min: 1, max: 3600, default: null } as Figure,
} as const;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export const SETTING_LEVELS = ["platform", "package", "registration"] as const;
export type SettingLevel = (typeof SETTING_LEVELS)[number];

type ValueOf<Setting> = Setting extends Choice<infer Values> ? Values[number] : number | null;
export type Settings = { [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };
export type SettingValue = Settings[SettingKey];

/** One decision. A null value gives the setting back to the level above. */
export type SettingEntry = {
  level: SettingLevel;
  key: string;
  value: unknown;
  reason: string;
  setBy: string;
  setAt: Date;
};

/** Is this a value the setting may have? */
export function isSettingValue(key: SettingKey, value: unknown): value is SettingValue {
  const setting: Choice<readonly string[]> | Figure = SETTINGS[key];
  return "values" in setting
    ? typeof value === "string" && setting.values.includes(value)
    : typeof value === "number" && value >= setting.min && value <= setting.max;
}

export type SettingInForce = {
  key: SettingKey;
  value: SettingValue;
  /** The decision it comes from; null where nobody has decided. */
  from: SettingEntry | null;
};

/** What is in force, with where it comes from. A value that no longer means anything is as if nobody had decided. */
export function settingsInForce(entries: SettingEntry[]): SettingInForce[] {
  return SETTING_KEYS.map((key) => {
    const from = deciding(entries, key);
    return from && isSettingValue(key, from.value)
      ? { key, value: from.value, from }
      : { key, value: SETTINGS[key].default, from: null };
  });
}

/** The same as plain values. */
export const resolveSettings = (entries: SettingEntry[]): Settings =>
  Object.fromEntries(
    settingsInForce(entries).map(({ key, value }) => [key, value]),
  ) as unknown as Settings;

function deciding(entries: SettingEntry[], key: SettingKey): SettingEntry | null {
  for (const level of [...SETTING_LEVELS].reverse()) {
    const latest = entries
      .filter((entry) => entry.level === level && entry.key === key)
      .reduce<SettingEntry | null>(
        (last, entry) => (last && last.setAt >= entry.setAt ? last : entry),
        null,
      );
    if (latest && isSettingValue(key, latest.value)) return latest;
  }
  return null;
}
