/** The names of the SCORM 2004 data model (RTE §4.2, SN §5.6): what is not made of them is no element, however the library reads it. */

const NAMES = new Set(
  `cmi adl _version _children _count comments_from_learner comments_from_lms comment location timestamp completion_status
  completion_threshold credit entry exit interactions id type objectives correct_responses pattern weighting learner_response result
  latency description launch_data learner_id learner_name learner_preference audio_level language delivery_speed audio_captioning
  max_time_allowed mode progress_measure scaled_passing_score score scaled raw min max session_time success_status suspend_data
  time_limit_action total_time data store nav request request_valid continue previous choice jump exitAll abandon abandonAll
  suspendAll`.split(/\s+/),
);

/** Whether every part is a name of the data model, a position or a target. */
export const isElementName = (element: string): boolean =>
  element
    .replace(/\{target=[^{}]*\}/g, "0")
    .split(".")
    .every((part) => NAMES.has(part) || /^\d{1,6}$/.test(part));

/** The collections on the way to an element, each with the position asked for. */
export function positionsIn(element: string): { collection: string; position: number }[] {
  const parts = element.split(".");
  return parts.flatMap((part, index) =>
    /^\d+$/.test(part)
      ? [{ collection: parts.slice(0, index).join("."), position: Number(part) }]
      : [],
  );
}
