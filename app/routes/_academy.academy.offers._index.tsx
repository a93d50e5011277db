import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { recordOffer } from "~/domain/cohorts/commands/partner-offers.server";
import { OfferInput } from "~/domain/cohorts/input.server";
import { listOffers } from "~/domain/cohorts/queries/offers.server";
import { Card } from "~/ui/blocks";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { OfferForm } from "~/ui/cohorts/offer-form";
import { OffersTable } from "~/ui/cohorts/offers-table";
import { useAcademyPages } from "~/ui/frame/academy-pages";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listOffers(actor)),
  title: t("cohorts:offers.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: OfferInput },
  async ({ actor, form }) => {
    await recordOffer(actor, form);
    return redirectWith("/academy/offers", "cohorts:flash.offerRecorded");
  },
);

export default function Offers() {
  const { t } = useTranslation("cohorts");
  const { offers, choices, mayRecord } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const isStaff = useAcademyPages().length > 0;
  const crumbs = [{ label: t("calendar.title"), to: "/training" }, { label: t("offers.title") }];
  return (
    <>
      <PageHeader
        title={t("offers.title")}
        status={t("offers.status")}
        breadcrumbs={isStaff ? undefined : crumbs}
      />
      <AcademyNav current="offers" />
      <OffersTable offers={offers} />
      {mayRecord && (
        <Card>
          <h2>{t("offers.record")}</h2>
          <OfferForm choices={choices} refusal={refusal} />
        </Card>
      )}
    </>
  );
}
