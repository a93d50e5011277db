/** What happened to one person of a cohort: attendance, messages sent, every change of status. */
import { useTranslation } from "react-i18next";
import { formatInstant } from "~/ui/format";
import { DataTable } from "~/ui/table";

export type Marked = { mark: string | null; minutes: number | null; held: boolean };
type Props = {
  zone: string;
  sessions: (Marked & { id: string; title: string; startsAt: string; zone: string })[];
  messages: { id: string; subject: string; at: string; toAll: boolean }[];
  history: { status: string; note: string; at: string; by: string | null }[];
};

/** A mark in words; a session to come says so. */
export function useMark() {
  const { t } = useTranslation("teaching");
  return ({ mark, minutes, held }: Marked): string => {
    if (!mark) return t(held ? "marks.unmarked" : "marks.ahead");
    return t(mark === "partial" && minutes !== null ? "marks.partial_minutes" : `marks.${mark}`, {
      minutes,
    });
  };
}

export function PersonPapers({ zone, sessions, messages, history }: Props) {
  const { t } = useTranslation("teaching");
  const mark = useMark();
  return (
    <>
      <DataTable
        caption={t("person.sessions")}
        rows={sessions}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t("person.noSessions")}</p>}
        columns={[
          { key: "title", header: t("person.session"), render: (row) => row.title },
          {
            key: "when",
            header: t("person.when"),
            render: (row) => formatInstant(row.startsAt, row.zone),
          },
          { key: "mark", header: t("person.mark"), render: mark },
        ]}
      />
      <DataTable
        caption={t("person.messages")}
        rows={messages}
        rowKey={(row) => row.id}
        empty={<p className="muted">{t("person.noMessages")}</p>}
        columns={[
          { key: "subject", header: t("messages.subject"), render: (row) => row.subject },
          {
            key: "when",
            header: t("messages.when"),
            render: (row) => formatInstant(row.at, zone),
          },
          {
            key: "to",
            header: t("messages.to"),
            render: (row) => t(row.toAll ? "person.toAll" : "person.toThem"),
          },
        ]}
      />
      <DataTable
        caption={t("person.history")}
        rows={history}
        rowKey={(row) => row.at + row.status}
        columns={[
          {
            key: "status",
            header: t("person.state"),
            render: (row) => `${t(`statuses.${row.status}`)}${row.note ? `: ${row.note}` : ""}`,
          },
          { key: "when", header: t("person.when"), render: (row) => formatInstant(row.at, zone) },
          { key: "by", header: t("messages.by"), render: (row) => row.by },
        ]}
      />
    </>
  );
}
