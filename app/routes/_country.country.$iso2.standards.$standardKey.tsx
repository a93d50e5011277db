import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ruleOnApplicability } from "~/domain/gap-analysis/commands/rule-on-applicability.server";
import { RulingInput, StandardParams } from "~/domain/gap-analysis/input.server";
import { getStandardPage } from "~/domain/gap-analysis/queries/standard-page.server";
import type { Rule, Ruling } from "~/domain/gap-analysis/schema";
import { Card, Facts, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextArea, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import { useCellSentence } from "~/ui/gap-analysis/cell";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: StandardParams },
  async ({ actor, params, t }) => ({
    ...(await getStandardPage(actor, params.iso2, params.standardKey)),
    title: t("gap-analysis:standard.documentTitle", { key: params.standardKey }),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: StandardParams, form: RulingInput },
  async ({ actor, params, form }) => {
    await ruleOnApplicability(actor, params.iso2, params.standardKey, form);
    return redirectWith(
      `/country/${params.iso2}/standards/${params.standardKey}`,
      "gap-analysis:flash.ruled",
    );
  },
);

export default function StandardPage() {
  const { t } = useTranslation("gap-analysis");
  const {
    iso2,
    name,
    standard,
    cell,
    certification,
    holders,
    statements,
    history,
    mayRule,
    population,
    names,
  } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const sentence = useCellSentence();
  const rule = useRuleSentence(names, population);
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
        <p className="statused">
          <StatusBadge status={cell.likely ? "likely" : cell.status} />{" "}
          <span>{sentence(seen)}</span>
        </p>
        <Facts
          items={[
            { term: t("standard.rule"), detail: rule(standard.rule as Rule) },
            { term: t("standard.evidence"), detail: standard.evidence },
            { term: t("standard.hash"), detail: <code>{cell.ruleHash.slice(0, 16)}</code> },
          ]}
        />
      </Card>
      {cell.ruling && <Ruled ruling={cell.ruling} />}
      {cell.flags.map((flag) => (
        <Notice key={flag} kind="warning">
          {t(`flags.${flag}`)}{" "}
          {flag.startsWith("DEN") && (
            <Link to={`/country/${iso2}/workforce`}>{t("country.workforce")}</Link>
          )}
          {flag === "EXTENDED" && (
            <Link to={`/country/${iso2}/hardship`}>{t("country.hardship")}</Link>
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
            { key: "to", header: t("standard.to"), render: (holder) => <LastDay {...holder} /> },
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
            { key: "key", header: t("standard.key"), render: (statement) => names[statement.key] },
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
      <DataTable
        caption={t("standard.history")}
        rows={history}
        rowKey={(night) => night.on}
        empty={<p className="muted">{t("standard.noHistory")}</p>}
        columns={[
          { key: "on", header: t("standard.night"), render: (night) => formatDay(night.on) },
          {
            key: "status",
            header: t("standard.outcome"),
            render: (night) => <StatusBadge status={night.status} />,
          },
          {
            key: "figure",
            header: t("standard.figure"),
            numeric: true,
            render: (night) => figureOf(night),
          },
        ]}
      />
      {mayRule && <RulingForm refusal={refusal} />}
    </>
  );
}

/** The last day the certificate counts, and whether an extension made it so. */
function LastDay({ to, extended }: { to: Date; extended: boolean }) {
  const { t } = useTranslation("gap-analysis");
  return (
    <>
      {formatDay(to)} {extended && <StatusBadge status="extended" label={t("standard.extended")} />}
    </>
  );
}

const figureOf = ({
  numerator,
  required,
}: {
  numerator: number | null;
  required: number | null;
}) => (numerator === null ? "–" : `${numerator}${required === null ? "" : ` / ${required}`}`);

/** A ruling stands beside the outcome, never instead of it. */
function Ruled({ ruling }: { ruling: Ruling }) {
  const { t } = useTranslation("gap-analysis");
  return (
    <Notice kind="info">
      {t(ruling.applicable ? "ruling.applies" : "ruling.doesNotApply", { reason: ruling.reason })}{" "}
      {ruling.targetOn && t("ruling.target", { day: formatDay(ruling.targetOn) })}{" "}
      {ruling.waiver && t("ruling.waived", { waiver: ruling.waiver })}
    </Notice>
  );
}

function RulingForm({ refusal }: { refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("gap-analysis");
  return (
    <Card>
      <h2>{t("ruling.title")}</h2>
      <p className="muted">{t("ruling.hint")}</p>
      <Form refusal={refusal} namespace="gap-analysis">
        <Select
          name="applies"
          label={t("ruling.appliesLabel")}
          placeholder={t("common:form.choose")}
          options={(["yes", "no"] as const).map((value) => ({
            value,
            label: t(`ruling.${value}`),
          }))}
        />
        <TextArea name="reason" label={t("ruling.reason")} />
        <TextInput name="targetOn" type="date" label={t("ruling.targetOn")} />
        <TextArea name="waiver" label={t("ruling.waiver")} hint={t("ruling.waiverHint")} />
        <Button>{t("ruling.save")}</Button>
      </Form>
    </Card>
  );
}

/** A rule in words; `names` say what its keys mean. */
function useRuleSentence(names: Record<string, string>, population: string | null) {
  const { t } = useTranslation("gap-analysis");
  const sentence = (rule: Rule): string => {
    if (rule.op === "all" || rule.op === "any")
      return t(`rules.${rule.op}`) + rule.of.map(sentence).join("; ");
    if (rule.op === "coverage")
      return t("rules.coverage", {
        ...rule,
        population: population ?? rule.population,
        percent: Math.round(rule.atLeast * 100),
      });
    if (rule.op === "milestone")
      return t("rules.milestone", { key: names[rule.key], atLeast: t(`states.${rule.atLeast}`) });
    return t(`rules.${rule.op}`, { ...rule, key: "key" in rule ? names[rule.key] : "" });
  };
  return sentence;
}
