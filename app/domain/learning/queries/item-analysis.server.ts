/** How the questions inside a package were answered by the people an academy teaches: only those whose scores are disclosed to it. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { canListPackages } from "~/domain/packages/policy";
import type { Organization } from "~/domain/packages/schema";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { interactionsOf } from "../cmi-records";
import { analyseItems, type Respondent } from "../item-analysis";
import { teachesAt } from "../policy";
import type { Interaction, ItemFigures } from "../schema";
import { titlesOf } from "../titles";

export type LessonItem = ItemFigures & { lesson: string };

const MOST = 5000;
/** Stands in no identifier of SCORM: between the lesson and its question. */
const MARK = "\u001f";

type Version = { id: string; number: number; organizations: Organization[] };
type Frame = { id: string; title: string; versions: Version[] };
type Row = { attemptId: string; item: string; cmi: Record<string, string> };

/**
 * One version's questions; the newest unless another is asked for. `people` counts those who have begun, null for one to four. Two statements.
 * Throws not_found/{unknown_package, unknown_version}, forbidden/not_staff.
 */
export function getItemAnalysis(
  actor: Actor,
  { packageId, version }: { packageId: string; version: number | null },
) {
  return withActor(actor, async (db, fresh) => {
    if (!canListPackages(fresh)) throw forbidden("not_staff");
    const [frame] = await db.$queryRaw<Frame[]>`
      select p.id, p.title, jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'organizations', v.tree -> 'organizations')
        order by v.number desc) as versions
      from package p join package_version v on v.package_id = p.id where p.id = ${packageId}::uuid group by p.id`;
    if (!frame) throw notFound("unknown_package");
    const chosen = frame.versions.find(({ number }) => version === null || number === version);
    if (!chosen) throw notFound("unknown_version");
    const teaching = fresh.organisations.filter((organisation) => teachesAt(fresh, [organisation]));
    const respondents = await readRespondents(db, chosen.id, teaching);
    return {
      package: { id: frame.id, title: frame.title },
      versions: frame.versions.map(({ number }) => number),
      version: chosen.number,
      items: analyseItems(respondents).map((item) => inLesson(item, chosen)),
    };
  });
}

/** The first attempt of everybody that was begun, with the answers in it. */
async function readRespondents(
  db: ActorDb,
  versionId: string,
  organisations: string[],
): Promise<Respondent[]> {
  const rows = await db.$queryRaw<Row[]>`
    with first as (
      select distinct on (a.person_id) a.id, a.state from registration r join attempt a on a.registration_id = r.id
      where r.package_version_id = ${versionId}::uuid and r.enrolment_id is not null and a.state -> 'items' <> '{}'
        and exists (select 1 from disclosure d where d.person_id = a.person_id and 'scores' = any (d.fields)
          and d.organisation_id = any (${organisations}::uuid[]) and d.until_on >= current_date)
      order by a.person_id, a.started_at limit ${MOST})
    select f.id as "attemptId", i.key as item, jsonb_object_agg(e.key, e.value) as cmi
    from first f cross join lateral jsonb_each(f.state -> 'items') i cross join lateral jsonb_each_text(i.value -> 'cmi') e
    where e.key like 'cmi.interactions.%' group by f.id, i.key order by f.id, i.key`;
  const people = new Map<string, Interaction[]>();
  for (const { attemptId, item, cmi } of rows)
    people.set(attemptId, [
      ...(people.get(attemptId) ?? []),
      ...interactionsOf(cmi).map((one) => ({ ...one, id: `${item}${MARK}${one.id}` })),
    ]);
  return [...people.values()].map((interactions) => ({ interactions }));
}

function inLesson(figures: ItemFigures, { organizations }: Version): LessonItem {
  const [item = "", id = ""] = figures.id.split(MARK);
  return { ...figures, id, lesson: titlesOf(organizations)(item) };
}
