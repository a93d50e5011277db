import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changePackage } from "~/domain/learning/commands/package-changes.server";
import { ModuleVersionParams, PackageChangeInput } from "~/domain/learning/input.server";
import { getConsequences } from "~/domain/learning/queries/package-changes.server";
import { PACKAGE_CHOICES } from "~/domain/learning/schema";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, RadioGroup, TextArea } from "~/ui/form";
import { useBanded } from "~/ui/learning/banded";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: ModuleVersionParams },
  async ({ actor, params, t }) => ({
    ...(await getConsequences(actor, params)),
    documentTitle: t("learning:changes.decideTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: ModuleVersionParams, form: PackageChangeInput },
  async ({ actor, params, form }) => {
    await changePackage(actor, { moduleId: params.moduleId, ...form });
    const back = `/academy/packages/${params.packageId}/modules`;
    return redirectWith(back, "learning:flash.changed");
  },
);

export default function DecideChange() {
  const { t } = useTranslation("learning");
  const { package: found, module } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("changes.decide", module)}
        status={t("changes.decideStatus", { from: module.version, to: found.newest })}
        breadcrumbs={[
          { label: found.title, to: `/academy/packages/${found.id}` },
          { label: t("changes.breadcrumb"), to: `/academy/packages/${found.id}/modules` },
          { label: module.module },
        ]}
      />
      <WhoIsInFlight />
      <WhatCarriesOver />
      <Form refusal={refusal} namespace="learning">
        <input type="hidden" name="versionId" value={found.newestId} />
        <RadioGroup
          name="choice"
          label={t("changes.question")}
          options={PACKAGE_CHOICES.map((value) => ({
            ...{ value, label: t(`changes.choice_${value}`), hint: t(`changes.hint_${value}`) },
          }))}
        />
        <TextArea name="reason" label={t("taught.reason")} hint={t("changes.reasonHint")} />
        <div>
          <Button>{t("changes.submit", { number: found.newest })}</Button>
        </div>
      </Form>
    </>
  );
}

function WhoIsInFlight() {
  const { t } = useTranslation("learning");
  const { consequences } = useLoaderData<typeof loader>();
  const banded = useBanded();
  return (
    <>
      <p>
        {consequences.inFlight === null
          ? t("changes.someInFlight")
          : t("changes.inFlight", { count: consequences.inFlight })}
      </p>
      <DataTable
        caption={t("changes.byCountry")}
        rows={consequences.countries}
        rowKey={(row) => row.country}
        empty={<p className="muted">{t("changes.nobody")}</p>}
        columns={[
          { key: "country", header: t("changes.country"), render: (row) => row.country },
          {
            key: "inFlight",
            header: t("changes.begun"),
            numeric: true,
            render: (row) => banded(row.inFlight),
          },
          {
            key: "done",
            header: t("changes.done"),
            numeric: true,
            render: (row) => banded(row.done),
          },
        ]}
      />
      <p className="muted small">{t("changes.heldBackWhy")}</p>
    </>
  );
}

function WhatCarriesOver() {
  const { t } = useTranslation("learning");
  const { match, gone } = useLoaderData<typeof loader>().consequences;
  const banded = useBanded();
  return (
    <Card>
      <h2>{t("changes.carried")}</h2>
      <p>{t("changes.matched", { count: match.matched.length + match.moved.length })}</p>
      {match.moved.length > 0 && (
        <details>
          <summary>{t("changes.movedActivities", { count: match.moved.length })}</summary>
          <ul>
            {match.moved.map(({ from, title, titleBefore }) => (
              <li key={from}>{title === titleBefore ? title : `${titleBefore} → ${title}`}</li>
            ))}
          </ul>
        </details>
      )}
      {match.added.length > 0 && (
        <>
          <p>{t("changes.added", { count: match.added.length })}</p>
          <ul>
            {match.added.map(({ identifier, title }) => (
              <li key={identifier}>{title}</li>
            ))}
          </ul>
        </>
      )}
      {gone.length > 0 && (
        <>
          <p>{t("changes.gone", { count: gone.length })}</p>
          <ul>
            {gone.map(({ identifier, title, people }) => (
              <li key={identifier}>{t("changes.goneFrom", { title, people: banded(people) })}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
