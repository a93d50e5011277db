/** What happened in one attempt, table by table. */
import { useTranslation } from "react-i18next";
import type {
  CommitEntry,
  Interaction,
  LaunchRecord,
  ObjectiveRecord,
} from "~/domain/learning/schema";
import { formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";
import { percentOf, useTime } from "./attempts-table";

type Exported = { exportHref: string };
type InLesson = { item: string; title: string };

export function LaunchTable({
  launches,
  zone,
  exportHref,
}: { launches: LaunchRecord[]; zone: string } & Exported) {
  const { t } = useTranslation("learning");
  return (
    <DataTable
      caption={t("timeline.launches")}
      rows={launches}
      rowKey={(row) => String(row.openedAt)}
      exportHref={exportHref}
      empty={<p className="muted">{t("timeline.noLaunches")}</p>}
      columns={[
        {
          key: "at",
          header: t("timeline.opened"),
          render: (row) => formatInstant(row.openedAt, zone),
        },
        {
          key: "mode",
          header: t("timeline.mode"),
          render: (row) => t(`timeline.mode_${row.mode}`),
        },
      ]}
    />
  );
}

export function InteractionTable({
  interactions,
  exportHref,
}: { interactions: (Interaction & InLesson)[] } & Exported) {
  const { t } = useTranslation("learning");
  const time = useTime();
  if (interactions.length === 0) return null;
  return (
    <DataTable
      caption={t("timeline.interactions")}
      rows={interactions.map((row, at) => ({ ...row, at }))}
      rowKey={(row) => String(row.at)}
      exportHref={exportHref}
      columns={[
        { key: "id", header: t("timeline.question"), render: (row) => row.id },
        { key: "lesson", header: t("saved.lesson"), render: (row) => row.title },
        { key: "response", header: t("timeline.response"), render: (row) => row.response ?? "–" },
        {
          key: "result",
          header: t("attempts.result"),
          render: (row) => t(`timeline.result_${row.result ?? "none"}`),
        },
        {
          key: "time",
          header: t("timeline.latency"),
          numeric: true,
          render: (row) => (row.seconds === null ? "–" : time(row.seconds)),
        },
      ]}
    />
  );
}

export function ObjectiveTable({
  objectives,
  exportHref,
}: { objectives: (ObjectiveRecord & InLesson)[] } & Exported) {
  const { t } = useTranslation("learning");
  if (objectives.length === 0) return null;
  return (
    <DataTable
      caption={t("timeline.objectives")}
      rows={objectives}
      rowKey={(row) => `${row.item} ${row.id}`}
      exportHref={exportHref}
      columns={[
        { key: "id", header: t("timeline.objective"), render: (row) => row.id },
        { key: "lesson", header: t("saved.lesson"), render: (row) => row.title },
        {
          key: "state",
          header: t("saved.state"),
          render: (row) => [row.completion, row.success].filter(Boolean).join(", ") || "–",
        },
        {
          key: "score",
          header: t("attempts.score"),
          numeric: true,
          render: (row) => row.score ?? "–",
        },
      ]}
    />
  );
}

export function CommitTable({
  commits,
  zone,
  exportHref,
}: { commits: (CommitEntry & { title: string })[]; zone: string } & Exported) {
  const { t } = useTranslation("learning");
  const time = useTime();
  return (
    <DataTable
      caption={t("timeline.commits")}
      rows={commits}
      rowKey={(row) => `${row.epoch}.${row.sequence}`}
      exportHref={exportHref}
      empty={<p className="muted">{t("attempts.nothing")}</p>}
      columns={[
        {
          key: "number",
          header: t("saved.number"),
          render: ({ epoch, sequence }) => `${epoch}.${sequence}`,
        },
        { key: "at", header: t("saved.at"), render: (row) => formatInstant(row.receivedAt, zone) },
        { key: "lesson", header: t("saved.lesson"), render: (row) => row.title },
        {
          key: "said",
          header: t("timeline.said"),
          render: (row) =>
            [
              t(`timeline.completion_${row.completion}`),
              row.success !== "unknown" && t(`timeline.success_${row.success}`),
              row.scoreScaled !== null &&
                t("attempts.percent", { percent: percentOf(row.scoreScaled) }),
              row.setAside && t("saved.setAside"),
            ]
              .filter(Boolean)
              .join(", "),
        },
        {
          key: "time",
          header: t("timeline.inVisit"),
          numeric: true,
          render: (row) => time(row.seconds),
        },
        {
          key: "hash",
          header: t("timeline.hash"),
          render: (row) => <code>{row.sha256.slice(0, 12)}</code>,
        },
      ]}
    />
  );
}
