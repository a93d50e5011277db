/** An import by where it stands: what waits for a person, the one next step, progress, the outcome, and its rows. */
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card, Facts, Notice, ProgressBar } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { formatInstant } from "~/ui/format";
import { rosterPath } from "~/web/roster-paths";
import { RosterHeader } from "./roster-header";
import { RowTable } from "./row-table";
import { ImportBadge } from "./state-badges";
import type { Around, Row } from "./types";

type Counts = Partial<Record<string, number>>;
type ImportPageProps = Around & {
  counts: Counts;
  outcome: { status: string; count: number }[];
  uninvited: number;
  stuck: boolean;
  rows: Row[];
  pages: number;
  state: string | null;
  sort: string;
  page: number;
};

export function ImportPage(props: ImportPageProps) {
  const { t } = useTranslation("rosters");
  const { record, counts, outcome, cohort } = props;
  const settled = (counts.added ?? 0) + (counts.changed ?? 0) + (counts.unchanged ?? 0);
  const emptied = record.emptiedAt !== null;
  const open = !emptied && (record.status === "review" || record.status === "done");
  return (
    <>
      <RosterHeader
        around={props}
        title={record.fileName}
        status={t(`import.${record.status}Status`, {
          ...{ applied: settled, total: settled + (counts.ready ?? 0), count: settled },
        })}
        action={
          record.status === "mapping" && !emptied ? (
            <LinkButton to={`${rosterPath(props.record)}/columns`}>{t("import.match")}</LinkButton>
          ) : (
            <ImportBadge status={record.status} />
          )
        }
      />
      {record.emptiedAt && (
        <Notice>{t("import.emptied", { on: formatInstant(record.emptiedAt, cohort.zone) })}</Notice>
      )}
      {record.status === "applying" && !emptied && <Progress {...props} settled={settled} />}
      {open && <NextSteps around={props} counts={counts} />}
      {outcome.length > 0 && <Outcome outcome={outcome} />}
      {props.uninvited > 0 && (
        <Notice kind="warning">{t("import.uninvited", { count: props.uninvited })}</Notice>
      )}
      {record.status !== "cancelled" && record.status !== "mapping" && !emptied && (
        <RowTable around={props} {...props} />
      )}
      <About {...props} />
    </>
  );
}

/** Whoever may work on the list takes over what another member of staff began and the worker does not go on with. */
function Progress({ record, counts, stuck, settled }: ImportPageProps & { settled: number }) {
  const { t } = useTranslation("rosters");
  const waiting = counts.ready ?? 0;
  const share = settled + waiting === 0 ? 1 : settled / (settled + waiting);
  return (
    <Card lead>
      <ProgressBar
        value={share}
        label={t("import.progress", { percent: Math.floor(share * 100) })}
      />
      <p>
        <a href="?">{t("import.again")}</a>
      </p>
      {stuck && (
        <form method="post" action={`/rosters/${record.id}/application`}>
          <p>{t("import.stuck")}</p>
          <Button>{t("import.takeover")}</Button>
        </form>
      )}
    </Card>
  );
}

function NextSteps({ around, counts }: { around: Around; counts: Counts }) {
  const { t } = useTranslation("rosters");
  const path = rosterPath(around.record);
  const { ready = 0, problem = 0, question = 0 } = counts;
  const waits = problem + question > 0;
  if (around.record.status === "done" && ready === 0 && !waits) return null;
  return (
    <Card lead>
      <div className="roster-steps">
        {waits && (
          <ul className="modules">
            {problem > 0 && (
              <li>
                <Link to={`${path}/problems`}>{t("import.problems", { count: problem })}</Link>
              </li>
            )}
            {question > 0 && (
              <li>
                <Link to={`${path}/questions`}>{t("import.questions", { count: question })}</Link>
              </li>
            )}
          </ul>
        )}
        {ready > 0 ? (
          <form method="post" action={`/rosters/${around.record.id}/application`}>
            <Button>{t("import.apply", { count: ready })}</Button>
          </form>
        ) : (
          around.record.status === "review" && <p className="muted">{t("import.nothing")}</p>
        )}
        {ready > 0 && waits && <p className="muted small">{t("import.behind")}</p>}
      </div>
    </Card>
  );
}

function Outcome({ outcome }: { outcome: ImportPageProps["outcome"] }) {
  const { t } = useTranslation(["rosters", "nominations"]);
  return (
    <section>
      <h2>{t("rosters:import.outcome")}</h2>
      <p className="muted">{t("rosters:import.outcomeHint")}</p>
      <div className="counts">
        {outcome.map(({ status, count }) => (
          <div className="count" key={status}>
            <strong>{count}</strong>
            {t(`nominations:status.${status}`)}
          </div>
        ))}
      </div>
    </section>
  );
}

function About(props: Around) {
  const { t } = useTranslation("rosters");
  const { record, cohort } = props;
  const emptied = record.emptiedAt !== null;
  const early = !emptied && (record.status === "mapping" || record.status === "review");
  return (
    <Card>
      <h2>{t("import.facts")}</h2>
      <Facts
        items={[
          { term: t("import.file"), detail: record.fileName },
          { term: t("import.training"), detail: `${cohort.title} (${cohort.code})` },
          { term: t("import.uploaded"), detail: formatInstant(record.createdAt, cohort.zone) },
        ]}
      />
      <div className="row">
        {!emptied && (record.status === "review" || record.status === "done") && (
          <Link to={`${rosterPath(props.record)}/columns`}>{t("import.rematch")}</Link>
        )}
        {early && (
          <form method="post" action={`/rosters/${record.id}/cancellation`}>
            <Button variant="secondary">{t("import.cancel")}</Button>
          </form>
        )}
      </div>
      {early && <p className="muted small">{t("import.cancelHint")}</p>}
      {record.status === "cancelled" && <Notice kind="info">{t("import.cancelledStatus")}</Notice>}
    </Card>
  );
}
