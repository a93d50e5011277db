/** How far many people are, module by module: a question that areas above ask in their own transaction. */
import type { Organization } from "~/domain/packages/schema";
import type { ActorDb } from "~/platform/db/doors.server";
import { progressOf, remainingSteps, type Step } from "../progress";
import type { AttemptState } from "../schema";

export type ModuleState = {
  id: string;
  key: string;
  title: string;
  kind: string;
  required: boolean;
  /** The country whose overlay the module belongs to. */
  overlayCountry: string | null;
  hasPackage: boolean;
  attendancePercent: number | null;
  completed: boolean;
  completedAt: Date | null;
  startedAt: Date | null;
  /** Last saved work; null where run-time data are not disclosed. */
  savedAt: Date | null;
  /** Share of a self-paced module, 0 to 1; null: begun, but how far is not disclosed. */
  progress: number | null;
};
export type LearnerState = { modules: ModuleState[]; steps: Step[] };

type Row = Omit<ModuleState, "progress"> & {
  enrolmentId: string;
  packageVersionId: string | null;
  state: AttemptState | null;
};

/** By enrolment, as far as the actor's rows reach; modules in order, another country's overlay left out. Two statements. */
export async function listLearnerStates(
  db: ActorDb,
  enrolmentIds: readonly string[],
): Promise<Map<string, LearnerState>> {
  const rows = await db.$queryRaw<Row[]>`
    select e.id as "enrolmentId", m.id, m.key, m.title, m.kind, m.required, o.country as "overlayCountry",
      exists (select 1 from module_variant n where n.module_id = m.id and n.package_version_id is not null) as "hasPackage",
      case when m.kind = 'workshop' then coalesce((m.document ->> 'attendancePercent')::int, 100) end as "attendancePercent",
      c.id is not null as completed, c.completed_at as "completedAt", r.created_at as "startedAt", a.updated_at as "savedAt",
      r.package_version_id as "packageVersionId", a.state
    from enrolment e join module m on m.curriculum_version_id = e.curriculum_version_id left join overlay o on o.id = m.overlay_id
      left join module_completion c on c.enrolment_id = e.id and c.module_id = m.id
      left join registration r on r.enrolment_id = e.id and r.module_id = m.id and r.ended_at is null
      left join lateral (select t.state, t.updated_at from attempt t where t.registration_id = r.id order by t.number desc limit 1) a on true
    where e.id = any (${enrolmentIds}::uuid[]) and (o.id is null or o.country = e.country) order by e.id, m.position, m.id`;
  const trees = await readTrees(db, rows);
  const states = new Map<string, LearnerState>();
  for (const { enrolmentId, ...row } of rows) {
    const state = states.get(enrolmentId) ?? { modules: [], steps: [] };
    states.set(enrolmentId, state);
    state.modules.push(moduleState(row, trees));
  }
  for (const state of states.values()) state.steps = remainingSteps(state.modules);
  return states;
}

function moduleState(
  { packageVersionId, state, ...row }: Omit<Row, "enrolmentId">,
  trees: Map<string, Organization[]>,
): ModuleState {
  if (row.completed) return { ...row, progress: 1 };
  if (!packageVersionId) return { ...row, progress: 0 };
  const organizations = trees.get(packageVersionId);
  return { ...row, progress: state && organizations ? progressOf(organizations, state) : null };
}

/** Every package's activities once, however many people are in it. */
async function readTrees(db: ActorDb, rows: Row[]): Promise<Map<string, Organization[]>> {
  const ids = [
    ...new Set(rows.flatMap(({ packageVersionId, state }) => (state && packageVersionId) || [])),
  ];
  if (ids.length === 0) return new Map();
  const trees = await db.$queryRaw<{ id: string; organizations: Organization[] }[]>`
    select id, tree -> 'organizations' as organizations from package_version where id = any (${ids}::uuid[])`;
  return new Map(trees.map(({ id, organizations }) => [id, organizations]));
}
