/** Parsers for packages: forms, queries and the API share them. */
import { z } from "zod";
import { invalid } from "~/domain/kernel/errors";
import {
  isSettingValue,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type SettingValue,
} from "./settings";

export { LONGEST_PIECE, UPLOAD_KEPT_DAYS } from "./upload";

export const PackageParams = z.object({ packageId: z.uuid() });

export const PackageListQuery = z.object({
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type PackageListQuery = z.infer<typeof PackageListQuery>;

export const ImportInput = z.object({
  organisationId: z.uuid("required"),
  title: z
    .string()
    .trim()
    .max(300)
    .optional()
    .transform((text) => text || undefined),
});

export const UploadParams = z.object({ uploadId: z.uuid() });

export const UploadInput = ImportInput.extend({
  packageId: z.uuid().optional(),
  fileName: z.string().trim().min(1).max(300),
  bytes: z.coerce.number().int().min(1),
  /** SHA-256 of the size, a line break, the first and the last 256 KiB. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UploadInput = z.infer<typeof UploadInput>;

export const PieceQuery = z.object({ offset: z.coerce.number().int().min(0) });

/** Whose settings: every package's, one package's, or with `registration` one learner's exception. */
export const SettingsParams = z.object({ packageId: z.union([z.literal("platform"), z.uuid()]) });
export const SettingsQuery = z.object({ registration: z.uuid().optional().catch(undefined) });
export const SettingParams = SettingsParams.extend({ key: z.enum(SETTING_KEYS) });

const Reason = z.string().trim().min(1, "required").max(1000);

/** `value` is empty to give the setting back to the level above; figures come as text. */
export const SettingInput = z.object({
  registration: z.uuid().optional(),
  value: z.string().max(40).default(""),
  reason: Reason,
});

/** The value as the setting has it; null gives it back. Throws invalid/setting_value. */
export function parseSettingValue(key: SettingKey, text: string): SettingValue {
  const typed = text.trim();
  if (typed === "") return null;
  const value = /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
  if (!isSettingValue(key, value)) throw invalid("setting_value", { field: "value" });
  return value;
}

/** What a form offers for it: one of several values, or a figure within bounds. */
export function settingShape(key: SettingKey): { values?: string[]; min?: number; max?: number } {
  const setting = SETTINGS[key];
  return "values" in setting
    ? { values: [...setting.values] }
    : { min: setting.min, max: setting.max };
}

export const LearnerParams = PackageParams.extend({ registrationId: z.uuid() });

export const CompletionInput = z.object({ reason: Reason });
