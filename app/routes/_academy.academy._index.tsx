import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type AcademyTask, getAcademyHome } from "~/domain/cohorts/queries/academy-home.server";
import { PracticalsToMark } from "~/ui/assessment/practicals-to-mark";
import { Card } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { type CohortListRow, CohortTable } from "~/ui/cohorts/cohort-table";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getAcademyHome(actor)),
  documentTitle: t("cohorts:home.documentTitle"),
}));

export default function AcademyHome() {
  const { t } = useTranslation("cohorts");
  const { academies, running, next, demand, tasks, practicals, rights, mayManage, mayTeach } =
    useLoaderData<typeof loader>();
  const only = academies.length === 1 ? academies[0]?.name : undefined;
  const waiting = tasks.length + (practicals?.count ?? 0);
  return (
    <>
      <PageHeader
        title={only ?? t("home.titleMany")}
        status={`${t("home.statusRunning", { count: running.length })} ${t("home.status", { count: waiting })}`}
        action={mayManage && <LinkButton to="/academy/cohorts/new">{t("home.new")}</LinkButton>}
      />
      <AcademyNav current="home" />
      {practicals && <PracticalsToMark {...practicals} />}
      {mayTeach && <Tasks tasks={tasks} />}
      <Cohorts title={t("home.running")} rows={running} />
      <Cohorts title={t("home.next")} rows={next} empty={t("home.nextNone")} />
      <Cohorts title={t("home.demand")} rows={demand} />
      <Card>
        <h2>{t("home.rightsTitle")}</h2>
        {rights.length === 0 && <p>{t("home.rightsNone")}</p>}
        <ul>
          {rights.map((right) => (
            <li key={`${right.academy} ${right.curriculumKey} ${right.fromOn}`}>
              {only ? "" : `${right.academy}: `}
              <Link to={`/catalogue/${right.curriculumKey}`}>{right.curriculum}</Link>,{" "}
              {t(right.untilOn ? "home.rightUntil" : "home.rightFrom", {
                from: formatDay(right.fromOn),
                until: right.untilOn && formatDay(right.untilOn),
              })}
            </li>
          ))}
        </ul>
      </Card>
      <ul className="chips">
        <li>
          <Link to="/training">{t("home.calendar")}</Link>
        </li>
        <li>
          <Link to="/academy/counts">{t("counts:training.title")}</Link>
        </li>
        {mayTeach && (
          <li>
            <Link to="/academy/mail">{t("notifications:undelivered.title")}</Link>
          </li>
        )}
      </ul>
    </>
  );
}

const PLACES: Record<AcademyTask["kind"], string> = {
  publish: "",
  decide: "/roster",
  mark: "/sessions",
  staff: "/sessions",
  close: "/closure",
};

function Tasks({ tasks }: { tasks: AcademyTask[] }) {
  const { t } = useTranslation("cohorts");
  return (
    <Card lead={tasks.length > 0}>
      <h2>{t("home.tasksTitle")}</h2>
      {tasks.length === 0 && <p className="muted">{t("home.tasksNone")}</p>}
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={`${task.kind} ${task.cohortId}`}>
            <Link to={`/academy/cohorts/${task.cohortId}${PLACES[task.kind]}`}>{task.title}</Link>:{" "}
            {t(`home.tasks.${task.kind}`, { count: task.count })}
            <div className="muted small">{task.code}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Cohorts({ title, rows, empty }: { title: string; rows: CohortListRow[]; empty?: string }) {
  if (rows.length === 0 && !empty) return null;
  return <CohortTable caption={title} rows={rows} empty={<p className="muted">{empty}</p>} />;
}
