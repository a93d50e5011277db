/**
 * Applies a batch of ready rows: what the roster says already is unchanged, new people are nominated together, everything else
 * goes one by one. A row that cannot be applied becomes a problem; the others go on.
 */
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { CohortRecord } from "../cohort.server";
import { addNomination } from "../nominee.server";
import { assertEligible, assertSound, type Facts, type Nominee } from "../nominee-facts.server";
import { canNominate } from "../policy";
import { sqlState } from "../settle.server";
import type { RosterField, RosterMapping } from "./fields";
import { nominateMany } from "./nominate-many.server";
import type { Fixes, Problem, RowState } from "./schema";

export type ReadyRow = { line: number; nominee: Nominee; fixes: Fixes };
export type AppliedRow = {
  line: number;
  state: RowState;
  nominationId: string | null;
  problems: Problem[];
};

type Known = Pick<Facts, "professionBranch" | "employer" | "personId"> & {
  line: number;
  existing: { id: string; nominee: Nominee } | null;
};
type Work = { db: ActorDb; actor: Actor; cohort: CohortRecord; mapping: RosterMapping; now: Date };

export async function applyRows(work: Work, said: readonly ReadyRow[]): Promise<AppliedRow[]> {
  const known = new Map((await readKnown(work, said)).map((row) => [row.line, row]));
  const rows = said.map((row) => completed(row, work.mapping, known.get(row.line)));
  const same = rows.flatMap((row) => unchanged(row, known.get(row.line)));
  const settled = new Map(same.map((row) => [row.line, row]));
  for (const row of await together(work, newcomers(work, rows, known), known))
    settled.set(row.line, row);
  for (const row of rows) if (!settled.has(row.line)) settled.set(row.line, await alone(work, row));
  return [...settled.values()];
}

/** Who is behind each row, as far as the actor may know, in one statement. */
const readKnown = ({ db, cohort }: Work, rows: readonly ReadyRow[]): Promise<Known[]> =>
  db.$queryRaw<Known[]>`
    select x.line, p.id::text as "personId", f.branch as "professionBranch",
      case when e.id is not null then jsonb_build_object('country', e.country, 'branch', e.branch) end as employer,
      case when n.id is not null then jsonb_build_object('id', n.id, 'nominee', jsonb_build_object('fullName', n.full_name, 'email', n.email,
        'country', n.country, 'branch', n.branch, 'professionKey', n.profession_key, 'employerId', n.employer_id, 'sex', n.sex,
        'lineManagerEmail', n.line_manager_email, 'priority', n.priority, 'note', n.note)) end as existing
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ line, nominee }) => ({ line, ...nominee })))}::jsonb)
      as x(line int, email text, country text, branch text, "professionKey" text, "employerId" uuid)
    left join person p on p.email = x.email and p.country = x.country and p.branch = x.branch
    left join profession f on f.key = x."professionKey"
    left join organisation e on e.id = x."employerId"
    left join lateral (select m.* from nomination m where m.cohort_id = ${cohort.id}::uuid and m.email = x.email
      order by (m.country = x.country and m.branch = x.branch) desc limit 1) n on true`;

const KEPT: [RosterField, keyof Nominee][] = [
  ...([
    ["employer", "employerId"],
    ["sex", "sex"],
    ["priority", "priority"],
  ] as const),
  ...([
    ["lineManagerEmail", "lineManagerEmail"],
    ["note", "note"],
  ] as const),
].map(([field, key]) => [field, key]);

/** What the file has no column for is kept as it is on the roster: a shorter file takes nothing away. */
function completed(row: ReadyRow, { columns }: RosterMapping, known?: Known): ReadyRow {
  const kept = known?.existing?.nominee;
  if (!kept || kept.country !== row.nominee.country) return row;
  const unsaid = (field: RosterField) => columns[field] === undefined && !row.fixes[field];
  const keys = KEPT.flatMap(([field, key]) => (unsaid(field) ? key : []));
  const fits = known.professionBranch === "general" || known.professionBranch === kept.branch;
  if (unsaid("branch") && fits) keys.push("branch");
  return {
    ...row,
    nominee: { ...row.nominee, ...Object.fromEntries(keys.map((key) => [key, kept[key]])) },
  };
}

