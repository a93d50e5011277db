import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams, RowPageQuery } from "~/domain/cohorts/input.server";
import { getAttendancePage } from "~/domain/cohorts/queries/attendance-matrix.server";
import { EmptyState, Pagination } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { AttendanceLegend, AttendanceMatrix } from "~/ui/cohorts/attendance-matrix";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: RowPageQuery },
  async ({ actor, params, query, t }) => {
    const matrix = await getAttendancePage(actor, params.cohortId, query.page);
    const documentTitle = t("sessions:matrix.documentTitle", matrix.cohort);
    return { ...matrix, ...query, documentTitle };
  },
);

export default function Attendance() {
  const { t } = useTranslation("sessions");
  const { cohort, sessions, rows, people, page, pages } = useLoaderData<typeof loader>();
  const at = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="attendance"
        title={cohort.title}
        status={t("matrix.status", { count: sessions.length, people })}
      />
      {sessions.length === 0 || people === 0 ? (
        <EmptyState
          title={t("matrix.emptyTitle")}
          body={t("matrix.emptyBody")}
          action={<LinkButton to={`${at}/sessions`}>{t("matrix.toSessions")}</LinkButton>}
        />
      ) : (
        <>
          <p>{t("matrix.correct")}</p>
          <AttendanceMatrix cohortId={cohort.id} sessions={sessions} rows={rows} />
          <Pagination page={page} pages={pages} href={(to) => `${at}/attendance?page=${to}`} />
          <AttendanceLegend />
          <p>
            <Link to={`${at}/attendance-import`}>{t("timetable.import")}</Link>
          </p>
        </>
      )}
    </>
  );
}
