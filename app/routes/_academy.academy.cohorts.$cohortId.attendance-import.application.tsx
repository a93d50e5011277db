import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { importAttendance } from "~/domain/cohorts/commands/import-attendance.server";
import { CohortParams, ImportForm } from "~/domain/cohorts/input.server";
import { getCohortToTeach } from "~/domain/cohorts/queries/sessions.server";
import { AttendanceImport } from "~/ui/cohorts/attendance-import";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const cohort = await getCohortToTeach(actor, params.cohortId);
    return { cohort, documentTitle: t("sessions:import.documentTitle", cohort) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: ImportForm },
  async ({ actor, params, form }) => {
    await importAttendance(actor, params.cohortId, form);
    return redirectWith(`/academy/cohorts/${params.cohortId}/sessions`, "sessions:flash.imported");
  },
);

/** Reached only when nothing was written: the rows come back as they were sent. */
export default function ApplyImport() {
  const { cohort } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AttendanceImport cohort={cohort} refusal={refusalOf(answer)} />;
}
