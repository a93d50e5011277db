/** Reads of a learner's own standing, each in a constant number of statements. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import {
  applySettings,
  readSettings,
  type Settings,
} from "~/domain/packages/queries/settings.server";
import type { Organization } from "~/domain/packages/schema";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { standingOf } from "./attempts";
import { contentCapability } from "./commands.server";
import { progressOf, remainingSteps, type Step } from "./progress";
import type { AttemptState } from "./schema";

export type ModuleView = {
  id: string;
  key: string;
  title: string;
  kind: string;
  minutes: number;
  required: boolean;
  hasPackage: boolean;
  completed: boolean;
  registrationId: string | null;
  progress: number;
  /** The newest attempt has come to its end: it can be looked at, or another begun. */
  ended: boolean;
  setAside: boolean;
  attendancePercent: number | null;
  /** Why an instructor completed it, where the package could not report; null otherwise. */
  completionReason: string | null;
  marking: "waiting" | "disputed" | null;
};

export type EnrolmentView = {
  enrolmentId: string;
  curriculumKey: string;
  title: string;
  modules: ModuleView[];
  steps: Step[];
  done: number;
  total: number;
};

type ModuleRow = Omit<ModuleView, "progress" | "ended"> & {
  enrolmentId: string;
  overlayCountry: string | null;
  country: string;
  state: AttemptState | null;
  organizations: Organization[] | null;
};

/** The actor's live enrolments with every module's standing. Modules of another country's overlay are not shown. */
export function getMyLearning(actor: Actor): Promise<{ enrolments: EnrolmentView[] }> {
  return withActor(actor, async (db) => ({
    enrolments: await readEnrolments(db, actor.personId),
  }));
}

/** The same for areas above, in their own transaction. */
export async function readEnrolments(db: ActorDb, personId: string): Promise<EnrolmentView[]> {
  const enrolments = await db.$queryRaw<
    { enrolmentId: string; curriculumKey: string; title: string }[]
  >`
    select e.id as "enrolmentId", v.curriculum_key as "curriculumKey", v.title
    from enrolment e join curriculum_version v on v.id = e.curriculum_version_id
    where e.person_id = ${personId}::uuid and e.withdrawn_at is null order by e.enrolled_at desc`;
  const rows = await listModules(db, personId);
  return enrolments.map((enrolment) => view(enrolment, rows));
}

function listModules(db: ActorDb, personId: string): Promise<ModuleRow[]> {
  return db.$queryRaw<ModuleRow[]>`
    select e.id as "enrolmentId", m.id, m.key, m.title, m.kind, m.minutes, m.required, o.country as "overlayCountry", e.country,
      exists (select 1 from module_variant n where n.module_id = m.id and n.package_version_id is not null) as "hasPackage",
      case when m.kind = 'workshop' then coalesce((m.document ->> 'attendancePercent')::int, 100) end as "attendancePercent",
      c.id is not null as completed, r.id as "registrationId", a.state, a.branch_epoch is not null as "setAside",
      v.tree -> 'organizations' as organizations, case when s.state in ('waiting', 'disputed') then s.state end as marking,
      ic.reason as "completionReason"
    from enrolment e
    join module m on m.curriculum_version_id = e.curriculum_version_id
    left join overlay o on o.id = m.overlay_id
    left join module_completion c on c.enrolment_id = e.id and c.module_id = m.id
    left join instructor_completion ic on ic.enrolment_id = e.id and ic.module_id = m.id
    left join app.own_practical_states() s on s.enrolment_id = e.id and s.module_id = m.id
    left join registration r on r.enrolment_id = e.id and r.module_id = m.id and r.ended_at is null
    left join lateral (select t.state, t.branch_epoch from attempt t where t.registration_id = r.id order by t.number desc limit 1) a on true
    left join package_version v on v.id = r.package_version_id
    where e.person_id = ${personId}::uuid and e.withdrawn_at is null and (o.id is null or o.country = e.country)
    order by m.position`;
}

function view(
  enrolment: { enrolmentId: string; curriculumKey: string; title: string },
  rows: ModuleRow[],
): EnrolmentView {
  const modules = rows
    .filter((row) => row.enrolmentId === enrolment.enrolmentId)
    .map(({ state, organizations, ...row }) => ({
      ...row,
      ended: Boolean(state && organizations && standingOf(organizations, state).ended),
      progress: row.completed ? 1 : state && organizations ? progressOf(organizations, state) : 0,
    }));
  const required = modules.filter((module) => module.required);
  return {
    ...enrolment,
    modules,
    steps: remainingSteps(modules),
    done: required.filter((module) => module.completed).length,
    total: required.length,
  };
}

export type PlayerView = {
  registrationId: string;
  attemptId: string;
  personId: string;
  title: string;
  standard: "1.2" | "2004";
  /** The default one first. */
  organizations: Organization[];
  learner: { id: string; name: string };
  shellUrl: string;
  contentPath: string;
  setAside: boolean;
  /** The package that a member of staff only tries; null for learning. */
  previewOf: string | null;
  settings: Settings;
};

/** Whom content meets when staff try it out: nobody. */
const FICTIONAL = { id: "trial-learner", name: "Learner, Trial" };

/** What the player page needs. Throws not_found for anybody but the registration's own person. */
export function getPlayer(actor: Actor, registrationId: string): Promise<PlayerView> {
  return withActor(actor, async (db) => {
    const [row] = await db.$queryRaw<
      {
        label: string;
        attemptId: string;
        title: string;
        standard: "1.2" | "2004";
        organizations: Organization[];
        name: string;
        setAside: boolean;
        previewOf: string | null;
        packageVersionId: string;
      }[]
    >`
      select r.content_label as label, a.id as "attemptId", coalesce(m.title, v.tree ->> 'title') as title, v.standard,
        v.tree -> 'organizations' as organizations, p.sort_name as name, a.branch_epoch is not null as "setAside",
        case when r.enrolment_id is null then v.package_id end as "previewOf",
        v.id as "packageVersionId"
      from registration r join attempt a on a.registration_id = r.id join package_version v on v.id = r.package_version_id
      join person p on p.id = r.person_id left join module m on m.id = r.module_id
      where r.id = ${registrationId}::uuid and r.person_id = ${actor.personId}::uuid and r.ended_at is null
      order by a.number desc limit 1`;
    if (!row) throw notFound("unknown_registration");
    const { label, name, packageVersionId, ...rest } = row;
    const settings = await readSettings(db, { packageVersionId, registrationId });
    return {
      ...rest,
      organizations: applySettings(rest.organizations, settings),
      settings,
      registrationId,
      personId: actor.personId,
      learner: rest.previewOf ? FICTIONAL : { id: actor.personId, name },
      shellUrl: `${env().contentOrigin.replace("{label}", label)}/_bw/shell-${rest.standard}`,
      contentPath: `/${contentCapability(registrationId)}/`,
    };
  });
}
