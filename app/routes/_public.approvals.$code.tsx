import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { decideApproval } from "~/domain/cohorts/commands/decide-approval.server";
import { CodeParams, LineManagerInput } from "~/domain/cohorts/input.server";
import { findApproval } from "~/domain/cohorts/queries/approval.server";
import { Card, Facts } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { CohortDates } from "~/ui/cohorts/cohort-dates";
import { Form, RadioGroup, TextArea } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { limitByAddress } from "~/web/rate-limit.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title },
  { name: "robots", content: "noindex" },
];

export const loader = defineLoader(
  { access: "public", params: CodeParams },
  async ({ params, address, t }) => {
    await limitByAddress("approval", address, 30);
    const approval = await findApproval(params.code);
    const title = t("nominations:approval.documentTitle");
    return data({ approval, title }, { status: approval ? 200 : 410 });
  },
);

export const action = defineAction(
  { access: "public", params: CodeParams, form: LineManagerInput },
  async ({ params, form, address }) => {
    await limitByAddress("approval", address, 30);
    return decideApproval(params.code, form);
  },
);

export default function Approval() {
  const { t } = useTranslation("nominations");
  const { approval } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "outcome" in answer)
    return (
      <>
        <PageHeader title={t("approval.doneTitle")} />
        <p>
          {t(answer.outcome === "approved" ? "approval.doneApproved" : "approval.doneDeclined")}
        </p>
      </>
    );
  if (!approval)
    return (
      <>
        <PageHeader title={t("approval.goneTitle")} />
        <p>{t("approval.goneBody")}</p>
      </>
    );
  return <Decide approval={approval} refusal={refusalOf(answer)} />;
}

type Asked = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["approval"]>;

function Decide({ approval, refusal }: { approval: Asked; refusal: ReturnType<typeof refusalOf> }) {
  const { t } = useTranslation("nominations");
  const { fullName: name, nominator } = approval;
  const own = !nominator || nominator === name;
  return (
    <div className="narrow">
      <PageHeader
        title={t("approval.title", { name })}
        status={own ? t("approval.statusSelf", { name }) : t("approval.status", { nominator })}
      />
      <Card>
        <What approval={approval} />
      </Card>
      <Form refusal={refusal} namespace="nominations">
        <RadioGroup
          name="outcome"
          label={t("approval.outcome")}
          options={(["approved", "declined"] as const).map((value) => ({
            value,
            label: t(`approval.${value}`),
          }))}
        />
        <TextArea name="note" label={t("approval.note")} hint={t("approval.noteHint")} />
        <div>
          <Button>{t("approval.submit")}</Button>
        </div>
      </Form>
    </div>
  );
}

function useUntil({ expiresAt, because }: Asked): string {
  const { t } = useTranslation("hardship");
  const at = formatInstant(expiresAt);
  return because.length > 0 ? t("paused.approval", { at, because: because.join("; ") }) : at;
}

function What({ approval }: { approval: Asked }) {
  const { t } = useTranslation("nominations");
  const { fullName, profession, employer, note } = approval;
  return (
    <Facts
      items={[
        {
          term: t("approval.person"),
          detail: [fullName, profession, employer].filter(Boolean).join(", "),
        },
        { term: t("approval.training"), detail: `${approval.cohort} (${approval.curriculum})` },
        { term: t("common.academy"), detail: approval.academy },
        { term: t("common.dates"), detail: <CohortDates {...approval} zone="UTC" /> },
        ...(approval.place ? [{ term: t("common.place"), detail: approval.place }] : []),
        ...(note ? [{ term: t("common.note"), detail: note }] : []),
        { term: t("approval.until"), detail: useUntil(approval) },
      ]}
    />
  );
}
