import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  MOST_BYTES,
  previewAttendanceFile,
} from "~/domain/cohorts/commands/import-attendance.server";
import { CohortParams, NoFields } from "~/domain/cohorts/input.server";
import { getCohortToTeach } from "~/domain/cohorts/queries/sessions.server";
import { notFound } from "~/domain/kernel/errors";
import { AttendanceImport } from "~/ui/cohorts/attendance-import";
import { defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";
import { uploadAction } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => {
    const cohort = await getCohortToTeach(actor, params.cohortId);
    return { cohort, documentTitle: t("sessions:import.documentTitle", cohort) };
  },
);

/** Reads the file and shows what it would do; nothing is written here. */
export const action = (args: ActionFunctionArgs) =>
  uploadAction(
    args,
    NoFields,
    ({ actor, filePath }) => {
      const { data: params } = CohortParams.safeParse(args.params);
      if (!params) throw notFound();
      return previewAttendanceFile(actor, params.cohortId, filePath);
    },
    MOST_BYTES,
  );

export default function ImportAttendance() {
  const { cohort } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const read = answer && "preview" in answer ? answer : undefined;
  return <AttendanceImport cohort={cohort} {...read} refusal={refusalOf(answer)} />;
}
