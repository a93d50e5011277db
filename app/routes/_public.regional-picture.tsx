import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getPublicPicture } from "~/domain/gap-analysis/queries.server";
import { EmptyState } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { Legend, Matrix, MatrixLists } from "~/ui/gap-analysis/matrix";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public" }, async ({ t }) => ({
  ...(await getPublicPicture()),
  title: t("gap-analysis:picture.documentTitle"),
}));

export default function RegionalPicture() {
  const { t } = useTranslation("gap-analysis");
  const { standards, places, release } = useLoaderData<typeof loader>();
  if (!release) {
    return (
      <>
        <PageHeader title={t("picture.title")} />
        <EmptyState title={t("picture.none")} body={t("picture.noneBody")} />
      </>
    );
  }
  const members = places.filter((place) => place.caricomStatus === "full_member");
  return (
    <>
      <PageHeader
        title={t("picture.title")}
        status={t("picture.status", { day: formatDay(release.asOfOn) })}
      />
      <Matrix standards={standards} places={members} />
      <MatrixLists standards={standards} places={members} />
      <Legend />
      <p className="muted small">{t("matrix.proposed")}</p>
    </>
  );
}
