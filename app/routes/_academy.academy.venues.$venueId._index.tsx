import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changeVenue } from "~/domain/cohorts/commands/venues.server";
import { VenueInput, VenueParams } from "~/domain/cohorts/input.server";
import { getVenuePage } from "~/domain/cohorts/queries/venues.server";
import { Card, Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { VenueFields } from "~/ui/cohorts/venue-fields";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
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
  { access: "signed-in", params: VenueParams, form: VenueInput },
  async ({ actor, params, form }) => {
    await changeVenue(actor, params.venueId, form);
    return redirectWith(`/academy/venues/${params.venueId}`, "cohorts:flash.venueChanged");
  },
);

export default function Venue() {
  const { t } = useTranslation("cohorts");
  const { venue, rooms, countries, mayManage } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const mayChange = mayManage && !venue.retired;
  const inUse = rooms.filter((room) => !room.retired).length;
  return (
    <>
      <PageHeader
        title={venue.name}
        status={t("venue.status", { count: inUse })}
        breadcrumbs={[{ label: t("venues.title"), to: "/academy/venues" }, { label: venue.name }]}
        action={
          mayChange && (
            <LinkButton to={`/academy/venues/${venue.id}/rooms`}>{t("venue.roomAdd")}</LinkButton>
          )
        }
      />
      <AcademyNav current="venues" />
      {venue.retired && <Notice>{t("venue.retiredNotice")}</Notice>}
      <DataTable
        caption={t("venue.rooms")}
        rows={rooms}
        rowKey={(row) => row.id}
        exportHref={`/academy/venues/${venue.id}/rooms.csv`}
        empty={<p className="muted">{t("venue.status", { count: 0 })}</p>}
        columns={[
          { key: "name", header: t("venue.room"), render: (row) => row.name },
          {
            key: "capacity",
            header: t("venue.capacity"),
            numeric: true,
            render: (row) => row.capacity,
          },
          {
            key: "actions",
            header: t("venues.state"),
            render: (row) =>
              row.retired || !mayChange ? (
                t(row.retired ? "venues.retired" : "venues.inUse")
              ) : (
                <Link to={`/academy/rooms/${row.id}`}>{t("venue.actions")}</Link>
              ),
          },
        ]}
      />
      {mayChange && (
        <Card>
          <h2>{t("venue.change")}</h2>
          <Form refusal={refusal} namespace="cohorts">
            <VenueFields countries={countries} venue={venue} />
            <div className="actions">
              <Button>{t("venue.save")}</Button>
              <Link to={`/academy/venues/${venue.id}/retirement`}>{t("venue.retireVenue")}</Link>
            </div>
          </Form>
        </Card>
      )}
    </>
  );
}
