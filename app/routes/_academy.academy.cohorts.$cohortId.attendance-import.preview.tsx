import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { previewAttendance } from "~/domain/cohorts/commands/import-attendance.server";
import { CohortParams, PreviewForm } from "~/domain/cohorts/input.server";
import { getCohortToTeach } from "~/domain/cohorts/queries/sessions.server";
import { AttendanceImport } from "~/ui/cohorts/attendance-import";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const cohort = await getCohortToTeach(actor, params.cohortId);
    return { cohort, documentTitle: t("sessions:import.documentTitle", cohort) };
  },
);

/** Rows corrected in the page are read again; nothing is written here. */
export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: PreviewForm },
  async ({ actor, params, form: { csv } }) => ({
    csv,
    preview: await previewAttendance(actor, params.cohortId, csv),
  }),
);

export default function PreviewAgain() {
  const { cohort } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const read = answer && "preview" in answer ? answer : undefined;
  return <AttendanceImport cohort={cohort} {...read} refusal={refusalOf(answer)} />;
}
