import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CohortParams, ProgressQuery } from "~/domain/cohorts/input.server";
import { getProgress } from "~/domain/cohorts/queries/progress.server";
import type { ProgressRow } from "~/domain/cohorts/schema";
import { EmptyState, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { CohortHeader } from "~/ui/cohorts/cohort-header";
import { ProgressMatrix } from "~/ui/cohorts/progress-matrix";
import { formatInstant } from "~/ui/format";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: CohortParams, query: ProgressQuery },
  async ({ actor, params, query, t }) => {
    const page = await getProgress(actor, params.cohortId, query);
    const title = t("teaching:progress.documentTitle", { code: page.cohort.code });
    return { ...page, query, title };
  },
);

export default function Progress() {
  const { t } = useTranslation("teaching");
  const { cohort, modules, people, total, tally, query, mayTeach } = useLoaderData<typeof loader>();
  const attention = tally
    .filter(({ key }) => ["at_risk", "absent", "stuck", "behind"].includes(key))
    .reduce((sum, { count }) => sum + count, 0);
  const here = `/academy/cohorts/${cohort.id}/progress`;
  const filter = query.standing ? `?standing=${query.standing}` : "";
  return (
    <>
      <CohortHeader
        cohort={cohort}
        current="progress"
        title={cohort.title}
        status={
          <>
            {t("progress.status", { count: total })}{" "}
            {attention > 0 && t("progress.attention", { count: attention })}
          </>
        }
      />
      <LastBulk />
      {total === 0 ? (
        <EmptyState
          title={t("progress.emptyTitle")}
          body={t("progress.emptyBody")}
          action={
            <LinkButton to={`/academy/cohorts/${cohort.id}/roster`}>
              {t("progress.toRoster")}
            </LinkButton>
          }
        />
      ) : (
        <>
          <Filter here={here} />
          <form method="get">
            <ProgressMatrix
              {...{ cohortId: cohort.id, modules, selectable: mayTeach }}
              people={people as ProgressRow[]}
              exportHref={`/academy/cohorts/${cohort.id}/progress.csv${filter}`}
            />
            {mayTeach && <Selection cohortId={cohort.id} />}
          </form>
        </>
      )}
    </>
  );
}

function Filter({ here }: { here: string }) {
  const { t } = useTranslation("teaching");
  const { tally, total, query } = useLoaderData<typeof loader>();
  return (
    <nav aria-label={t("progress.filter")}>
      <ul className="chips">
        <li>
          <Link to={here} aria-current={query.standing === "" ? "true" : undefined}>
            {t("progress.everybody", { count: total })}
          </Link>
        </li>
        {tally
          .filter(({ count }) => count > 0)
          .map(({ key, count }) => (
            <li key={key}>
              <Link
                to={`${here}?standing=${key}`}
                aria-current={query.standing === key ? "true" : undefined}
              >
                {t("progress.filtered", { name: t(`standings.${key}`), count })}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Each button opens a page that shows who is meant before anything is done. */
function Selection({ cohortId }: { cohortId: string }) {
  const { t } = useTranslation("teaching");
  const messages = `/academy/cohorts/${cohortId}/messages`;
  return (
    <fieldset className="row">
      <legend>{t("progress.selection")}</legend>
      <Button name="template" value="reminder" formAction={messages}>
        {t("progress.remind")}
      </Button>
      <Button name="template" value="next_session" variant="secondary" formAction={messages}>
        {t("progress.next_session")}
      </Button>
      <Button variant="secondary" formAction={messages}>
        {t("progress.write")}
      </Button>
      <Button variant="secondary" formAction={`/academy/cohorts/${cohortId}/notes`}>
        {t("progress.note")}
      </Button>
    </fieldset>
  );
}

function LastBulk() {
  const { t } = useTranslation("teaching");
  const { cohort, lastBulk } = useLoaderData<typeof loader>();
  if (!lastBulk) return null;
  return (
    <Notice>
      <form
        method="post"
        action={`/academy/cohorts/${cohort.id}/bulk-actions/${lastBulk.id}/undoing`}
        className="row"
      >
        <span>
          {t("progress.lastBulk", {
            count: lastBulk.count,
            at: formatInstant(lastBulk.doneAt, cohort.zone),
          })}{" "}
          {t("progress.noUndo")}
        </span>
        <Button variant="secondary">{t("progress.undo")}</Button>
      </form>
    </Notice>
  );
}
