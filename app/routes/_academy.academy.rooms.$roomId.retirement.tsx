import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { retireRoom } from "~/domain/cohorts/commands/venues.server";
import { NothingMore, RoomParams } from "~/domain/cohorts/input.server";
import { getRoomPage } from "~/domain/cohorts/queries/venues.server";
import { Retirement } from "~/ui/cohorts/retirement";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: RoomParams },
  async ({ actor, params, t }) => {
    const page = await getRoomPage(actor, params.roomId);
    return { ...page, title: t("cohorts:venue.retireTitle", page.room) };
  },
);

export const action = defineAction(
  { access: "signed-in", params: RoomParams, form: NothingMore },
  async ({ actor, params }) => {
    const { venueId } = await retireRoom(actor, params.roomId);
    return redirectWith(`/academy/venues/${venueId}`, "cohorts:flash.roomRetired");
  },
);

export default function RoomRetirement() {
  const { t } = useTranslation("cohorts");
  const { venue, room, title } = useLoaderData<typeof loader>();
  return (
    <Retirement
      title={title}
      refusal={refusalOf(useActionData<typeof action>())}
      crumbs={[
        { label: t("venues.title"), to: "/academy/venues" },
        { label: venue.name, to: `/academy/venues/${venue.id}` },
        { label: room.name, to: `/academy/rooms/${room.id}` },
      ]}
    />
  );
}
