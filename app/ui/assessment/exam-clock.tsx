/** The server's clock, in words and figures. A small script keeps the figures moving; without it they are as of this page. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatTime } from "~/ui/format";

type ExamClockProps = { remainingSeconds: number; deadlineAt: Date; zone: string };

export function ExamClock({ remainingSeconds, deadlineAt, zone }: ExamClockProps) {
  const { t } = useTranslation("assessment");
  return (
    <p className="exam-clock" role="timer" data-exam-clock={remainingSeconds}>
      <span className="visually-hidden">{t("clock.label")}: </span>
      <strong data-exam-figures>{figures(remainingSeconds)}</strong>
      <span
        data-exam-words
        data-many={t("clock.minutes_other", { replace: { count: "#" } })}
        data-one={t("clock.minutes_one", { replace: { count: 1 } })}
        data-last={t("clock.lastMinute")}
        data-over={t("clock.over")}
      >
        {words(t, remainingSeconds)}
      </span>
      <span className="muted">{t("clock.ends", { time: formatTime(deadlineAt, zone) })}</span>
    </p>
  );
}

const figures = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function words(t: TFunction<"assessment">, seconds: number): string {
  if (seconds === 0) return t("clock.over");
  if (seconds < 60) return t("clock.lastMinute");
  return t("clock.minutes", { count: Math.round(seconds / 60) });
}
