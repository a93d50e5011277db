import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { releaseSnapshot } from "~/domain/gap-analysis/commands.server";
import { listReleases } from "~/domain/gap-analysis/queries.server";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { formatDay, formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listReleases(actor)),
  title: t("gap-analysis:releases.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: z.object({}) },
  async ({ actor }) => {
    await releaseSnapshot(actor);
    return redirectWith("/region/releases", "gap-analysis:flash.released");
  },
);

export default function Releases() {
  const { t } = useTranslation("gap-analysis");
  const { releases, mayRelease } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={t("releases.title")}
        status={t("releases.status")}
        breadcrumbs={[
          { label: t("matrix.title"), to: "/region/matrix" },
          { label: t("releases.title") },
        ]}
      />
      {mayRelease && (
        <Form refusal={refusal} namespace="gap-analysis">
          <div>
            <Button>{t("releases.submit")}</Button>
          </div>
        </Form>
      )}
      <br />
      <DataTable
        caption={t("releases.caption")}
        rows={releases}
        rowKey={(release) => release.hash}
        empty={<p className="muted">{t("releases.none")}</p>}
        columns={[
          {
            key: "number",
            header: t("releases.number"),
            render: (release) => t("releases.numbered", release),
          },
          {
            key: "asOf",
            header: t("releases.asOf"),
            render: (release) => formatDay(release.asOfOn),
          },
          {
            key: "released",
            header: t("releases.released"),
            render: (release) => formatInstant(release.releasedAt),
          },
          {
            key: "hash",
            header: t("releases.hash"),
            render: (release) => <code>{release.hash.slice(0, 16)}…</code>,
          },
        ]}
      />
    </>
  );
}
