/** What a learner sees when a page of a closed sitting is opened or sent: what was kept, and where the result is. */
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";
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
      <PageHeader title={t("sitting.closedTitle")} />
      {refusal && (
        <Notice kind="error">{t(`errors.${refusal.reason}`, { ...refusal.details })}</Notice>
      )}
      <p>{t("sitting.closedBody")}</p>
      <LinkButton to={`/sittings/${sittingId}/result`}>{t("sitting.seeResult")}</LinkButton>
    </>
  );
}
