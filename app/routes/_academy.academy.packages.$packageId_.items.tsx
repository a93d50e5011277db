import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ItemAnalysisQuery } from "~/domain/learning/input.server";
import { getItemAnalysis } from "~/domain/learning/queries/item-analysis.server";
import { PackageParams } from "~/domain/packages/input.server";
import { EmptyState } from "~/ui/blocks";
import { useTime } from "~/ui/learning/attempts-table";
import { useBanded } from "~/ui/learning/banded";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: PackageParams, query: ItemAnalysisQuery },
  async ({ actor, params, query, t }) => ({
    ...(await getItemAnalysis(actor, { ...params, ...query })),
    documentTitle: t("learning:items.documentTitle"),
  }),
);

export default function ItemAnalysis() {
  const { t } = useTranslation("learning");
  const { package: found, versions, version } = useLoaderData<typeof loader>();
  const here = `/academy/packages/${found.id}/items`;
  return (
    <>
      <PageHeader
        title={t("items.title", found)}
        status={t("items.status")}
        breadcrumbs={[
          { label: t("packages:list.title"), to: "/academy/packages" },
          { label: found.title, to: `/academy/packages/${found.id}` },
          { label: t("items.breadcrumb") },
        ]}
      />
      {versions.length > 1 && (
        <nav aria-label={t("items.versions")}>
          <ul className="chips">
            {versions.map((number) => (
              <li key={number}>
                <Link
                  to={`${here}?version=${number}`}
                  aria-current={number === version ? "true" : undefined}
                >
                  {t("packages:detail.numbered", { number })}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Items exportHref={`${here}.csv?version=${version}`} />
      <details className="card">
        <summary>{t("items.how")}</summary>
        <p>{t("items.howDifficulty")}</p>
        <p>{t("items.howDiscrimination")}</p>
        <p>{t("items.howHidden")}</p>
      </details>
    </>
  );
}

function Items({ exportHref }: { exportHref: string }) {
  const { t } = useTranslation("learning");
  const { items } = useLoaderData<typeof loader>();
  const banded = useBanded();
  const time = useTime();
  const unknown = t("items.unknown");
  return (
    <DataTable
      caption={t("items.caption")}
      rows={items}
      rowKey={(item) => `${item.lesson} ${item.id}`}
      exportHref={exportHref}
      empty={<EmptyState title={t("items.emptyTitle")} body={t("items.emptyBody")} />}
      columns={[
        { key: "id", header: t("timeline.question"), render: (item) => item.id },
        { key: "lesson", header: t("saved.lesson"), render: (item) => item.lesson },
        {
          key: "people",
          header: t("items.people"),
          numeric: true,
          render: (item) => banded(item.people),
        },
        {
          key: "difficulty",
          header: t("items.difficulty"),
          numeric: true,
          render: ({ difficulty }) =>
            difficulty === null
              ? unknown
              : t("attempts.percent", { percent: Math.round(difficulty * 100) }),
        },
        {
          key: "discrimination",
          header: t("items.discrimination"),
          numeric: true,
          render: ({ discrimination }) =>
            discrimination === null ? unknown : discrimination.toFixed(2).replace("-", "−"),
        },
        {
          key: "time",
          header: t("items.time"),
          numeric: true,
          render: ({ medianSeconds }) => (medianSeconds === null ? unknown : time(medianSeconds)),
        },
        { key: "choices", header: t("items.choices"), render: (item) => <Choices {...item} /> },
      ]}
    />
  );
}

function Choices({
  choices,
}: {
  choices: { response: string; people: number | null; isRight: boolean }[];
}) {
  const { t } = useTranslation("learning");
  const banded = useBanded();
  if (choices.length === 0) return <>{t("items.unknown")}</>;
  return (
    <ul className="plain-list">
      {choices.map(({ response, people, isRight }) => (
        <li key={response}>
          {t(isRight ? "items.right" : "items.choice", { response, people: banded(people) })}
        </li>
      ))}
    </ul>
  );
}
