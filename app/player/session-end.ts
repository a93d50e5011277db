/** What an LMS must conclude when a SCO ends its session without saying how it went. Pure. */
import type { Standard } from "~/domain/packages/schema";

type Values = Record<string, string>;

/**
 * The values to keep after LMSFinish or Terminate. SCORM 1.2 RTE §3.4.4: a status never set becomes completed, a mastery score
 * decides. SCORM 2004 RTE §4.2.4 and SN §UP.4: a threshold decides, else a status never set becomes completed. A suspended
 * session concludes nothing.
 */
export const atSessionEnd = (standard: Standard, cmi: Values, start: Values): Values =>
  standard === "1.2" ? ended12(cmi, start) : ended2004(cmi, start);

function ended12(cmi: Values, start: Values): Values {
  const mastery = number(start["cmi.student_data.mastery_score"]);
  const raw = number(cmi["cmi.core.score.raw"]);
  const suspended = cmi["cmi.core.exit"] === "suspend";
  if (mastery !== null && raw !== null && !suspended)
    return { ...cmi, "cmi.core.lesson_status": raw >= mastery ? "passed" : "failed" };
  if ((cmi["cmi.core.lesson_status"] ?? "not attempted") !== "not attempted") return cmi;
  return { ...cmi, "cmi.core.lesson_status": suspended ? "incomplete" : "completed" };
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
