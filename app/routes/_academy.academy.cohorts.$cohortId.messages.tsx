import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortMessageInput, CohortParams, TeachingSelection } from "~/domain/cohorts/input.server";
import { getCohortMessages, previewCohortMessage } from "~/domain/cohorts/queries/messages.server";
import { Card, Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { MessagePreview } from "~/ui/cohorts/message-preview";
import { Form, TextArea, TextInput } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: TeachingSelection },
  async ({ actor, params, query, t }) => {
    const page = await getCohortMessages(actor, params.cohortId, query);
    const words = query.template
      ? {
          subject: t(`teaching:templates.${query.template}.subject`, { cohort: page.cohort.title }),
          body: t(`teaching:templates.${query.template}.body`, { cohort: page.cohort.title }),
        }
      : { subject: "", body: "" };
    const title = t("teaching:messages.documentTitle", { code: page.cohort.code });
    return { ...page, words, title };
  },
);

/** Shows who would get it; sending is `messages/sendings`. */
export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: CohortMessageInput },
  async ({ actor, params, form }) => ({
    preview: await previewCohortMessage(actor, params.cohortId, form.to),
    form,
  }),
);

export default function Messages() {
  const { t } = useTranslation("teaching");
  const { cohort, withSeat, sent } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="messages"
        title={cohort.title}
        status={t("messages.status", { count: withSeat })}
      />
      {result && "preview" in result && (
        <MessagePreview cohortId={cohort.id} preview={result.preview} message={result.form} />
      )}
      {withSeat > 0 ? <Compose /> : <Notice>{t("messages.nobody")}</Notice>}
      <DataTable
        caption={t("messages.sent")}
        rows={sent}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t("messages.none")}</p>}
        exportHref={`/academy/cohorts/${cohort.id}/messages.csv`}
        columns={[
          { key: "subject", header: t("messages.subject"), render: (row) => row.subject },
          { key: "body", header: t("messages.body"), render: (row) => row.body },
          {
            key: "to",
            header: t("messages.to"),
            render: ({ selected }) =>
              selected === null
                ? t("messages.everybody")
                : t("messages.selected", { count: selected }),
          },
          {
            key: "when",
            header: t("messages.when"),
            render: (row) => formatInstant(row.sentAt, cohort.zone),
          },
          { key: "by", header: t("messages.by"), render: (row) => row.sentBy },
        ]}
      />
    </>
  );
}

function Compose() {
  const { t } = useTranslation("teaching");
  const { selection, newMessageId, words } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const typed = result && "preview" in result ? result.form : null;
  return (
    <Card>
      <h2>{typed ? t("messages.change") : t("messages.new")}</h2>
      <p>
        {selection.length === 0
          ? t("messages.toAll")
          : `${t("messages.toSelection", { count: selection.length })} ${selection.map((one) => one.fullName).join(", ")}`}
      </p>
      <Form refusal={refusalOf(result)} namespace="teaching">
        <input type="hidden" name="messageId" value={typed?.messageId ?? newMessageId} />
        {selection.map(({ nominationId }) => (
          <input key={nominationId} type="hidden" name="to" value={nominationId} />
        ))}
        <TextInput
          name="subject"
          label={t("messages.subject")}
          defaultValue={typed?.subject ?? words.subject}
        />
        <TextArea
          name="body"
          rows={6}
          label={t("messages.body")}
          hint={t("messages.bodyHint")}
          defaultValue={typed?.body ?? words.body}
        />
        <div>
          <Button variant={typed ? "secondary" : "primary"}>{t("messages.preview")}</Button>
        </div>
      </Form>
    </Card>
  );
}
