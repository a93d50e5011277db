/** What both standards ask of scorm-again's data models: that they save nothing by themselves, and say everything that can be stored. */
import { isStorable } from "~/domain/learning/cmi";

export const MODEL_SETTINGS = {
  autocommit: false,
  lmsCommitUrl: false,
  dataCommitFormat: "flattened",
  logLevel: 5,
} as const;

/** Every value of the model that can be stored, flat. */
export function storableValues(model: {
  renderCommitCMI(terminate: boolean): unknown;
}): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [element, value] of Object.entries(model.renderCommitCMI(false) as object)) {
    if (value === "" || (typeof value !== "string" && typeof value !== "number")) continue;
    if (isStorable(element, String(value))) values[element] = String(value);
  }
  return values;
}
