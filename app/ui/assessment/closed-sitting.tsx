/** What a learner sees when a page of a closed sitting is opened or sent: what was kept, and where the result is. */
import { useTranslation } from "react-i18next";
import { EmptyState, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import type { FormRefusal } from "~/web/refusal";

export function ClosedSitting({
  sittingId,
  refusal,
}: {
  sittingId: string;
  refusal?: FormRefusal;
}) {
  const { t } = useTranslation("assessment");
  return (
    <>
      {refusal && (
        <Notice kind="error">{t(`errors.${refusal.reason}`, { ...refusal.details })}</Notice>
      )}
      <EmptyState
        title={t("sitting.closedTitle")}
        body={t("sitting.closedBody")}
        action={
          <LinkButton to={`/sittings/${sittingId}/result`}>{t("sitting.seeResult")}</LinkButton>
        }
      />
    </>
  );
}
