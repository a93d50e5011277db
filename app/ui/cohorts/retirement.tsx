/** The question before a venue or room is offered no more. */
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { type Crumb, PageHeader } from "~/ui/page-header";
import type { FormRefusal } from "~/web/refusal";

type RetirementProps = { title: string; crumbs: Crumb[]; refusal: FormRefusal | undefined };

export function Retirement({ title, crumbs, refusal }: RetirementProps) {
  const { t } = useTranslation("cohorts");
  return (
    <>
      <PageHeader
        title={title}
        status={t("venue.retireHint")}
        breadcrumbs={[...crumbs, { label: t("venue.retire") }]}
      />
      <Form refusal={refusal} namespace="cohorts">
        <div>
          <Button variant="danger">{t("venue.confirmRetire")}</Button>
        </div>
      </Form>
    </>
  );
}
