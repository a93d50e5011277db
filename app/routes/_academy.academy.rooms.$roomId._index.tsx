import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeRoom } from "~/domain/cohorts/commands/venues.server";
import { RoomInput, RoomParams } from "~/domain/cohorts/input.server";
import { getRoomPage } from "~/domain/cohorts/queries/venues.server";
import { Button } from "~/ui/button";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { RoomFields } from "~/ui/cohorts/venue-fields";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: RoomParams },
  async ({ actor, params, t }) => {
    const page = await getRoomPage(actor, params.roomId);
    return { ...page, title: t("cohorts:venue.roomChange", page.room) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: RoomParams, form: RoomInput },
  async ({ actor, params, form }) => {
    const { venueId } = await changeRoom(actor, params.roomId, form);
    return redirectWith(`/academy/venues/${venueId}`, "cohorts:flash.roomChanged");
  },
);

export default function Room() {
  const { t } = useTranslation("cohorts");
  const { room, venue, title } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={title}
        status={venue.name}
        breadcrumbs={[
          { label: t("venues.title"), to: "/academy/venues" },
          { label: venue.name, to: `/academy/venues/${venue.id}` },
          { label: room.name },
        ]}
      />
      <AcademyNav current="venues" />
      <Form refusal={refusal} namespace="cohorts">
        <RoomFields room={room} />
        <div className="actions">
          <Button>{t("venue.save")}</Button>
          <Link to={`/academy/rooms/${room.id}/retirement`}>{t("venue.retire")}</Link>
        </div>
      </Form>
    </>
  );
}
