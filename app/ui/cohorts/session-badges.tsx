/** States of sessions and of people in them: icon, word and colour. */
import { useTranslation } from "react-i18next";
import type { AttendanceStanding } from "~/domain/cohorts/schema";
import { type Status, StatusBadge } from "~/ui/status-badge";

const SESSION: Record<"to_come" | "running" | "over" | "cancelled", Status> = {
  to_come: "scheduled",
  running: "running",
  over: "not_applicable",
  cancelled: "revoked",
};

export function SessionBadge({ state }: { state: keyof typeof SESSION }) {
  const { t } = useTranslation("sessions");
  return <StatusBadge status={SESSION[state]} label={t(`states.${state}`)} />;
}

const STANDING: Record<string, Status> = {
  present: "passed",
  partial: "in_progress",
  absent: "failed",
  no_show: "failed",
  excused: "not_applicable",
  expected: "scheduled",
  not_taken: "unknown",
  cancelled: "not_applicable",
};

export function StandingBadge({ standing }: { standing: AttendanceStanding }) {
  const { t } = useTranslation("sessions");
  return (
    <StatusBadge status={STANDING[standing] ?? "unknown"} label={t(`standings.${standing}`)} />
  );
}
