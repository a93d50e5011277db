/** What must hold before a curriculum or overlay is published (DESIGN §7). Pure: answers every problem, in words for its author. */
import type { CurriculumDocument, ModuleDocument, OverlayDocument } from "./schema";

export function curriculumProblems(document: CurriculumDocument): string[] {
  const problems: string[] = [];
  const keys = document.modules.map((module) => module.key);
  if (new Set(keys).size !== keys.length) problems.push("two modules have the same key");
  const objectives = new Set(document.objectives.map((objective) => objective.key));
  for (const module of document.modules) problems.push(...moduleProblems(module, objectives));
  const assessed = new Set(
    document.modules
      .filter((module) => module.kind === "exam" || module.kind === "practical")
      .flatMap((module) => module.objectives),
  );
  for (const key of objectives)
    if (!assessed.has(key))
      problems.push(`objective ${key} is not assessed by any exam or practical`);
  if (!hasTag(document, "CHG"))
    problems.push(
      "there is no change-management unit, which every programme needs (requirement 156)",
    );
  if (!hasTag(document, "CRM"))
    problems.push(
      "there is no crisis-management unit, which every core curriculum needs (requirement 152)",
    );
  return problems;
}

function moduleProblems(module: ModuleDocument, objectives: Set<string>): string[] {
  const problems = module.objectives
    .filter((key) => !objectives.has(key))
    .map((key) => `module ${module.key} names the objective ${key}, which does not exist`);
  if (module.kind === "self_paced" && !module.lesson && !module.package)
    problems.push(`module ${module.key} has neither a lesson nor an uploaded package`);
  const asksForAttendance = module.attendancePercent !== undefined;
  if (module.kind === "workshop" && !asksForAttendance)
    problems.push(`workshop ${module.key} does not say how much attendance completes it`);
  if (module.kind !== "workshop" && asksForAttendance)
    problems.push(`module ${module.key} asks for attendance and is not a workshop`);
  if (module.kind !== "self_paced" && module.attempts)
    problems.push(`module ${module.key} has a rule of attempts and is not self-paced`);
  return problems;
}

const hasTag = (document: CurriculumDocument, tag: string) =>
  document.modules.some((module) => module.tags.includes(tag));

/** An overlay fills slots and adds units; it can name nothing the core does not have and leaves no mandatory slot empty. */
export function overlayProblems(core: CurriculumDocument, overlay: OverlayDocument): string[] {
  const problems: string[] = [];
  const slots = new Map(core.slots.map((slot) => [slot.key, slot]));
  for (const key of Object.keys(overlay.slots))
    if (!slots.has(key)) problems.push(`the slot ${key} does not exist in ${core.key}`);
  for (const slot of core.slots)
    if (slot.mandatory && !overlay.slots[slot.key])
      problems.push(`the mandatory slot ${slot.key} is empty`);
  const coreKeys = new Set(core.modules.map((module) => module.key));
  for (const module of overlay.modules)
    if (coreKeys.has(module.key))
      problems.push(`the unit ${module.key} has the key of a core module`);
  return problems;
}
