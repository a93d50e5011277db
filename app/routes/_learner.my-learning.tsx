import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { EnrolmentView, ModuleView } from "~/domain/learning/queries.server";
import { getMyHome } from "~/domain/reporting/queries/my-training.server";
import { Card, EmptyState, ProgressBar } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { MyTraining } from "~/ui/cohorts/my-training";
import { WhatsDue } from "~/ui/cohorts/whats-due";
import { hoursOf } from "~/ui/format";
import { WaitingWork } from "~/ui/learning/waiting-work";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await getMyHome(actor)),
  personId: actor.personId,
  title: t("learning:mine.documentTitle"),
}));

export default function MyLearning() {
  const { t } = useTranslation("learning");
  const { enrolments, training, due, personId } = useLoaderData<typeof loader>();
  if (enrolments.length === 0 && training.length === 0) {
    return (
      <>
        <PageHeader title={t("mine.title")} />
        <WaitingWork personId={personId} />
        <EmptyState
          title={t("mine.emptyTitle")}
          body={t("mine.emptyBody")}
          action={<LinkButton to="/catalogue">{t("mine.toCatalogue")}</LinkButton>}
        />
        <WhatsDue due={due} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("mine.title")}
        action={
          <LinkButton to="/my-sessions" variant="secondary">
            {t("sessions:mine.title")}
          </LinkButton>
        }
      />
      <WaitingWork personId={personId} />
      <MyTraining training={training} />
      {enrolments.length === 0 && <WhatsDue due={due} />}
      {enrolments.map((enrolment, index) => (
        <section key={enrolment.enrolmentId}>
          <NextStep enrolment={enrolment as EnrolmentView} />
          {index === 0 && <WhatsDue due={due} />}
          <h2>{enrolment.title}</h2>
          <ProgressBar
            value={enrolment.total === 0 ? 0 : enrolment.done / enrolment.total}
            label={t("mine.progress", enrolment)}
          />
          <ol className="modules">
            {enrolment.modules.map((module) => (
              <Module key={module.id} module={module} enrolmentId={enrolment.enrolmentId} />
            ))}
          </ol>
          <Why enrolment={enrolment as EnrolmentView} />
        </section>
      ))}
    </>
  );
}

/** The one big button: the next thing to do, or what remains to wait for. */
function NextStep({ enrolment }: { enrolment: EnrolmentView }) {
  const { t } = useTranslation("learning");
  const step =
    enrolment.steps.find((candidate) => candidate.why === "next") ??
    enrolment.steps.find((candidate) => candidate.why === "attend");
  const module = enrolment.modules.find((candidate) => candidate.id === step?.module.id);
  if (!module) {
    return (
      <Card lead>
        <h2>
          {enrolment.steps.length === 0 ? t("mine.allDone", enrolment) : t("mine.nothingNow")}
        </h2>
        <p>{enrolment.steps.length === 0 ? t("mine.allDoneBody") : t("mine.nothingNowBody")}</p>
      </Card>
    );
  }
  return (
    <Card lead>
      <h2>{t(module.progress > 0 ? "mine.continue" : "mine.start", module)}</h2>
      <p className="muted">
        {t(module.kind === "workshop" ? "mine.positionOfWorkshop" : "mine.position", {
          number: enrolment.modules.indexOf(module) + 1,
          total: enrolment.modules.length,
          minutes: Math.max(1, Math.round(module.minutes * (1 - module.progress))),
          hours: hoursOf(module.minutes),
        })}
      </p>
      <OpenModule module={module} enrolmentId={enrolment.enrolmentId} primary />
    </Card>
  );
}

function OpenModule({
  module,
  enrolmentId,
  primary,
}: {
  module: ModuleView;
  enrolmentId: string;
  primary?: boolean;
}) {
  const { t } = useTranslation("learning");
  const label = t(
    module.completed
      ? "mine.again"
      : module.progress > 0
        ? "mine.continueButton"
        : "mine.startButton",
  );
  const variant = primary ? "primary" : "secondary";
  if (module.kind === "exam")
    return module.completed ? null : (
      <LinkButton to={`/exams/${module.id}`} variant={variant}>
        {t("mine.toExam")}
      </LinkButton>
    );
  if (module.kind !== "self_paced")
    return primary ? (
      <p>{t(`mine.how_${module.kind}`, { percent: module.attendancePercent })}</p>
    ) : null;
  if (!module.hasPackage) return null;
  if (module.ended && !module.completed && module.registrationId)
    return (
      <LinkButton to={`/learn/${module.registrationId}/attempts`} variant={variant}>
        {t("mine.tryAgain")}
        <span className="visually-hidden"> {module.title}</span>
      </LinkButton>
    );
  return (
    <form method="post" action="/learn/registrations">
      <input type="hidden" name="enrolmentId" value={enrolmentId} />
      <input type="hidden" name="moduleId" value={module.id} />
      <Button variant={variant}>
        {label}
        <span className="visually-hidden"> {module.title}</span>
      </Button>
    </form>
  );
}

function Module({ module, enrolmentId }: { module: ModuleView; enrolmentId: string }) {
  const { t } = useTranslation("learning");
  return (
    <li>
      <span>
        {module.title}
        <br />
        <span className="muted small">
          {t(`kinds.${module.kind}`, {
            minutes: module.minutes,
            hours: hoursOf(module.minutes),
            percent: module.attendancePercent,
          })}
        </span>
        {module.completionReason && (
          <>
            <br />
            <span className="small">
              {t("mine.completedByInstructor", { reason: module.completionReason })}
            </span>
          </>
        )}
      </span>
      <span className="row">
        {module.setAside && module.registrationId && (
          <Link to={`/learn/${module.registrationId}/set-aside`}>{t("mine.setAside")}</Link>
        )}
        {module.kind === "self_paced" && module.registrationId && (
          <Link to={`/learn/${module.registrationId}/attempts`}>
            {t("mine.attempts")}
            <span className="visually-hidden"> {module.title}</span>
          </Link>
        )}
        <StatusBadge
          status={
            module.completed
              ? "completed"
              : module.progress > 0 || module.registrationId
                ? "in_progress"
                : "not_started"
          }
        />
        <OpenModule module={module} enrolmentId={enrolmentId} />
      </span>
    </li>
  );
}

/** "Why am I not finished?", from the rule that decides it. */
function Why({ enrolment }: { enrolment: EnrolmentView }) {
  const { t } = useTranslation("learning");
  if (enrolment.steps.length === 0) return null;
  return (
    <details className="card">
      <summary>{t("mine.why")}</summary>
      <ul>
        {enrolment.steps.map(({ module, why }) => (
          <li key={module.id}>
            {t(`why.${why}_${module.kind}`, {
              title: module.title,
              percent: module.attendancePercent,
              defaultValue: t(`why.${why}`, {
                title: module.title,
                percent: module.attendancePercent,
              }),
            })}
          </li>
        ))}
      </ul>
      <form method="post" action={`/enrolments/${enrolment.enrolmentId}/withdrawal`}>
        <Button variant="quiet">{t("mine.withdraw")}</Button>
      </form>
    </details>
  );
}
