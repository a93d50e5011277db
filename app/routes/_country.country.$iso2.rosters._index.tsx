import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CountryRostersParams } from "~/domain/cohorts/input.server";
import { listCountryRosters } from "~/domain/cohorts/queries/rosters.server";
import { Notice } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { RosterList } from "~/ui/rosters/roster-list";
import { UploadRosterForm } from "~/ui/rosters/upload-form";
import { defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";
import { uploadTo } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: CountryRostersParams },
  async ({ actor, params, t }) => ({
    ...(await listCountryRosters(actor, params.iso2)),
    documentTitle: t("rosters:list.documentTitle"),
  }),
);

export const action = (args: ActionFunctionArgs) =>
  uploadTo(args, CountryRostersParams.parse(args.params).iso2);

export default function CountryRosters() {
  const { t } = useTranslation("rosters");
  const { country, place, cohorts, imports } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const base = `/country/${country}/rosters`;
  return (
    <>
      <PageHeader
        title={t("list.countryTitle")}
        status={t("list.countryStatus", { country: place.name })}
        breadcrumbs={[
          { label: place.name, to: `/country/${country}` },
          { label: t("list.countryTitle") },
        ]}
        action={<a href={`${base}/template.csv`}>{t("upload.template")}</a>}
      />
      {cohorts.length > 0 ? (
        <UploadRosterForm
          refusal={refusal}
          cohorts={cohorts.map(({ id, title, code, startsOn }) => ({
            value: id,
            label: [title, code, ...(startsOn ? [formatDay(startsOn)] : [])].join(", "),
          }))}
        />
      ) : (
        <Notice>{t("upload.noCohorts")}</Notice>
      )}
      <RosterList imports={imports} base={base} zone={place.zone} withTraining />
    </>
  );
}
