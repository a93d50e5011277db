/** What is missing for somebody's award, from the same steps My learning shows, in words a nominee can act on. */
import type { EnrolmentView } from "~/domain/learning/queries.server";

export type Missing =
  | {
      what:
        | "module"
        | "package"
        | "exam"
        | "exam_later"
        | "practical"
        | "practical_later"
        | "second_assessor"
        | "moderation";
      title: string;
    }
  | { what: "attendance"; title: string; percent: number | null; threshold: number | null }
  | { what: "overlay" | "account" | "disclosure" | "deciding" };

type Step = Pick<EnrolmentView["steps"][number], "why"> & {
  module: { id: string; title: string; kind: string };
};
type Input = {
  joined: boolean;
  disclosed: boolean;
  total: number;
  attendancePercent: number | null;
  threshold: number | null;
  steps: readonly Step[];
  award: { revoked: boolean; covered: boolean } | null;
  hasOverlay: boolean;
};

/** Empty: the award is there and covers the country, or was revoked by hand. An award without the country's unit is core only. */
export function missingForAward(input: Input): Missing[] {
  if (!input.joined) return [{ what: "account" }];
  if (!input.disclosed) return [{ what: "disclosure" }];
  if (input.award && !input.award.revoked)
    return input.hasOverlay && !input.award.covered ? [{ what: "overlay" }] : [];
  const missing = input.steps.map((step) => missingStep(step, input));
  return missing.length > 0 || input.award ? missing : [{ what: "deciding" }];
}

function missingStep({ module, why }: Step, { attendancePercent, threshold }: Input): Missing {
  const { title, kind } = module;
  const later = why === "after_the_others";
  if (kind === "workshop")
    return { what: "attendance", title, percent: attendancePercent, threshold };
  if (kind === "exam") return { what: later ? "exam_later" : "exam", title };
  if (why === "second_assessor" || why === "moderation") return { what: why, title };
  if (kind === "practical") return { what: later ? "practical_later" : "practical", title };
  return { what: why === "waiting_for_package" ? "package" : "module", title };
}
