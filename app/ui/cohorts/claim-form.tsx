/** Asking for a seat, or taking up a nomination that means one's account. */
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";

type Claimed = { id: string; approvals: string[] };

export function ClaimForm({
  cohort,
  offered,
  refusal,
}: {
  cohort: Claimed;
  offered: boolean;
  refusal?: FormRefusal;
}) {
  const { t } = useTranslation("nominations");
  return (
    <Card lead>
      <h2>{t(offered ? "offer.takeUpTitle" : "offer.claimTitle")}</h2>
      <p>{t(offered ? "offer.takeUpBody" : "offer.claimBody")}</p>
      <Form refusal={refusal} namespace="nominations" action={`/cohorts/${cohort.id}/claim`}>
        {!offered && cohort.approvals.includes("line_manager") && (
          <TextInput
            name="lineManagerEmail"
            type="email"
            autoComplete="off"
            label={t("offer.lineManager")}
            hint={t("offer.lineManagerHint")}
          />
        )}
        <div>
          <Button>{t(offered ? "offer.takeUp" : "offer.claim")}</Button>
        </div>
      </Form>
    </Card>
  );
}
