import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams } from "~/domain/cohorts/input.server";
import { listRosters } from "~/domain/cohorts/queries/rosters.server";
import { Card, Notice } from "~/ui/blocks";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { RosterList } from "~/ui/rosters/roster-list";
import { UploadRosterForm } from "~/ui/rosters/upload-form";
import { defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";
import { uploadTo } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams },
  async ({ actor, params, t }) => ({
    ...(await listRosters(actor, params.cohortId)),
    documentTitle: t("rosters:list.documentTitle"),
  }),
);

export const action = (args: ActionFunctionArgs) => uploadTo(args, null);

export default function CohortRosters() {
  const { t } = useTranslation("rosters");
  const { cohort, imports } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const base = `/academy/cohorts/${cohort.id}/rosters`;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="rosters"
        title={t("title")}
        status={t("list.status", { count: imports.length, title: cohort.title })}
      />
      {cohort.open ? (
        <UploadRosterForm refusal={refusal} cohortId={cohort.id} />
      ) : (
        <Notice>{cohort.draft ? t("upload.draft") : t("upload.closed")}</Notice>
      )}
      <Card>
        <h2>{t("upload.filesHeading")}</h2>
        <p>{t("upload.filesBody")}</p>
        <ul>
          <li>
            <a href={`${base}/template.csv`}>{t("upload.template")}</a>
          </li>
          <li>
            <a href={`/cohorts/${cohort.id}/roster.csv`}>{t("upload.roster")}</a>
          </li>
          {cohort.startsOn && (
            <li>
              <a href={`/cohorts/${cohort.id}/oneroster.zip`}>{t("upload.oneRoster")}</a>
            </li>
          )}
        </ul>
      </Card>
      <RosterList imports={imports} base={base} zone={cohort.zone} />
    </>
  );
}
