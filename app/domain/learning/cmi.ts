/** The CMI data model at the door: which elements may be stored, and what they say about completion, success and score. */
import { invalid } from "~/domain/kernel/errors";
import type { Completion, ItemState, Success } from "./schema";

/** Elements a SCO may have stored: SCORM 1.2 RTE §3.4.4 and SCORM 2004 RTE §4.2, those that are not read-only facts of the LMS. */
const ALLOWED =
  /^cmi\.(core\.(lesson_location|lesson_status|exit|session_time|score\.(raw|min|max))|suspend_data|comments|student_preference\.(audio|language|speed|text)|location|completion_status|success_status|progress_measure|exit|session_time|score\.(scaled|raw|min|max)|learner_preference\.(audio_level|language|delivery_speed|audio_captioning)|(objectives|interactions|comments_from_learner)\.\d{1,4}(\.[a-z_]+(\.\d{1,4})?){1,4})$/;

export const CMI_LIMITS = { value: 64_000, total: 1_000_000, elements: 20_000 } as const;

/** What a commit may carry beside the values of its SCO. */
export const COMMIT_LIMITS = { sequencing: 500_000, objectives: 1_000, objective: 2_000 } as const;

/** PostgreSQL's text has neither NUL nor half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Text that the database can hold as it is. A SCO's values are spelled for it instead (`storableText`). */
export const isStorableText = (text: string): boolean => !UNSTORABLE.test(text);

/** A global objective's id as it may be shared: what the database can hold and index (SPM of a URI is 4000; more than 2000 stays unshared). */
export const isObjectiveId = (id: string): boolean =>
  id !== "" && isStorableText(id) && new TextEncoder().encode(id).length <= 2000;

export const isObjectiveValue = (value: string): boolean =>
  value.length <= COMMIT_LIMITS.objective && isStorableText(value);

/** Marks a code unit that is spelled out; a noncharacter that no text means. */
const SPELLED = "\ufdd0";
const TO_SPELL = /[\0\ufdd0]|\p{Surrogate}/gu;

/**
 * A SCO's value as the database can hold it: packages that compress their suspend data write every code unit there is, and read
 * back what they wrote (`originalText`).
 */
export const storableText = (value: string): string =>
  value.replace(TO_SPELL, (unit) => SPELLED + unit.charCodeAt(0).toString(16).padStart(4, "0"));

/** What `storableText` was given. */
export const originalText = (stored: string): string =>
  stored.replace(/\ufdd0([0-9a-f]{4})/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Whether a SCO's value may be stored: the browser leaves out what may not, the server refuses it. */
export const isStorable = (element: string, value: string): boolean =>
  ALLOWED.test(element) && storableText(value).length <= CMI_LIMITS.value;

/** Checks what a browser sent and answers it as it is stored. Throws invalid: element_unknown, value_too_long, commit_too_large; nothing is stored then. */
export function parseCmi(given: Record<string, string>): Record<string, string> {
  const kept = new Map<string, string>();
  let total = 0;
  for (const [element, written] of Object.entries(given)) {
    const value = storableText(written);
    if (!ALLOWED.test(element))
      throw invalid("element_unknown", { element: element.slice(0, 100) });
    if (value.length > CMI_LIMITS.value)
      throw invalid("value_too_long", { element, length: value.length });
    total += element.length + value.length;
    kept.set(element, value);
  }
  if (total > CMI_LIMITS.total || kept.size > CMI_LIMITS.elements)
    throw invalid("commit_too_large", { length: total });
  return Object.fromEntries(kept);
}

/** What stored values mean. `viewed` is content that never speaks to the API: it is complete when it was opened and left. */
export function itemState(cmi: Record<string, string>, viewed: boolean): ItemState {
  if (viewed) return { cmi, completion: "completed", success: "unknown", scoreScaled: null };
  return { cmi, completion: completionOf(cmi), success: successOf(cmi), scoreScaled: scoreOf(cmi) };
}

function completionOf(cmi: Record<string, string>): Completion {
  const status = cmi["cmi.core.lesson_status"];
  // SCORM 1.2 RTE §3.4.4: one element says both; passed, failed and completed all mean the SCO is done, and failed is not completed for us
  if (status !== undefined)
    return status === "completed" || status === "passed" ? "completed" : "incomplete";
  if (cmi["cmi.completion_status"] === "completed" || cmi["cmi.success_status"] === "passed")
    return "completed";
  return cmi["cmi.completion_status"] === undefined ? "unknown" : "incomplete";
}

function successOf(cmi: Record<string, string>): Success {
  const status = cmi["cmi.core.lesson_status"] ?? cmi["cmi.success_status"];
  return status === "passed" || status === "failed" ? status : "unknown";
}

function scoreOf(cmi: Record<string, string>): number | null {
  const scaled = number(cmi["cmi.score.scaled"]);
  if (scaled !== null) return Math.max(-1, Math.min(1, scaled));
  const prefix = cmi["cmi.core.score.raw"] === undefined ? "cmi.score" : "cmi.core.score";
  const raw = number(cmi[`${prefix}.raw`]);
  const low = number(cmi[`${prefix}.min`]) ?? 0;
  const high = number(cmi[`${prefix}.max`]) ?? 100;
  return raw === null || high <= low ? null : Math.max(0, Math.min(1, (raw - low) / (high - low)));
}

const number = (text: string | undefined): number | null =>
  text === undefined || text === "" || Number.isNaN(Number(text)) ? null : Number(text);
