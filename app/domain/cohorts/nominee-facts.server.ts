/** What is known when somebody is put forward, in one statement, and what must hold before the row is written. */
import { listHeldCertifications } from "~/domain/capacity/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { invalid } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import { stepsNeeded } from "./approval-steps";
import type { CohortRecord } from "./cohort.server";
import { eligibility } from "./eligibility";
import type { NominationSource, NominationStatus, Sex } from "./schema";

export type Nominee = {
  fullName: string;
  email: string;
  country: string;
  branch: Branch;
  professionKey: string;
  employerId: string | null;
  sex: Sex;
  lineManagerEmail: string | null;
  /** The nominator's own order: 1 goes first, 0 is not ranked and goes last. */
  priority: number;
  note: string;
};

type Existing = Omit<Nominee, "email"> & { id: string; status: NominationStatus };

export type Facts = {
  professionBranch: Branch | null;
  employer: { country: string | null; branch: Branch } | null;
  /** The person behind the e-mail, if the actor may see them within the nominee's country and branch. */
  personId: string | null;
  existing: Existing | null;
  /** Certificates held today; null when the person is unknown or their certificates are not the actor's to see. */
  held: string[] | null;
};

/** As far as the actor's rows reach: another country's nomination of the same e-mail is not among them. */
export async function readFacts(
  db: ActorDb,
  actor: Actor,
  cohort: CohortRecord,
  { email, country, branch, professionKey, employerId }: Nominee,
): Promise<Facts> {
  const [row] = await db.$queryRaw<Omit<Facts, "held">[]>`
    select (select branch from profession where key = ${professionKey}) as "professionBranch",
      (select jsonb_build_object('country', country, 'branch', branch) from organisation where id = ${employerId}::uuid) as employer,
      (select id::text from person where email = ${email} and country = ${country} and branch = ${branch}) as "personId",
      (select jsonb_build_object('id', n.id, 'status', n.status, 'country', n.country, 'branch', n.branch, 'fullName', n.full_name,
          'professionKey', n.profession_key, 'employerId', n.employer_id, 'sex', n.sex, 'lineManagerEmail', n.line_manager_email,
          'priority', n.priority, 'note', n.note)
        from nomination n where n.cohort_id = ${cohort.id}::uuid and n.email = ${email}
        order by (n.country = ${country} and n.branch = ${branch}) desc, n.nominated_at limit 1) as existing`;
  const facts = row ?? { professionBranch: null, employer: null, personId: null, existing: null };
  const { personId } = facts;
  const mine =
    personId === actor.personId ||
    (actor.countries.includes(country) && actor.branches.includes(branch));
  const asked = cohort.prerequisites.length > 0 && mine;
  const held = asked && personId ? await listHeldCertifications(db, personId, cohort.today) : null;
  return { ...facts, held };
}

/** What was typed is possible at all. */
export function assertSound(
  cohort: CohortRecord,
  nominee: Nominee,
  { professionBranch, employer }: Facts,
  source: NominationSource,
): void {
  const { country, branch, employerId, email, lineManagerEmail } = nominee;
  if (!professionBranch) throw invalid("unknown_profession", { field: "professionKey" });
  if (professionBranch !== "general" && professionBranch !== branch)
    throw invalid("profession_of_other_branch", { field: "professionKey" });
  if (employerId && !employer) throw invalid("unknown_employer", { field: "employerId" });
  if (employer && (employer.branch !== branch || (employer.country ?? country) !== country))
    throw invalid("employer_elsewhere", { field: "employerId" });
  if (lineManagerEmail === email) throw invalid("own_line_manager", { field: "lineManagerEmail" });
  const asked = stepsNeeded(cohort, { country, branch, source }).includes("line_manager");
  if (asked && !lineManagerEmail)
    throw invalid("line_manager_missing", { field: "lineManagerEmail" });
}

const FIELDS = {
  not_eligible_profession: "professionKey",
  not_eligible_country: "country",
  not_eligible_prerequisite: "email",
} as const;

/** `held` is null when certificates are not to be looked at now. */
export function assertEligible(cohort: CohortRecord, nominee: Nominee, held: Facts["held"]): void {
  const found = eligibility(cohort, { ...nominee, held });
  if (found.outcome !== "not_eligible") return;
  throw invalid(found.reason, { field: FIELDS[found.reason], missing: found.missing.join(", ") });
}
