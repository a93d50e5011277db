/** The trainings a learner is in, waits for, or was put forward for; with the next date of each. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { NominationStatus } from "~/domain/cohorts/schema";
import { Facts } from "~/ui/blocks";
import { formatInstant } from "~/ui/format";
import { CohortDates } from "./cohort-dates";
import { NominationBadge } from "./nomination-badge";

export type MyTrainingItem = {
  cohortId: string;
  nominationId: string;
  title: string;
  academy: string;
  status: NominationStatus | "offered";
  startsOn: string | null;
  endsOn: string | null;
  zone: string;
  place: string | null;
  queue: { place: number; waiting: number } | null;
  next: { title: string; startsAt: string | Date; zone: string } | null;
};

export function MyTraining({ training }: { training: MyTrainingItem[] }) {
  const { t } = useTranslation("nominations");
  if (training.length === 0) return null;
  return (
    <section aria-labelledby="my-training">
      <h2 id="my-training">{t("mine.title")}</h2>
      <ul className="trainings">
        {training.map((item) => (
          <Training key={item.nominationId} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Training({ item }: { item: MyTrainingItem }) {
  const { t } = useTranslation("nominations");
  const { title, academy, cohortId, queue, next, place } = item;
  return (
    <li>
      <div className="trainings-head">
        <h3>
          <Link to={`/cohorts/${cohortId}`}>{title}</Link>
        </h3>
        <NominationBadge status={item.status} />
      </div>
      <Facts
        items={[
          ...(queue ? [{ term: t("status.waitlisted"), detail: t("common.queue", queue) }] : []),
          ...(next
            ? [
                {
                  term: t("mine.next"),
                  detail: `${next.title}, ${formatInstant(next.startsAt, next.zone)}`,
                },
              ]
            : []),
          { term: t("common.dates"), detail: <CohortDates {...item} /> },
          ...(place ? [{ term: t("common.place"), detail: place }] : []),
          { term: t("common.academy"), detail: academy },
        ]}
      />
      {item.status === "offered" && <Link to={`/cohorts/${cohortId}`}>{t("mine.takeUp")}</Link>}
    </li>
  );
}
