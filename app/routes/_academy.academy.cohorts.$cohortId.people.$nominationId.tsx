import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addNote } from "~/domain/cohorts/commands/notes.server";
import { CohortPersonParams, NoteInput } from "~/domain/cohorts/input.server";
import { getCohortPerson } from "~/domain/cohorts/queries/cohort-person.server";
import { Card } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { PersonPapers } from "~/ui/cohorts/person-papers";
import { AwardOrMissing, Cell, StandingBadge, useStandingSentence } from "~/ui/cohorts/standing";
import { Form, TextArea } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortPersonParams },
  async ({ actor, params, t }) => {
    const page = await getCohortPerson(actor, params);
    const names = { name: page.person.fullName, code: page.cohort.code };
    return { ...page, title: t("teaching:person.documentTitle", names) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: CohortPersonParams, form: NoteInput },
  async ({ actor, params, form }) => {
    await addNote(actor, params, form.body);
    const here = `/academy/cohorts/${params.cohortId}/people/${params.nominationId}`;
    return redirectWith(here, "teaching:flash.noted");
  },
);

export default function CohortPerson() {
  const { t } = useTranslation("teaching");
  const { cohort, person, modules, sessions, messages, history, mayTeach } =
    useLoaderData<typeof loader>();
  const sentence = useStandingSentence();
  const base = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="progress"
        below={[{ label: person.fullName }]}
        title={person.fullName}
        status={t("person.status", { profession: person.profession, country: person.countryName })}
        action={
          mayTeach && (
            <LinkButton to={`${base}/messages?to=${person.nominationId}`}>
              {t("person.writeTo")}
            </LinkButton>
          )
        }
      />
      <p className="statused">
        <StandingBadge standing={person.standing} /> <span>{sentence(person)}</span>
      </p>
      <Card>
        <h2>{person.award ? t("person.award") : t("person.missing")}</h2>
        <AwardOrMissing award={person.award} missing={person.missing} />
      </Card>
      <DataTable
        caption={t("person.modules")}
        rows={modules.filter((m) => !m.overlayCountry || m.overlayCountry === person.country)}
        rowKey={(module) => module.id}
        columns={[
          {
            key: "module",
            header: t("person.module"),
            render: (module) =>
              module.kind === "self_paced" ? (
                <Link to={`${base}/people/${person.nominationId}/modules/${module.id}`}>
                  {module.title}
                </Link>
              ) : (
                module.title
              ),
          },
          {
            key: "state",
            header: t("person.state"),
            render: (module) => <Cell cell={person.cells[module.id]} />,
          },
        ]}
      />
      <PersonPapers {...{ sessions, messages, history }} zone={cohort.zone} />
      <Notes />
    </>
  );
}

function Notes() {
  const { t } = useTranslation("teaching");
  const { cohort, notes, mayTeach } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <Card>
      <h2>{t("person.notes")}</h2>
      {notes.length === 0 && <p className="muted">{t("person.noNotes")}</p>}
      {notes.map((note) => (
        <blockquote key={note.id}>
          <p>{note.body}</p>
          <footer className="muted small">
            {t("person.noted", {
              at: formatInstant(note.at, cohort.zone),
              by: note.by ?? t("person.somebody"),
            })}
          </footer>
        </blockquote>
      ))}
      {mayTeach && (
        <Form refusal={refusal} namespace="teaching">
          <TextArea name="body" label={t("person.newNote")} hint={t("person.notesHint")} />
          <div>
            <Button variant="secondary">{t("person.addNote")}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
