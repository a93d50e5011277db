/** Those chosen on a roster, before something is done with all of them; or a word that nobody was. */
import { useTranslation } from "react-i18next";
import type { NominationStatus } from "~/domain/cohorts/schema";
import { LinkButton } from "~/ui/button";
import { DataTable } from "~/ui/table";
import { NominationBadge } from "./nomination-badge";

type Chosen = {
  id: string;
  fullName: string;
  countryName: string;
  status: NominationStatus;
  place: number | null;
};

export function ChosenPeople({ people, back }: { people: Chosen[]; back: string }) {
  const { t } = useTranslation("nominations");
  if (people.length === 0)
    return (
      <>
        <p>{t("preview.none")}</p>
        <LinkButton to={back}>{t("preview.back")}</LinkButton>
      </>
    );
  return (
    <DataTable
      caption={t("preview.caption")}
      rows={people}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", header: t("common.name"), render: (row) => row.fullName },
        { key: "country", header: t("common.country"), render: (row) => row.countryName },
        {
          key: "status",
          header: t("common.status"),
          render: (row) => <NominationBadge status={row.status} />,
        },
        { key: "place", header: t("roster.place"), numeric: true, render: (row) => row.place },
      ]}
    />
  );
}
