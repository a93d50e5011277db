/** Interactions, objectives and durations out of stored CMI values, the same for SCORM 1.2 (RTE §3.4.2) and 2004 (RTE §4.2). Pure. */
import type { Interaction, ObjectiveRecord } from "./schema";

type Cmi = Record<string, string>;

/** In the order of their numbers; one without an identifier says nothing and is left out. */
export function interactionsOf(cmi: Cmi): Interaction[] {
  return [...records(cmi, "interactions").values()].flatMap((fields) => {
    const id = fields.get("id");
    if (!id) return [];
    return [
      {
        id,
        type: fields.get("type") ?? "",
        response: fields.get("learner_response") ?? fields.get("student_response") ?? null,
        result: resultOf(fields.get("result")),
        seconds: secondsOf(fields.get("latency")),
        // SCORM 1.2 gives a time of day only
        at: instantOf(fields.get("timestamp")),
        correct: [...fields].flatMap(([name, value]) =>
          /^correct_responses\.\d+\.pattern$/.test(name) ? [value] : [],
        ),
      },
    ];
  });
}

/** SCORM 1.2 says “wrong” where 2004 says “incorrect”; both allow a number. */
function resultOf(text: string | undefined): Interaction["result"] {
  if (text === "correct") return "correct";
  if (text === "wrong" || text === "incorrect") return "incorrect";
  return null;
}

export function objectivesOf(cmi: Cmi): ObjectiveRecord[] {
  return [...records(cmi, "objectives").values()].flatMap((fields) => {
    const id = fields.get("id");
    if (!id) return [];
    const status = fields.get("status");
    return [
      {
        id,
        completion: fields.get("completion_status") ?? status ?? null,
        success: fields.get("success_status") ?? null,
        score: fields.get("score.scaled") ?? fields.get("score.raw") ?? null,
      },
    ];
  });
}

/** Fields by number, numbers ascending. */
function records(cmi: Cmi, kind: "interactions" | "objectives"): Map<number, Map<string, string>> {
  const found = new Map<number, Map<string, string>>();
  const pattern = new RegExp(`^cmi\\.${kind}\\.(\\d+)\\.(.+)$`);
  for (const [element, value] of Object.entries(cmi)) {
    const [, number, field = ""] = pattern.exec(element) ?? [];
    if (number === undefined) continue;
    const fields = found.get(Number(number)) ?? new Map<string, string>();
    found.set(Number(number), fields.set(field, value));
  }
  return new Map([...found].sort(([one], [other]) => one - other));
}

/** CMITimespan (HHHH:MM:SS.SS) or timeinterval (second,10,2: ISO 8601) in seconds; null when it is neither. */
export function secondsOf(text: string | undefined): number | null {
  if (!text) return null;
  const old = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d{1,2})?)$/.exec(text);
  if (old) return Number(old[1]) * 3600 + Number(old[2]) * 60 + Number(old[3]);
  const iso =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?$/.exec(
      text,
    );
  if (!iso) return null;
  const weights = [31_557_600, 2_629_800, 86_400, 3600, 60, 1];
  return weights.reduce((sum, weight, at) => sum + weight * Number(iso[at + 1] ?? 0), 0);
}

function instantOf(text: string | undefined): string | null {
  if (!text) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
