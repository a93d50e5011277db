/** What became of several nominations that were changed together, one by one. */
import { useTranslation } from "react-i18next";
import type { NominationStatus } from "~/domain/cohorts/schema";
import { Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { DataTable } from "~/ui/table";
import { NominationBadge } from "./nomination-badge";

export type ChangeResult = {
  id: string;
  name: string;
  status: NominationStatus;
  refused: string | null;
};

export function ChangeResults({
  results,
  back,
}: {
  results: ChangeResult[];
  back: { to: string; label: string };
}) {
  const { t } = useTranslation("nominations");
  const refused = results.filter((result) => result.refused).length;
  const done = results.length - refused;
  return (
    <section aria-labelledby="results">
      <h2 id="results">{t("results.title")}</h2>
      {done > 0 && <Notice kind="success">{t("results.done", { count: done })}</Notice>}
      {refused > 0 && <Notice kind="warning">{t("results.refused", { count: refused })}</Notice>}
      <DataTable
        caption={t("results.caption")}
        rows={results}
        rowKey={(result) => result.id}
        columns={[
          { key: "name", header: t("common.name"), render: (result) => result.name },
          {
            key: "status",
            header: t("common.status"),
            render: (result) => <NominationBadge status={result.status} />,
          },
          {
            key: "refused",
            header: t("results.stayed"),
            render: ({ refused: reason }) => reason && t(`errors.${reason}`),
          },
        ]}
      />
      <LinkButton to={back.to}>{back.label}</LinkButton>
    </section>
  );
}

/** What an action answered, if it was a list of results. */
export const resultsOf = (answer: unknown): ChangeResult[] | undefined =>
  typeof answer === "object" && answer !== null && "results" in answer
    ? (answer.results as ChangeResult[])
    : undefined;
