/** One nomination from a form. A name that is already there under another e-mail is pointed out and confirmed by a human. */
import { sortName } from "~/domain/identity/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { conflict } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { getCohort } from "../cohort.server";
import type { NominationForm } from "../nominations-input.server";
import { type Added, addNomination } from "../nominee.server";

/** Throws as addNomination, and conflict/similar_name with the names until `confirmed`. */
export function nominate(
  actor: Actor,
  cohortId: string,
  { confirmed, ...form }: NominationForm,
  now = new Date(),
): Promise<Added> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    const branch = await branchOf(db, form);
    if (!confirmed) await assertNoSimilarName(db, cohortId, form);
    return addNomination(db, fresh, cohort, { ...form, branch }, { source: "nomination", now });
  });
}

/** The employer's branch, or the profession's where no employer is named. */
async function branchOf(
  db: ActorDb,
  { employerId, professionKey }: Pick<NominationForm, "employerId" | "professionKey">,
): Promise<Branch> {
  const [row] = await db.$queryRaw<{ branch: Branch | null }[]>`
    select coalesce((select branch from organisation where id = ${employerId}::uuid),
      (select branch from profession where key = ${professionKey})) as branch`;
  return row?.branch ?? "general";
}

/** Sort names are compared without accents and capitals, among the nominations the actor may see. */
async function assertNoSimilarName(
  db: ActorDb,
  cohortId: string,
  { fullName, email }: Pick<NominationForm, "fullName" | "email">,
): Promise<void> {
  const similar = await db.$queryRaw<{ name: string; email: string }[]>`
    select n.full_name as name, n.email from nomination n
    where n.cohort_id = ${cohortId}::uuid and n.email <> ${email}
      and regexp_replace(normalize(lower(n.sort_name), NFD), '[\u0300-\u036f]', '', 'g')
        = regexp_replace(normalize(lower(${sortName(fullName)}), NFD), '[\u0300-\u036f]', '', 'g')
      and not exists (select 1 from nomination m where m.cohort_id = n.cohort_id and m.email = ${email}) limit 5`;
  if (similar.length === 0) return;
  const names = similar.map(({ name, email: other }) => `${name} (${other})`).join(", ");
  throw conflict("similar_name", { field: "confirmed", names });
}
