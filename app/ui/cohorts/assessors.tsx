/** Who marks whom in a cohort: what is assigned, who cannot mark whom and why, and the form that assigns in bulk. */
import { useTranslation } from "react-i18next";
import { Card, EmptyState } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { CheckboxGroup, Form, RadioGroup } from "~/ui/form";
import { DataTable } from "~/ui/table";
import type { FormRefusal } from "~/web/refusal";

type Named = { assignmentId: string; assessorId: string; name: string };
type Learner = {
  nominationId: string;
  fullName: string;
  country: string;
  assigned: Named[];
  hindered: { name: string; why: "is_learner" | "direct_report" }[];
};
type Cohort = {
  cohortId: string;
  mayAssign: boolean;
  assessors: { personId: string; fullName: string }[];
  everybody: Named[];
  learners: Learner[];
};

export function Assignments({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation("practicals");
  const { learners, everybody } = cohort;
  return (
    <>
      <h2>{t("assessors.everybodyTitle")}</h2>
      {everybody.length === 0 ? (
        <p className="muted">{t("assessors.nobody")}</p>
      ) : (
        <AssignedList assigned={everybody} cohort={cohort} />
      )}
      <DataTable
        caption={t("assessors.learnersTitle")}
        rows={learners}
        rowKey={(learner) => learner.nominationId}
        exportHref={`/academy/cohorts/${cohort.cohortId}/assessors.csv`}
        empty={<EmptyState title={t("assessors.emptyTitle")} body={t("assessors.emptyBody")} />}
        columns={[
          { key: "learner", header: t("assessors.learner"), render: (row) => row.fullName },
          { key: "country", header: t("assessors.country"), render: (row) => row.country },
          {
            key: "assigned",
            header: t("assessors.assigned"),
            render: (row) =>
              row.assigned.length === 0 ? (
                <span className="muted">{t("assessors.anyone")}</span>
              ) : (
                <AssignedList assigned={row.assigned} cohort={cohort} />
              ),
          },
          {
            key: "cannot",
            header: t("assessors.cannot"),
            render: (row) =>
              row.hindered.map(({ name, why }) => t(`assessors.why.${why}`, { name })).join("; ") ||
              "–",
          },
        ]}
      />
    </>
  );
}

function AssignedList({ assigned, cohort }: { assigned: Named[]; cohort: Cohort }) {
  const { t } = useTranslation("practicals");
  return (
    <ul className="evidence">
      {assigned.map(({ assignmentId, name }) => (
        <li key={assignmentId}>
          {name}
          {cohort.mayAssign && (
            <form
              method="post"
              action={`/academy/cohorts/${cohort.cohortId}/assessors/${assignmentId}/end`}
            >
              <Button variant="quiet">
                {t("assessors.end")}
                <span className="visually-hidden"> {name}</span>
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

export function AssignmentForm({ cohort, refusal }: { cohort: Cohort; refusal?: FormRefusal }) {
  const { t } = useTranslation("practicals");
  const { assessors, learners } = cohort;
  if (assessors.length === 0) return <p>{t("assessors.noAssessors")}</p>;
  return (
    <Card>
      <h2>{t("assessors.assignTitle")}</h2>
      <Form refusal={refusal} namespace="practicals">
        <CheckboxGroup
          name="assessorIds"
          label={t("assessors.who")}
          options={assessors.map(({ personId, fullName }) => ({
            value: personId,
            label: fullName,
          }))}
        />
        <RadioGroup
          name="to"
          label={t("assessors.whom")}
          defaultValue="everybody"
          options={[
            { value: "everybody", label: t("assessors.everybody") },
            ...(learners.length > 0 ? [{ value: "chosen", label: t("assessors.chosen") }] : []),
          ]}
        />
        {learners.length > 0 && (
          <CheckboxGroup
            name="nominationIds"
            label={t("assessors.learners")}
            options={learners.map((learner) => ({
              value: learner.nominationId,
              label: `${learner.fullName} (${learner.country})`,
              hint: learner.hindered
                .map(({ name, why }) => t(`assessors.why.${why}`, { name }))
                .join("; "),
            }))}
          />
        )}
        <div>
          <Button>{t("assessors.submit")}</Button>
        </div>
      </Form>
    </Card>
  );
}
