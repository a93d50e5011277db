/** The twelve months ahead if nobody renews: a line drawn on the server, with its figures as a table below. */
import { useTranslation } from "react-i18next";

type ForecastProps = {
  certification: string;
  required: number | null;
  months: { month: number; certified: number }[];
  from: string;
};

const WIDTH = 720;
const HEIGHT = 240;
const PAD = { left: 44, right: 120, top: 20, bottom: 32 };

export function Forecast({ certification, required, months, from }: ForecastProps) {
  const { t } = useTranslation("gap-analysis");
  const top = Math.max(1, required ?? 0, ...months.map((m) => m.certified));
  const x = (month: number) => PAD.left + (month / 12) * (WIDTH - PAD.left - PAD.right);
  const y = (value: number) =>
    HEIGHT - PAD.bottom - (value / top) * (HEIGHT - PAD.top - PAD.bottom);
  const path = months
    .map(
      (m, index) =>
        `${index === 0 ? "M" : "L"}${x(m.month).toFixed(1)} ${y(m.certified).toFixed(1)}`,
    )
    .join(" ");
  const last = months.at(-1)?.certified ?? 0;
  const sentence = t("forecast.sentence", {
    certification,
    now: months[0]?.certified ?? 0,
    later: last,
    required: required ?? 0,
  });
  return (
    <figure className="figure">
      <figcaption>{t("forecast.title", { certification })}</figcaption>
      <p className="muted">{sentence}</p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
        <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(0)} y2={y(0)} stroke="var(--edge)" />
        {[0, 3, 6, 9, 12].map((month) => (
          <text key={month} x={x(month)} y={HEIGHT - 10} textAnchor="middle">
            {monthName(from, month)}
          </text>
        ))}
        <text x={PAD.left - 8} y={y(top) + 4} textAnchor="end">
          {top}
        </text>
        <text x={PAD.left - 8} y={y(0) + 4} textAnchor="end">
          0
        </text>
        {required !== null && (
          <>
            <line
              x1={PAD.left}
              x2={WIDTH - PAD.right}
              y1={y(required)}
              y2={y(required)}
              stroke="var(--sun)"
              strokeWidth="2"
            />
            <text x={WIDTH - PAD.right + 8} y={y(required) + (last === required ? -8 : 4)}>
              {t("forecast.required", { required })}
            </text>
          </>
        )}
        <path d={path} fill="none" stroke="var(--sea)" strokeWidth="3" strokeDasharray="7 5" />
        <circle cx={x(0)} cy={y(months[0]?.certified ?? 0)} r="5" fill="var(--sea)" />
        <text x={WIDTH - PAD.right + 8} y={y(last) + 4}>
          {t("forecast.low", { count: last })}
        </text>
      </svg>
      <details>
        <summary>{t("forecast.data")}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("forecast.month")}</th>
              <th scope="col" className="numeric">
                {t("forecast.certified")}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((m) => (
              <tr key={m.month}>
                <th scope="row">{monthName(from, m.month)}</th>
                <td className="numeric">{m.certified}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function monthName(from: string, ahead: number): string {
  const [year = 2026, month = 1] = from.split("-").map(Number);
  return new Intl.DateTimeFormat("en-GB", {
    month: "short",
    year: "2-digit",
    timeZone: "UTC",
  }).format(new Date(Date.UTC(year, month - 1 + ahead, 1)));
}