function unchanged({ line, nominee }: ReadyRow, known: Known | undefined): AppliedRow[] {
  if (!known?.existing || !isDeepStrictEqual(known.existing.nominee, nominee)) return [];
  return [{ line, state: "unchanged", nominationId: known.existing.id, problems: [] }];
}

/** Rows about people who are not on the roster and about whom nothing needs a closer look; the first row of each address. */
function newcomers(
  { actor, cohort }: Work,
  rows: readonly ReadyRow[],
  known: Map<number, Known>,
): ReadyRow[] {
  if (cohort.prerequisites.length > 0) return [];
  const seen = new Set<string>();
  return rows.filter(({ line, nominee }) => {
    const facts = known.get(line);
    const first = !seen.has(nominee.email);
    seen.add(nominee.email);
    return first && facts && !facts.existing && isAcceptable(actor, cohort, nominee, facts);
  });
}

/** What is not goes alone, and is refused there with its reason. */
function isAcceptable(actor: Actor, cohort: CohortRecord, nominee: Nominee, known: Known): boolean {
  try {
    assertSound(cohort, nominee, { ...known, existing: null, held: null }, "roster");
    assertEligible(cohort, nominee, null);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
  return canNominate(actor, cohort, nominee);
}

/** The first goes alone: what stands in the way of the cohort or of everybody shows there. */
async function together(
  work: Work,
  rows: readonly ReadyRow[],
  known: Map<number, Known>,
): Promise<AppliedRow[]> {
  const [first, ...others] = rows;
  if (!first) return [];
  const tried = await alone(work, first);
  if (tried.state === "problem" || others.length === 0) return [tried];
  const nominees = others.map(({ line, nominee }) => ({
    ...{ nominee, personId: known.get(line)?.personId ?? null },
  }));
  const made = await within(work.db, () =>
    nominateMany(work.db, work.actor, work.cohort, nominees, work.now),
  );
  if (made instanceof Refused) return [tried];
  const ids = new Map(made.map(({ email, nominationId }) => [email, nominationId]));
  const added = others.flatMap(({ line, nominee }): AppliedRow[] => {
    const nominationId = ids.get(nominee.email);
    return nominationId ? [{ line, state: "added", nominationId, problems: [] }] : [];
  });
  return [tried, ...added];
}

async function alone(
  { db, actor, cohort, now }: Work,
  { line, nominee }: ReadyRow,
): Promise<AppliedRow> {
  const added = await within(db, () =>
    addNomination(db, actor, cohort, nominee, { source: "roster", now }),
  );
  if (added instanceof Refused)
    return { line, state: "problem", nominationId: null, problems: [added.problem] };
  return { line, state: added.outcome, nominationId: added.nominationId, problems: [] };
}

class Refused {
  constructor(readonly problem: Problem) {}
}

/** The work in a savepoint: refused, it leaves nothing behind, and the transaction goes on. What is no refusal goes up. */
async function within<T>(db: ActorDb, work: () => Promise<T>): Promise<T | Refused> {
  await db.$executeRaw`savepoint roster_row`;
  try {
    const done = await work();
    await db.$executeRaw`release savepoint roster_row`;
    return done;
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    await db.$executeRaw`rollback to savepoint roster_row`;
    return new Refused(problem);
  }
}

const FIELDS: Record<string, RosterField> = {
  ...{ email: "email", fullName: "fullName", country: "country", branch: "branch" },
  ...{ professionKey: "profession", employerId: "employer", sex: "sex" },
  ...{ lineManagerEmail: "lineManagerEmail", priority: "priority", note: "note" },
};

function problemOf(error: unknown): Problem | null {
  if (error instanceof DomainError) {
    const { reason, field } = error.details;
    return error.code === "unavailable" ? null : { field: FIELDS[field ?? ""] ?? null, reason };
  }
  const state = sqlState(error) ?? "";
  return /^(22|23|BW)/.test(state) ? { field: null, reason: "not_accepted" } : null;
}
