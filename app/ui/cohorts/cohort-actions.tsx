/** What the academy can do with a cohort, beside the one step that comes next. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CohortState } from "~/domain/cohorts/schema";
import { Card } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";

type ActionsProps = { cohort: { id: string; state: CohortState } };

export function CohortActions({ cohort: { id, state } }: ActionsProps) {
  const { t } = useTranslation("cohorts");
  const at = `/academy/cohorts/${id}`;
  const over = state === "ended" || state === "closed" || state === "cancelled";
  const isPublished = state !== "draft" && state !== "template";
  return (
    <Card>
      <h2>{t("page.actionsTitle")}</h2>
      <div className="actions">
        {!over && (
          <LinkButton to={`${at}/edit`} variant="secondary">
            {t("page.change")}
          </LinkButton>
        )}
        <Post
          to={`${at}/copies`}
          label={t(state === "template" ? "page.fromTemplate" : "page.copy")}
        />
        {state !== "template" && <Post to={`${at}/templates`} label={t("page.template")} />}
        {state === "demand" && (
          <LinkButton to={`${at}/closure`} variant="secondary">
            {t("page.close")}
          </LinkButton>
        )}
        {isPublished && <Link to={`/cohorts/${id}`}>{t("page.publicView")}</Link>}
        {!over && (
          <Link to={`${at}/cancellation`}>{t(isPublished ? "page.cancel" : "page.discard")}</Link>
        )}
      </div>
    </Card>
  );
}

const Post = ({ to, label }: { to: string; label: string }) => (
  <form method="post" action={to}>
    <Button variant="secondary">{label}</Button>
  </form>
);
