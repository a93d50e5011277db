import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SittingParams } from "~/domain/assessment/input.server";
import { getOverview } from "~/domain/assessment/queries/sitting.server";
import { ExamBar } from "~/ui/assessment/exam-bar";
import { LinkButton } from "~/ui/button";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SittingParams },
  async ({ actor, params, t }) => {
    const sitting = await getOverview(actor, params.sittingId);
    if (sitting.closed) throw redirect(`/sittings/${params.sittingId}/result`);
    const documentTitle = t("assessment:overview.documentTitle", { title: sitting.title });
    return { sitting, documentTitle };
  },
);

export default function SittingOverview() {
  const { t } = useTranslation("assessment");
  const { sitting } = useLoaderData<typeof loader>();
  const { sittingId, rows } = sitting;
  const next = rows.find((row) => !row.answered) ?? rows.find((row) => row.flagged);
  return (
    <>
      <ExamBar title={t("overview.title")} sitting={sitting} />
      <p>{t("overview.status", sitting)}</p>
      <ul className="exam-map">
        {rows.map((row) => (
          <li key={row.position}>
            <Link
              to={`/sittings/${sittingId}/${row.position}`}
              className={row.answered ? "exam-map-answered" : "exam-map-unanswered"}
            >
              <span>{t("overview.question", row)}</span>
              <small>
                {row.answered ? `✓ ${t("overview.answered")}` : `○ ${t("overview.unanswered")}`}
                {row.flagged && ` · ⚑ ${t("overview.flagged")}`}
              </small>
            </Link>
          </li>
        ))}
      </ul>
      <div className="row">
        {next && (
          <LinkButton to={`/sittings/${sittingId}/${next.position}`}>
            {t("overview.goOn", next)}
          </LinkButton>
        )}
        <LinkButton
          to={`/sittings/${sittingId}/submission`}
          variant={next ? "secondary" : "primary"}
        >
          {t("overview.handIn")}
        </LinkButton>
      </div>
    </>
  );
}
