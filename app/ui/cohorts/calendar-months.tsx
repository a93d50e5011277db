/** The regional calendar month by month: what, when, by whom, for whom, and the places left. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/ui/format";
import { StatusBadge } from "~/ui/status-badge";
import type { Choice } from "./cohort-values";
import { formatMonth, formatPeriod } from "./period";

type Entry = {
  id: string;
  kind: "cohort" | "offer";
  code: string | null;
  title: string;
  organiser: string;
  place: string | null;
  curriculum: string | null;
  mode: string | null;
  professions: string[];
  countries: string[];
  startsOn: string | null;
  endsOn: string | null;
  nominationsCloseOn: string | null;
  pausedBy: string[];
  state: string | null;
  takesPeople: boolean;
  mine: { seats: number; free: number } | null;
  sharedFree: number;
  releasedByOthers: number;
  byCountry: { name: string; seats: number; free: number }[];
  overlapsWith: string[];
};

type MonthsProps = {
  entries: Entry[];
  choices: Record<"countries" | "professions", Choice[]>;
  countryName: string;
};

export function CalendarMonths({ entries, ...rest }: MonthsProps) {
  const { t } = useTranslation("cohorts");
  const months = new Map<string, Entry[]>();
  for (const entry of entries) {
    const month = entry.startsOn ? formatMonth(entry.startsOn) : t("calendar.withoutDates");
    months.set(month, [...(months.get(month) ?? []), entry]);
  }
  return (
    <>
      {[...months].map(([month, list]) => (
        <section key={month} className="calendar-month">
          <h2>{month}</h2>
          <ul className="calendar-list">
            {list.map((entry) => (
              <CalendarEntry key={entry.id} entry={entry} {...rest} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type EntryProps = { entry: Entry } & Omit<MonthsProps, "entries">;

function CalendarEntry({ entry, choices, countryName }: EntryProps) {
  const { t } = useTranslation("cohorts");
  const { kind, startsOn, endsOn } = entry;
  return (
    <li className={kind === "offer" ? "calendar-entry calendar-offer" : "calendar-entry"}>
      <div>
        <h3>
          {kind === "cohort" ? <Link to={`/cohorts/${entry.id}`}>{entry.title}</Link> : entry.title}
        </h3>
        <p>
          <strong>
            {startsOn && endsOn ? formatPeriod(startsOn, endsOn) : t("calendar.withoutDatesHint")}
          </strong>
        </p>
        <p>
          {[t("calendar.by", entry), entry.mode && t(`modes.${entry.mode}`), entry.place]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className="muted">
          {t("calendar.forWhom", {
            professions: words(entry.professions, choices.professions) || t("everyAudience"),
            countries: words(entry.countries, choices.countries) || t("everyCountry"),
          })}
        </p>
        <p className="muted small">{[entry.code, entry.curriculum].filter(Boolean).join(" · ")}</p>
      </div>
      <Places entry={entry} countryName={countryName} />
      {entry.overlapsWith.length > 0 && (
        <p className="calendar-wide overlap-line">
          {t("calendar.overlaps", { names: entry.overlapsWith.join("; ") })}
        </p>
      )}
    </li>
  );
}

const words = (keys: string[], choices: Choice[]) =>
  keys.map((key) => choices.find((choice) => choice.key === key)?.title ?? key).join(", ");

function Places({ entry, countryName: country }: { entry: Entry; countryName: string }) {
  const { t } = useTranslation("cohorts");
  if (entry.kind === "offer")
    return (
      <div className="calendar-places">
        <StatusBadge status="not_applicable" label={t("calendar.offer")} />
        <p className="muted">{t("calendar.offerHint")}</p>
      </div>
    );
  const { mine, sharedFree, releasedByOthers, byCountry } = entry;
  const own = mine
    ? t("calendar.mine", { count: mine.free, country })
    : t("calendar.mineNone", { country });
  return (
    <div className="calendar-places">
      <strong>{byCountry.length > 0 ? t("calendar.allKept", sumOf(byCountry)) : own}</strong>
      <p>{t("calendar.shared", { count: sharedFree })}</p>
      {releasedByOthers > 0 && <p>{t("calendar.released", { count: releasedByOthers })}</p>}
      {byCountry.length > 0 && (
        <p className="muted small">
          {byCountry.map((row) => t("calendar.byCountry", row)).join(", ")}
        </p>
      )}
      <p className="muted small">
        <Closing entry={entry} />
      </p>
    </div>
  );
}

const sumOf = (places: { seats: number; free: number }[]) =>
  places.reduce((sum, { seats, free }) => ({ seats: sum.seats + seats, free: sum.free + free }), {
    seats: 0,
    free: 0,
  });

function Closing({ entry }: { entry: Entry }) {
  const { t } = useTranslation("cohorts");
  if (entry.state === "running") return <>{t("calendar.runs")}</>;
  if (!entry.takesPeople) return <>{t("calendar.closed")}</>;
  if (!entry.nominationsCloseOn) return null;
  const because = entry.pausedBy.join("; ");
  return (
    <>
      {t("calendar.closes", { on: formatDay(entry.nominationsCloseOn) })}
      {because && ` ${t("calendar.paused", { because })}`}
    </>
  );
}
