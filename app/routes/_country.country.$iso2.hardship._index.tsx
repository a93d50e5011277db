import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getHardshipPage } from "~/domain/certification/queries/hardship.server";
import { HardshipCountryParams } from "~/domain/organisations/input.server";
import { EmptyState, Notice } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay } from "~/ui/format";
import { HardshipBadge } from "~/ui/organisations/hardship-badge";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: HardshipCountryParams },
  async ({ actor, params, t }) => {
    const page = await getHardshipPage(actor, params.iso2);
    return { ...page, title: t("hardship:list.documentTitle", { name: page.countryName }) };
  },
);

type Event = ReturnType<typeof useLoaderData<typeof loader>>["events"][number];

export default function Hardship() {
  const { t } = useTranslation("hardship");
  const { country, countryName, events, mayDeclare } = useLoaderData<typeof loader>();
  const running = events.filter(({ state }) => state === "running").length;
  return (
    <>
      <PageHeader
        title={t("list.title")}
        status={t("list.status")}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("list.title") },
        ]}
        action={
          mayDeclare && (
            <LinkButton to={`/country/${country}/hardship/declaration`}>
              {t("list.declare")}
            </LinkButton>
          )
        }
      />
      {running > 0 && <Notice kind="warning">{t("list.running", { count: running })}</Notice>}
      <DataTable
        caption={t("list.caption")}
        rows={events}
        rowKey={(event) => event.id}
        exportHref={`/country/${country}/hardship.csv`}
        empty={<EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />}
        columns={[
          { key: "event", header: t("list.event"), render: (event) => <Name {...event} /> },
          { key: "days", header: t("list.days"), render: (event) => <Days {...event} /> },
          {
            key: "state",
            header: t("list.state"),
            render: (event) => <HardshipBadge state={event.state} />,
          },
          {
            key: "months",
            header: t("list.months"),
            render: (event) => t("list.monthsCount", { count: event.months }),
          },
          {
            key: "extended",
            header: t("list.extended"),
            numeric: true,
            render: (event) => event.extended,
          },
          { key: "reason", header: t("list.reason"), render: (event) => <Reason {...event} /> },
          {
            key: "end",
            header: t("list.action"),
            render: (event) => mayDeclare && <EndLink {...event} />,
          },
        ]}
      />
    </>
  );
}

function Name({ name, kind }: Event) {
  const { t } = useTranslation("hardship");
  return (
    <span>
      {name}
      <br />
      <span className="muted small">{t(`kinds.${kind}`)}</span>
    </span>
  );
}

function Days({ from, to, expectedTo, state }: Event) {
  const { t } = useTranslation("hardship");
  const planned = state === "called_off" ? expectedTo : to;
  return (
    <span>
      {t("list.until", { from: formatDay(from), to: formatDay(planned) })}
      {to !== expectedTo && state !== "called_off" && (
        <>
          <br />
          <span className="muted small">{t("list.was", { day: formatDay(expectedTo) })}</span>
        </>
      )}
    </span>
  );
}

function Reason({ reason, ending }: Event) {
  const { t } = useTranslation("hardship");
  return (
    <span>
      {reason}
      {ending && (
        <>
          <br />
          <span className="muted small">{t("list.endReason", { reason: ending.reason })}</span>
        </>
      )}
    </span>
  );
}

function EndLink({ id, country, state, ending }: Event) {
  const { t } = useTranslation("hardship");
  if (ending || (state !== "running" && state !== "ahead")) return null;
  return (
    <Link to={`/country/${country}/hardship/${id}/end`}>
      {t(state === "ahead" ? "list.callOff" : "list.end")}
    </Link>
  );
}
