import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addRoom } from "~/domain/cohorts/commands/venues.server";
import { RoomInput, VenueParams } from "~/domain/cohorts/input.server";
import { getVenuePage } from "~/domain/cohorts/queries/venues.server";
import { Button } from "~/ui/button";
import { RoomFields } from "~/ui/cohorts/venue-fields";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: VenueParams },
  async ({ actor, params, t }) => {
    const page = await getVenuePage(actor, params.venueId);
    return { ...page, title: t("cohorts:venue.documentTitle", page.venue) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: VenueParams, form: RoomInput },
  async ({ actor, params, form }) => {
    await addRoom(actor, params.venueId, form);
    return redirectWith(`/academy/venues/${params.venueId}`, "cohorts:flash.roomAdded");
  },
);

export default function NewRoom() {
  const { t } = useTranslation("cohorts");
  const { venue } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const back = `/academy/venues/${venue.id}`;
  return (
    <>
      <PageHeader
        title={t("venue.roomAdd")}
        status={venue.name}
        breadcrumbs={[
          { label: t("venues.title"), to: "/academy/venues" },
          { label: venue.name, to: back },
          { label: t("venue.roomAdd") },
        ]}
      />
      <Form refusal={refusal} namespace="cohorts">
        <RoomFields />
        <div className="actions">
          <Button>{t("venue.submit")}</Button>
          <Link to={back}>{t("form.back")}</Link>
        </div>
      </Form>
    </>
  );
}
