/** What contact points state, and what the region releases. Both are appended, never changed. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, dateOf, day, regionalToday } from "~/domain/kernel/days";
import { conflict, forbidden, invalid } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { getCountryToday } from "~/domain/organisations/queries.server";
import { recordAudit, withActor, withReportingActor } from "~/platform/db/doors.server";
import { definitions } from "./definitions.server";
import { discloseCell } from "./disclose";
import { currentBaseline, evaluateCountries, listStandards } from "./facts.server";
import type { IndicatorInput, MilestoneInput } from "./input.server";
import { canRelease, canState } from "./policy";
import { snapshotHash } from "./snapshot-hash";

/** States that a milestone has been reached, with evidence. Throws forbidden, invalid/unknown_milestone, invalid/unknown_state. */
export function recordMilestone(
  actor: Actor,
  country: string,
  input: MilestoneInput,
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canState(fresh, country)) throw forbidden("not_your_country");
    const known = definitions().milestones.get(input.milestoneKey);
    if (!known) throw invalid("unknown_milestone", { field: "milestoneKey" });
    if (!known.states.includes(input.state)) throw invalid("unknown_state", { field: "state" });
    const on = await getCountryToday(db, country, now);
    refuseFuture(input.reachedOn, on, "reachedOn");
    const id = newId();
    await db.milestoneRecord.create({
      data: {
        ...input,
        id,
        country,
        reachedOn: dateOf(day(input.reachedOn)),
        enteredBy: actor.personId,
      },
    });
    await recordAudit(db, {
      action: "milestone.stated",
      subjectKind: "milestone_record",
      subjectId: id,
      country,
      details: { key: input.milestoneKey, state: input.state },
    });
  });
}

/** States an indicator's value, or the day something last happened. Throws forbidden, invalid. */
export function recordIndicator(
  actor: Actor,
  country: string,
  input: IndicatorInput,
  now = new Date(),
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canState(fresh, country)) throw forbidden("not_your_country");
    const known = definitions().indicators.get(input.indicatorKey);
    if (!known) throw invalid("unknown_indicator", { field: "indicatorKey" });
    const { value, happenedOn, asOfOn, ...rest } = input;
    if (known.kind === "age" && !happenedOn) throw invalid("required", { field: "happenedOn" });
    if (known.kind !== "age" && value === undefined) throw invalid("required", { field: "value" });
    const on = await getCountryToday(db, country, now);
    refuseFuture(asOfOn, on, "asOfOn");
    if (happenedOn) refuseFuture(happenedOn, on, "happenedOn");
    const statement =
      known.kind === "age" ? { happenedOn: dateOf(day(happenedOn ?? asOfOn)) } : { value };
    const id = newId();
    await db.indicatorRecord.create({
      data: {
        ...rest,
        ...statement,
        id,
        country,
        asOfOn: dateOf(day(asOfOn)),
        enteredBy: actor.personId,
      },
    });
    await recordAudit(db, {
      action: "indicator.stated",
      subjectKind: "indicator_record",
      subjectId: id,
      country,
      details: { key: input.indicatorKey },
    });
  });
}

/** A day counts as future by the country's own calendar: UTC is already in tomorrow every evening. */
function refuseFuture(text: string, on: Day, field: string): void {
  if (day(text) > on) throw invalid("day_in_future", { field });
}

/**
 * Releases the regional picture as of today: every country evaluated, banded for others, hashed and chained to the last release.
 * Throws forbidden; conflict/nothing_new when today's release says the same already.
 */
export function releaseSnapshot(actor: Actor, now = new Date()): Promise<{ number: number }> {
  return withReportingActor(actor, async (db, fresh) => {
    if (!canRelease(fresh)) throw forbidden("may_not_release");
    await db.$executeRaw`select pg_advisory_xact_lock(72179)`;
    const on: Day = regionalToday(now);
    const standards = await listStandards(db);
    const countries = (
      await db.country.findMany({ select: { iso2: true }, orderBy: { iso2: "asc" } })
    ).map((country) => country.iso2);
    const cells = await evaluateCountries(db, standards, countries, on);
    const last = await db.snapshot.findFirst({ orderBy: { number: "desc" } });
    const rows = countries.flatMap((country) =>
      [...(cells.get(country) ?? [])].map(([standardKey, cell]) => ({
        country,
        standardKey,
        status: cell.status,
        cell,
        banded: discloseCell(null, country, cell),
      })),
    );
    if (last && last.hash === snapshotHash(last.previousHash, on, rows))
      throw conflict("nothing_new");
    const previousHash = last?.hash ?? "";
    const hash = snapshotHash(previousHash, on, rows);
    const baseline = await currentBaseline(db);
    const id = newId();
    const number = (last?.number ?? 0) + 1;
    await db.snapshot.create({
      data: {
        id,
        number,
        asOfOn: dateOf(on),
        baselineKey: baseline.key,
        baselineVersion: baseline.version,
        releasedBy: actor.personId,
        previousHash,
        hash,
      },
    });
    await db.$executeRaw`insert into snapshot_cell (snapshot_id, country, standard_key, status, cell)
      select ${id}::uuid, r.country, r."standardKey", r.status, r.banded from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (country text, "standardKey" text, status text, banded jsonb)`;
    await db.$executeRaw`insert into snapshot_cell_exact (snapshot_id, country, standard_key, cell)
      select ${id}::uuid, r.country, r."standardKey", r.cell from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (country text, "standardKey" text, cell jsonb)`;
    await recordAudit(db, {
      action: "snapshot.released",
      subjectKind: "snapshot",
      subjectId: id,
      country: null,
      details: { number, hash },
    });
    return { number };
  });
}
