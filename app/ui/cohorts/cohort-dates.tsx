/** The days of a cohort, and how its clock stands to the reader's. */
import { useTranslation } from "react-i18next";
import { formatDay } from "~/ui/format";
import { hoursAhead, zoneName } from "./zones";

export function CohortDates({
  startsOn,
  endsOn,
  zone,
  own,
}: {
  startsOn: string | null;
  endsOn: string | null;
  zone: string;
  own?: string;
}) {
  const { t } = useTranslation("nominations");
  if (!startsOn || !endsOn) return <>{t("common.noDates")}</>;
  const hours = own ? hoursAhead(zone, own, startsOn) : 0;
  const values = { zone: zoneName(zone), count: Math.abs(hours) };
  return (
    <>
      {startsOn === endsOn
        ? formatDay(startsOn)
        : t("common.from", { from: formatDay(startsOn), to: formatDay(endsOn) })}
      {own && (
        <span className="small muted aside">
          {hours === 0
            ? t("common.zoneSame", values)
            : t(hours > 0 ? "common.zoneAhead" : "common.zoneBehind", values)}
        </span>
      )}
    </>
  );
}
