import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addNotes } from "~/domain/cohorts/commands/notes.server";
import { CohortParams, NotesInput, TeachingSelection } from "~/domain/cohorts/input.server";
import { getCohortMessages } from "~/domain/cohorts/queries/messages.server";
import { Card, EmptyState } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { Form, TextArea } from "~/ui/form";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: TeachingSelection },
  async ({ actor, params, query, t }) => ({
    ...(await getCohortMessages(actor, params.cohortId, query)),
    title: t("teaching:notes.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: CohortParams, form: NotesInput },
  async ({ actor, params, form }) => {
    await addNotes(actor, params.cohortId, form);
    const here = `/academy/cohorts/${params.cohortId}/progress`;
    return redirectWith(here, "teaching:flash.notesAdded");
  },
);

export default function NotesToSelection() {
  const { t } = useTranslation("teaching");
  const { cohort, selection } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const back = `/academy/cohorts/${cohort.id}/progress`;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="progress"
        below={[{ label: t("notes.title") }]}
        title={t("notes.title")}
        status={t("notes.status", { count: selection.length })}
      />
      {selection.length === 0 ? (
        <EmptyState
          title={t("notes.nobodyTitle")}
          body={t("notes.nobodyBody")}
          action={<LinkButton to={back}>{t("notes.back")}</LinkButton>}
        />
      ) : (
        <Card>
          <p>{t("notes.preview", { count: selection.length })}</p>
          <ul>
            {selection.map((person) => (
              <li key={person.nominationId}>
                {person.fullName} ({person.country})
              </li>
            ))}
          </ul>
          <Form refusal={refusal} namespace="teaching">
            {selection.map(({ nominationId }) => (
              <input key={nominationId} type="hidden" name="to" value={nominationId} />
            ))}
            <TextArea name="body" label={t("person.newNote")} hint={t("person.notesHint")} />
            <div>
              <Button>{t("notes.apply")}</Button>
            </div>
            <p className="muted">{t("notes.undoHint")}</p>
          </Form>
        </Card>
      )}
    </>
  );
}
