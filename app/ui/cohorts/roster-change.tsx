/** A change to several people of a roster: who is meant and what confirms it, then what became of each. */
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "~/ui/page-header";
import { ChangeResults } from "./change-results";
import { ChosenPeople } from "./chosen-people";
import { useCohortCrumbs } from "./cohort-pages";

type Results = ComponentProps<typeof ChangeResults>["results"];
type Props = {
  /** Where this change has its words: `<words>.title`, `<words>.submit`. */
  words: "rosterPromotions" | "rosterTransfers" | "rosterWithdrawals";
  page: {
    cohort: { id: string; code: string; title: string; organisation: string };
    people: ComponentProps<typeof ChosenPeople>["people"];
  };
  /** What was done; nothing while it waits for confirmation. */
  results: Results | undefined;
  /** The confirmation; not shown when nobody is chosen. */
  children: ReactNode;
};

export function RosterChange({ words, page: { cohort, people }, results, children }: Props) {
  const { t } = useTranslation("nominations");
  const crumbs = useCohortCrumbs();
  const back = `/academy/cohorts/${cohort.id}/roster`;
  return (
    <>
      <PageHeader
        title={t(`${words}.title`, { count: results?.length ?? people.length })}
        status={t("nomination.status", { cohort: cohort.title, academy: cohort.organisation })}
        breadcrumbs={crumbs(cohort, "roster", { label: t(`${words}.submit`) })}
      />
      {results ? (
        <ChangeResults results={results} back={{ to: back, label: t("preview.back") }} />
      ) : (
        <>
          <ChosenPeople people={people} back={back} />
          {people.length > 0 && children}
        </>
      )}
    </>
  );
}
