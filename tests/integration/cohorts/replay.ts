/**
 * A cohort's history, taken apart move by move: whoever got a seat was due it, whoever had to wait had to. The cohort's lock makes
 * moves one after the other, and each is stamped within it, so that the record tells the order in which they happened.
 */
import type { PromotionRule } from "~/domain/cohorts/schema";
import { inOrder, type Waiting } from "~/domain/cohorts/waitlist";
import type { TestDatabase } from "../../setup";

type Move = {
  nominationId: string | null;
  country: string;
  status: string;
  priority: number;
  gapRank: number;
  seats: number | null;
  at: Date;
};

const MOVES = `
  select n.id as "nominationId", n.country, e.status, n.priority, coalesce(r.rank, 1000)::int as "gapRank", null::int as seats, e.recorded_at as at
  from nomination_event e join nomination n on n.id = e.nomination_id join cohort c on c.id = n.cohort_id
  join curriculum_version v on v.id = c.curriculum_version_id
  left join (select curriculum_key, country, rank() over (partition by curriculum_key order by shortfall desc) from training_priority) r
    on r.curriculum_key = v.curriculum_key and r.country = n.country
  where n.cohort_id = $1 and e.status in ('booked', 'waitlisted', 'withdrawn', 'transferred', 'declined', 'cancelled')
  union all
  select null, country, 'released', 0, 0, seats, released_at from quota_release where cohort_id = $1
  order by at`;

type Start = { shared: number; quotas: Record<string, number>; rule: PromotionRule };

/** Every move of the cohort that was not due; empty when all was fair. */
export async function unfairMoves(
  database: TestDatabase,
  cohortId: string,
  start: Start,
): Promise<string[]> {
  const moves = await database.sql<Move>(MOVES, [cohortId]);
  const table = new Table(start);
  return moves.flatMap((move) => table.play(move));
}

class Table {
  private shared: number;
  private quotas: Map<string, number>;
  private waiting = new Map<string, Waiting>();
  private holders = new Map<string, string | null>();
  private readonly rule: PromotionRule;

  constructor({ shared, quotas, rule }: Start) {
    this.shared = shared;
    this.quotas = new Map(Object.entries(quotas));
    this.rule = rule;
  }

  play(move: Move): string[] {
    const { nominationId: id, country, status } = move;
    if (!id) return this.release(country, move.seats ?? 0);
    if (status === "booked") return this.book(id, country);
    if (status === "waitlisted") return this.wait(id, move);
    this.leave(id);
    return [];
  }

  private quota = (country: string) => this.quotas.get(country) ?? 0;

  private release(country: string, seats: number): string[] {
    const problem = seats > this.quota(country) ? [`${country} gave back more than it had`] : [];
    this.quotas.set(country, this.quota(country) - seats);
    this.shared += seats;
    return problem;
  }

  private book(id: string, country: string): string[] {
    const before = inOrder(this.rule, [...this.waiting.values()]);
    const waited = this.waiting.delete(id);
    const own = before.filter((one) => one.country === country);
    const first = (line: Waiting[]) => (waited ? line[0]?.nominationId === id : line.length === 0);
    if (this.quota(country) > 0 && first(own)) {
      this.quotas.set(country, this.quota(country) - 1);
      this.holders.set(id, country);
      return [];
    }
    this.shared -= 1;
    this.holders.set(id, null);
    if (this.shared < 0) return [`${id} got a seat that was not there`];
    return first(before) ? [] : [`${id} of ${country} overtook ${before.length} who waited`];
  }

  private wait(id: string, move: Move): string[] {
    const line = [...this.waiting.values()];
    const due =
      (this.quota(move.country) > 0 && !line.some((one) => one.country === move.country)) ||
      (this.shared > 0 && line.length === 0);
    const { country, priority, gapRank, at: waitingSince } = move;
    this.waiting.set(id, { nominationId: id, country, priority, gapRank, waitingSince });
    return due ? [`${id} of ${country} had to wait although a seat was due`] : [];
  }

  private leave(id: string): void {
    this.waiting.delete(id);
    if (!this.holders.has(id)) return;
    const seat = this.holders.get(id) ?? null;
    this.holders.delete(id);
    if (seat === null) this.shared += 1;
    else this.quotas.set(seat, this.quota(seat) + 1);
  }
}

/** What must hold of the seats at every moment; empty when it does. */
export async function brokenSeats(database: TestDatabase, cohortId: string): Promise<string[]> {
  const problems = await database.sql<{ problem: string }>(
    `select 'a seat of ' || s.country || ' was given to ' || n.country as problem from seat s join nomination n on n.id = s.nomination_id
       where s.cohort_id = $1 and s.country <> n.country
     union all select 'a seat is held by somebody who is ' || n.status from seat s join nomination n on n.id = s.nomination_id
       where s.cohort_id = $1 and n.status <> 'booked'
     union all select 'somebody booked has no seat' from nomination n
       where n.cohort_id = $1 and n.status = 'booked' and not exists (select 1 from seat s where s.nomination_id = n.id)
     union all select 'there are ' || count(*) || ' seats, not ' || max(c.seats) from seat s join cohort c on c.id = s.cohort_id
       where s.cohort_id = $1 having count(*) <> max(c.seats)`,
    [cohortId],
  );
  return problems.map(({ problem }) => problem);
}
