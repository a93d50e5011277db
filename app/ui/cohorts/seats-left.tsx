/** Seats of the shared reserve and of countries: a bar and the same in words. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "~/ui/blocks";

export type SeatGroup = {
  country: string | null;
  name: string | null;
  seats: number;
  free: number;
  released: number;
};

/** `detail` counts what is taken, for the academy; else what is left. `releaseHref` offers to give unused national seats back. */
export function SeatsLeft({
  places,
  detail,
  releaseHref,
}: {
  places: SeatGroup[];
  detail?: boolean;
  releaseHref?: (country: string) => string;
}) {
  const { t } = useTranslation("nominations");
  const shown = places.filter(({ seats, released, country }) => seats + released > 0 || !country);
  return (
    <ul className="seats">
      {shown.map(({ country, name, seats, free, released }) => (
        <li key={country ?? "shared"}>
          <strong>
            {country
              ? t("common.quotaOf", { country: name ?? country })
              : t("common.sharedReserve")}
          </strong>
          <ProgressBar
            value={seats === 0 ? 0 : (seats - free) / seats}
            label={
              detail
                ? t("roster.quotaLine", { taken: seats - free, seats, free })
                : t("offer.seatsFree", { count: free, seats })
            }
          />
          {country && free > 0 && releaseHref && (
            <Link className="small" to={releaseHref(country)}>
              {t("offer.releaseSeats")}
              <span className="visually-hidden"> ({name ?? country})</span>
            </Link>
          )}
          {released > 0 && (
            <p className="small muted">
              {country
                ? t("roster.quotaGiven", { count: released })
                : t("offer.seatsReleased", { count: released })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
