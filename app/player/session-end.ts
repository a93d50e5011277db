/** What an LMS must conclude when a SCO ends its session without saying how it went. Pure. */
import type { Standard } from "~/domain/packages/schema";

type Values = Record<string, string>;

/**
 * The values to keep after LMSFinish or Terminate. SCORM 1.2 RTE §3.4.4, cmi.core.lesson_status: for credit the mastery score
 * decides where the SCO reported a score; else a status never set becomes completed, in browsing browsed. SCORM 2004 RTE §4.2.4
 * and SN §UP.4: a threshold decides, else a status never set becomes completed. What was suspended is not completed by silence.
 */
export const atSessionEnd = (standard: Standard, cmi: Values, start: Values): Values =>
  standard === "1.2" ? ended12(cmi, start) : ended2004(cmi, start);

/** A session that ended has an exit, if only an empty one: that tells it from a tab that was closed. */
const ended12 = (cmi: Values, start: Values): Values => ({
  ...cmi,
  "cmi.core.exit": cmi["cmi.core.exit"] ?? "",
  "cmi.core.lesson_status": statusAtEnd12(cmi, start),
});

function statusAtEnd12(cmi: Values, start: Values): string {
  const status = cmi["cmi.core.lesson_status"] ?? "not attempted";
  const isUnsaid = status === "not attempted";
  const mode = start["cmi.core.lesson_mode"] ?? "normal";
  if (mode === "browse") return isUnsaid ? "browsed" : status;
  if (mode === "review" || start["cmi.core.credit"] === "no-credit") return status;
  const mastery = masteryOf(start);
  const raw = number(cmi["cmi.core.score.raw"]);
  if (mastery !== null && raw !== null) return raw >= mastery ? "passed" : "failed";
  if (!isUnsaid) return status;
  return cmi["cmi.core.exit"] === "suspend" ? "incomplete" : "completed";
}

/** CAM §2.3.2.5.1.5: a score from 0 to 100; a manifest that says otherwise asks for none. */
function masteryOf(start: Values): number | null {
  const mastery = number(start["cmi.student_data.mastery_score"]);
  return mastery !== null && mastery >= 0 && mastery <= 100 ? mastery : null;
}

function ended2004(cmi: Values, start: Values): Values {
  const threshold = number(start["cmi.completion_threshold"]);
  const progress = number(cmi["cmi.progress_measure"]);
  if (threshold !== null && progress !== null)
    return { ...cmi, "cmi.completion_status": progress >= threshold ? "completed" : "incomplete" };
  const unsaid = (cmi["cmi.completion_status"] ?? "unknown") === "unknown";
  if (!unsaid || cmi["cmi.exit"] === "suspend") return cmi;
  return { ...cmi, "cmi.completion_status": "completed" };
}

const number = (text: string | undefined): number | null =>
  text === undefined || text === "" || Number.isNaN(Number(text)) ? null : Number(text);
