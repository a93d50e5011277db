import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { retireVenue } from "~/domain/cohorts/commands/venues.server";
import { NothingMore, VenueParams } from "~/domain/cohorts/input.server";
import { getVenuePage } from "~/domain/cohorts/queries/venues.server";
import { Retirement } from "~/ui/cohorts/retirement";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: VenueParams },
  async ({ actor, params, t }) => {
    const { venue } = await getVenuePage(actor, params.venueId);
    return { venue, title: t("cohorts:venue.retireTitle", venue) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: VenueParams, form: NothingMore },
  async ({ actor, params }) => {
    await retireVenue(actor, params.venueId);
    return redirectWith("/academy/venues", "cohorts:flash.venueRetired");
  },
);

export default function VenueRetirement() {
  const { t } = useTranslation("cohorts");
  const { venue, title } = useLoaderData<typeof loader>();
  return (
    <Retirement
      title={title}
      refusal={refusalOf(useActionData<typeof action>())}
      crumbs={[
        { label: t("venues.title"), to: "/academy/venues" },
        { label: venue.name, to: `/academy/venues/${venue.id}` },
      ]}
    />
  );
}
