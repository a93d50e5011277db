import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listCatalogue } from "~/domain/curricula/queries.server";
import { Card, EmptyState } from "~/ui/blocks";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public" }, async ({ t }) => ({
  curricula: await listCatalogue(),
  title: t("curricula:catalogue.documentTitle"),
}));

const hours = (minutes: number) => Math.round(minutes / 60);

export default function Catalogue() {
  const { t } = useTranslation("curricula");
  const { curricula } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("catalogue.title")} status={t("catalogue.status")} />
      {curricula.length === 0 && (
        <EmptyState title={t("catalogue.emptyTitle")} body={t("catalogue.emptyBody")} />
      )}
      {curricula.map((curriculum) => (
        <Card key={curriculum.key}>
          <h2>
            <Link to={`/catalogue/${curriculum.key}`}>{curriculum.title}</Link>
          </h2>
          <p>{curriculum.summary}</p>
          <p className="muted">
            {curriculum.key} · {t("catalogue.modules", { count: curriculum.modules })} ·{" "}
            {t("catalogue.hours", {
              hours: hours(curriculum.coreMinutes + curriculum.overlayMinutes),
              overlayHours: hours(curriculum.overlayMinutes),
            })}{" "}
            · {t("catalogue.valid", { months: curriculum.validityMonths })}
            {!curriculum.selfEnrolment && ` · ${t("catalogue.byNomination")}`}
          </p>
          <p className="muted">
            {curriculum.overlays.length > 0
              ? t("catalogue.overlays", { names: curriculum.overlays.join(", ") })
              : t("catalogue.noOverlays")}
          </p>
        </Card>
      ))}
    </>
  );
}
