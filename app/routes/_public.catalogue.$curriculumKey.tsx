import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CurriculumParams } from "~/domain/curricula/input.server";
import { type CurriculumModule, getCurriculum } from "~/domain/curricula/queries.server";
import { Card, Facts } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { formatDay, hoursOf } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "public", params: CurriculumParams },
  async ({ actor, params, t }) => {
    const curriculum = await getCurriculum(actor, params.curriculumKey);
    return {
      ...curriculum,
      documentTitle: t("curricula:page.documentTitle", { title: curriculum.version.title }),
    };
  },
);

export default function Curriculum() {
  const { t } = useTranslation("curricula");
  const { version, modules, objectives, overlays, mayAssign } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={version.title}
        status={version.summary}
        breadcrumbs={[{ label: t("catalogue.title"), to: "/catalogue" }, { label: version.key }]}
        action={<EnrolAction />}
      />
      <Card>
        <Facts
          items={[
            { term: t("page.for"), detail: version.audience },
            {
              term: t("page.joining"),
              detail: t(version.selfEnrolment ? "page.open" : "page.byNomination"),
            },
            {
              term: t("page.hours"),
              detail: t("catalogue.hours", {
                hours: Math.round((version.coreMinutes + version.overlayMinutes) / 60),
                overlayHours: Math.round(version.overlayMinutes / 60),
              }),
            },
            {
              term: t("page.pass"),
              detail: t("page.passPercent", { percent: version.passPercent }),
            },
            {
              term: t("page.validity"),
              detail: t("page.months", { months: version.validityMonths }),
            },
            {
              term: t("page.version"),
              detail: t("page.published", {
                version: version.version,
                day: formatDay(version.publishedAt),
              }),
            },
          ]}
        />
      </Card>
      <h2>{t("page.objectives")}</h2>
      <ul>
        {objectives.map((objective) => (
          <li key={objective.key}>
            {objective.text}{" "}
            <span className="muted small">{objective.competencies.join(", ")}</span>
          </li>
        ))}
      </ul>
      <h2>{t("page.modules")}</h2>
      <ol className="modules">
        {modules.map((module) => (
          <ModuleLine key={module.id} module={module} mayAssign={mayAssign} />
        ))}
      </ol>
      {overlays.length > 0 && <h2>{t("page.overlays")}</h2>}
      {overlays.map((overlay) => (
        <details key={overlay.id} className="card">
          <summary>
            {overlay.name} {overlay.version}
          </summary>
          <p>
            {t("page.lawAsAt", { day: formatDay(overlay.lawAsAt) })}{" "}
            {overlay.reviewedOn
              ? t("page.reviewed", { day: formatDay(overlay.reviewedOn) })
              : t("page.notReviewed")}
          </p>
          <Facts items={overlay.slots.map((slot) => ({ term: slot.title, detail: slot.body }))} />
        </details>
      ))}
    </>
  );
}

function EnrolAction() {
  const { t } = useTranslation("curricula");
  const { version, enrolled, signedIn } = useLoaderData<typeof loader>();
  if (enrolled) return <LinkButton to="/my-learning">{t("page.enrolled")}</LinkButton>;
  if (!version.selfEnrolment) return null;
  if (!signedIn)
    return (
      <LinkButton to={`/sign-in?next=/catalogue/${version.key}`}>{t("page.signIn")}</LinkButton>
    );
  return (
    <form method="post" action="/enrolments">
      <input type="hidden" name="curriculumVersionId" value={version.id} />
      <Button>{t("page.enrol")}</Button>
    </form>
  );
}

function ModuleLine({ module, mayAssign }: { module: CurriculumModule; mayAssign: boolean }) {
  const { t } = useTranslation("curricula");
  const notes = [
    t(`kinds.${module.kind}`),
    module.kind === "workshop"
      ? t("page.sessions", { hours: hoursOf(module.minutes), percent: module.attendancePercent })
      : t("page.minutes", module),
    ...module.tags.filter((tag) => tag === "CHG" || tag === "CRM").map((tag) => t(`page.${tag}`)),
  ];
  if (module.overlayCountry) notes.push(t("page.onlyIn", { country: module.overlayCountry }));
  if (module.waitsForPackage) notes.push(t("page.waits"));
  return (
    <li>
      <span>
        {module.title}
        <br />
        <span className="muted small">{notes.join(" · ")}</span>
      </span>
      {mayAssign && module.assignable && (
        <Link to={`/academy/modules/${module.id}/package`}>
          {t("page.assign")}
          <span className="visually-hidden"> {module.title}</span>
        </Link>
      )}
    </li>
  );
}
