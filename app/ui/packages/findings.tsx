/** What the linter found in a version, gravest first, with what its author can do. */
import { useTranslation } from "react-i18next";
import { Card, Notice } from "~/ui/blocks";
import { DataTable } from "~/ui/table";

type Finding = { rule: string; severity: string; file: string; subject: string; more: number };

const SIGNS: Record<string, string> = { error: "✕", warning: "!", note: "i" };

export function Findings({
  findings,
  exportHref,
}: {
  findings: Finding[] | null;
  exportHref: string;
}) {
  const { t } = useTranslation("packages");
  if (findings === null) return <Notice>{t("findings.unknown")}</Notice>;
  if (findings.length === 0) return <Notice kind="success">{t("findings.none")}</Notice>;
  return (
    <Card>
      <h2>{t("findings.title")}</h2>
      <p>{t("findings.intro", { count: findings.length })}</p>
      <DataTable
        caption={t("findings.caption")}
        rows={findings}
        rowKey={({ rule, subject, file }) => `${rule} ${subject} ${file}`}
        exportHref={exportHref}
        columns={[
          {
            key: "severity",
            header: t("findings.severity"),
            render: ({ severity }) => (
              <>
                <span aria-hidden="true">{SIGNS[severity]}</span> {t(`findings.level.${severity}`)}
              </>
            ),
          },
          {
            key: "finding",
            header: t("findings.finding"),
            render: (finding) => t(`findings.rule.${finding.rule}`, finding),
          },
          {
            key: "file",
            header: t("findings.file"),
            render: ({ file, more }) =>
              more > 0 ? t("findings.more", { file, count: more }) : file,
          },
          {
            key: "remedy",
            header: t("findings.remedy"),
            render: ({ rule }) => t(`findings.remedy_of.${rule}`),
          },
        ]}
      />
    </Card>
  );
}
