import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StandardParams } from "~/domain/gap-analysis/input.server";
import { getStandardPage } from "~/domain/gap-analysis/queries.server";
import type { Rule } from "~/domain/gap-analysis/schema";
import { Card, Facts, Notice } from "~/ui/blocks";
import { formatDay } from "~/ui/format";
import { useCellSentence } from "~/ui/gap-analysis/cell";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: StandardParams },
  async ({ actor, params, t }) => ({
    ...(await getStandardPage(actor, params.iso2, params.standardKey)),
    title: t("gap-analysis:standard.documentTitle", { key: params.standardKey }),
  }),
);

export default function StandardPage() {
  const { t } = useTranslation("gap-analysis");
  const { iso2, name, standard, cell, certification, holders, statements } =
    useLoaderData<typeof loader>();
  const sentence = useCellSentence();
  const rule = useRuleSentence();
  const seen = {
    status: cell.status,
    likely: cell.likely,
    band: null,
    flags: cell.flags,
    exact: cell,
  };
  return (
    <>
      <PageHeader
        title={`${standard.specificArea}: ${standard.title}`}
        status={standard.key}
        breadcrumbs={[{ label: name, to: `/country/${iso2}` }, { label: standard.key }]}
      />
      <Card lead>
        <p>
          <StatusBadge status={cell.likely ? "likely" : cell.status} /> {sentence(seen)}
        </p>
        <Facts
          items={[
            { term: t("standard.rule"), detail: rule(standard.rule as Rule) },
            { term: t("standard.evidence"), detail: standard.evidence },
            { term: t("standard.hash"), detail: <code>{cell.ruleHash.slice(0, 16)}</code> },
          ]}
        />
      </Card>
      {cell.flags.map((flag) => (
        <Notice key={flag} kind="warning">
          {t(`flags.${flag}`)}{" "}
          {flag.startsWith("DEN") && (
            <Link to={`/country/${iso2}/workforce`}>{t("country.workforce")}</Link>
          )}
          {flag.startsWith("EVIDENCE") && (
            <Link to={`/country/${iso2}/milestones`}>{t("country.milestones")}</Link>
          )}
        </Notice>
      ))}
      {certification && (
        <DataTable
          caption={t("standard.holders")}
          rows={holders}
          rowKey={(holder) => `${holder.awardId}${holder.profession}${holder.scope}`}
          empty={<p className="muted">{t("standard.noHolders")}</p>}
          columns={[
            { key: "name", header: t("standard.holder"), render: (holder) => holder.name },
            { key: "number", header: t("standard.number"), render: (holder) => holder.number },
            {
              key: "profession",
              header: t("standard.profession"),
              render: (holder) => holder.profession,
            },
            { key: "to", header: t("standard.to"), render: (holder) => formatDay(holder.to) },
            {
              key: "scope",
              header: t("standard.scope"),
              render: (holder) => t(`certification:scope.${holder.scope}`),
            },
          ]}
        />
      )}
      {certification && <p className="muted small">{t("standard.holdersNote")}</p>}
      {!certification && (
        <DataTable
          caption={t("standard.statements")}
          rows={statements}
          rowKey={(statement) => `${statement.key}${String(statement.at)}`}
          empty={<p className="muted">{t("standard.noStatements")}</p>}
          columns={[
            { key: "key", header: t("standard.key"), render: (statement) => statement.key },
            {
              key: "said",
              header: t("standard.said"),
              render: (statement) =>
                t(`states.${statement.said}`, { defaultValue: statement.said }),
            },
            { key: "on", header: t("standard.on"), render: (statement) => formatDay(statement.on) },
            {
              key: "source",
              header: t("standard.source"),
              render: (statement) =>
                statement.url ? (
                  <a href={statement.url}>{statement.evidence}</a>
                ) : (
                  statement.evidence
                ),
            },
          ]}
        />
      )}
    </>
  );
}

function useRuleSentence() {
  const { t } = useTranslation("gap-analysis");
  const sentence = (rule: Rule): string => {
    if (rule.op === "all" || rule.op === "any")
      return t(`rules.${rule.op}`) + rule.of.map(sentence).join("; ");
    if (rule.op === "coverage")
      return t("rules.coverage", { ...rule, percent: Math.round(rule.atLeast * 100) });
    if (rule.op === "milestone")
      return t("rules.milestone", { key: rule.key, atLeast: t(`states.${rule.atLeast}`) });
    return t(`rules.${rule.op}`, { ...rule });
  };
  return sentence;
}
