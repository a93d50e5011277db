import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OwnPracticalParams } from "~/domain/assessment/input.server";
import { getOwnPractical } from "~/domain/assessment/queries/practicals.server";
import { SignedPractical } from "~/ui/assessment/signed-practicals";
import { Notice } from "~/ui/blocks";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: OwnPracticalParams },
  async ({ actor, params, t }) => {
    const practical = await getOwnPractical(actor, params.moduleId);
    const { title } = practical;
    return { practical, documentTitle: t("assessment:examStart.documentTitle", { title }) };
  },
);

/** Keys of the sentence that says where the practical stands. */
const WORDS = {
  unsigned: "waiting",
  waiting: "second",
  disputed: "disputed",
  passed: "passed",
  failed: "failed",
} as const;

export default function OwnPractical() {
  const { t } = useTranslation("assessment");
  const { practical } = useLoaderData<typeof loader>();
  const { title, curriculum, rubric, standing, state, signed, zone } = practical;
  return (
    <>
      <PageHeader
        title={title}
        status={t("ownPractical.status", { curriculum })}
        breadcrumbs={[{ label: t("learning:mine.title"), to: "/my-learning" }, { label: title }]}
      />
      <Notice kind={standing?.outcome === "passed" ? "success" : "info"}>
        {t(`ownPractical.${WORDS[state]}`)}
      </Notice>
      {signed.map((one) => (
        <SignedPractical key={one.id} signed={one} rubric={rubric} zone={zone} />
      ))}
      {rubric.brief && <p>{rubric.brief}</p>}
      <h2>{t("ownPractical.criteriaTitle")}</h2>
      <p>{t("practical.passRule", { percent: rubric.passPercent, mark: rubric.mustPassMark })}</p>
      <ul>
        {rubric.criteria.map((criterion) => (
          <li key={criterion.key}>
            <strong>{criterion.title}</strong>
            {criterion.mustPass && ` (${t("practical.mustPass")})`}
            {criterion.guidance && `: ${criterion.guidance}`}
          </li>
        ))}
      </ul>
    </>
  );
}
