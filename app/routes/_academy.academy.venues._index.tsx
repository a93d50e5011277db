import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addVenue } from "~/domain/cohorts/commands/venues.server";
import { NewVenueInput } from "~/domain/cohorts/input.server";
import { listVenues } from "~/domain/cohorts/queries/venues.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { AcademyField } from "~/ui/cohorts/academy-field";
import { AcademyNav } from "~/ui/cohorts/academy-nav";
import { VenueFields } from "~/ui/cohorts/venue-fields";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { DataTable } from "~/ui/table";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  ...(await listVenues(actor)),
  title: t("cohorts:venues.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: NewVenueInput },
  async ({ actor, form }) => {
    const { venueId } = await addVenue(actor, form);
    return redirectWith(`/academy/venues/${venueId}`, "cohorts:flash.venueAdded");
  },
);

export default function Venues() {
  const { t } = useTranslation("cohorts");
  const { academies, venues, countries } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const managed = academies.filter((academy) => academy.mayManage);
  const inUse = venues.filter((venue) => !venue.retired).length;
  return (
    <>
      <PageHeader title={t("venues.title")} status={t("venues.status", { count: inUse })} />
      <AcademyNav current="venues" />
      <DataTable
        caption={t("venues.caption")}
        rows={venues}
        rowKey={(row) => row.id}
        exportHref="/academy/venues.csv"
        empty={<p className="muted">{t("venues.empty")}</p>}
        columns={[
          {
            key: "name",
            header: t("venues.name"),
            render: (row) => <Link to={`/academy/venues/${row.id}`}>{row.name}</Link>,
          },
          {
            key: "address",
            header: t("venues.address"),
            render: (row) => [row.address, row.countryName].filter(Boolean).join(", "),
          },
          { key: "rooms", header: t("venues.rooms"), numeric: true, render: (row) => row.rooms },
          {
            key: "capacity",
            header: t("venues.capacity"),
            numeric: true,
            render: (row) => row.capacity || "–",
          },
          {
            key: "state",
            header: t("venues.state"),
            render: (row) => (
              <StatusBadge
                status={row.retired ? "not_applicable" : "ready"}
                label={t(row.retired ? "venues.retired" : "venues.inUse")}
              />
            ),
          },
        ]}
      />
      {managed.length > 0 && (
        <Card>
          <h2>{t("venues.add")}</h2>
          <Form refusal={refusal} namespace="cohorts">
            <AcademyField academies={managed} />
            <VenueFields countries={countries} />
            <div>
              <Button>{t("venues.submit")}</Button>
            </div>
          </Form>
        </Card>
      )}
    </>
  );
}
