/** Awards in a hardship event: extended beside their validity, never renewed; counted, marked, and told to their holders. */
import { beforeAll, describe, expect, test } from "vitest";
import { verifyLedger } from "~/domain/capacity/commands/verify-ledger.server";
import { rollUpCapacity } from "~/domain/capacity/commands.server";
import { readCapacity } from "~/domain/capacity/queries.server";
import { extendAwardsAfter } from "~/domain/certification/commands/extend-awards.server";
import { refreshHoldingsAfter, revokeAward } from "~/domain/certification/commands.server";
import { getHardshipPage, previewHardship } from "~/domain/certification/queries/hardship.server";
import { listAwards, listMyAwards, verifyAward } from "~/domain/certification/queries.server";
import { getStandardPage } from "~/domain/gap-analysis/queries/standard-page.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, addMonths, type Day, regionalToday } from "~/domain/kernel/days";
import { hashCapability } from "~/domain/kernel/ids";
import { declareHardship, endHardship } from "~/domain/organisations/commands.server";
import { withActor, withJob } from "~/platform/db/doors.server";
import { handler as tellExtended } from "../../../workers/handlers/notifications.award-extended";
import type { Curriculum } from "../../factories/assessment";
import {
  createHolder,
  createScheme,
  type Holder,
  outboxRow,
  renew,
} from "../../factories/certification";
import { countOffice } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const NOW = new Date();
const TODAY = regionalToday(NOW); // Saint Lucia keeps the same day
let curriculum: Curriculum;
let contact: Actor;
let rifc: Actor;
let serial = 0;

beforeAll(async () => {
  curriculum = await createScheme(database);
  contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
  rifc = await createPerson(database, { country: "TT", grants: [{ role: "rifc_officer" }] });
});

const holder = (to: number, input: Partial<Parameters<typeof createHolder>[2]> = {}) =>
  createHolder(database, curriculum, {
    ...{ from: addDays(TODAY, to - 700), to: addDays(TODAY, to), ...input },
  });

const statement = (months: number, days: [number, number]) => ({
  ...{ kind: "storm" as const, name: `Hurricane Test ${++serial}`, months },
  ...{ fromOn: addDays(TODAY, days[0]), expectedToOn: addDays(TODAY, days[1]) },
  reason: "No power in the north.",
});

/** Declares an event and has its job run twice, as a killed worker would. */
async function strike(months = 2, days: [number, number] = [-5, 10], country = "LC") {
  const input = statement(months, days);
  const { eventId } = await declareHardship(rifc, country, input, NOW);
  const [event] = await database.sql<{ id: string }>(
    "select id from outbox where payload ->> 'eventId' = $1",
    [eventId],
  );
  const run = () => extendAwardsAfter(event?.id ?? "", { eventId });
  await run();
  await run();
  return { eventId, name: input.name, run };
}

const extensionsOf = async ({ awardId }: Holder) =>
  (
    await database.sql<{ to: string }>(
      "select extended_to_on::text as to from award_extension where award_id = $1 order by 1",
      [awardId],
    )
  ).map(({ to }) => to);

const monthsAfter = (on: Day, months: number) => addDays(addMonths(addDays(on, 1), months), -1);

async function figures(country: string, on: Day) {
  const { certified } = await withActor(rifc, (db) => readCapacity(db, [country], on));
  const rows = certified.filter(
    (row) => row.certification === curriculum.key && row.profession === "*",
  );
  const sum = (all: typeof rows) => all.reduce((total, row) => total + row.now, 0);
  return { now: sum(rows), extended: sum(rows.filter((row) => row.extended)) };
}

async function ledgerIsRight() {
  const { staleHoldings, differences } = await verifyLedger(() => {});
  expect({ staleHoldings, differences }).toEqual({ staleHoldings: [], differences: [] });
}

describe("an event", () => {
  test("extends what ends while it lasts or within thirty days after, and nothing else", async () => {
    const inside = await holder(3);
    const after = await holder(40);
    const later = await holder(41);
    const before = await holder(-6);
    const elsewhere = await holder(3, { country: "JM" });
    const judge = await holder(5, { branch: "judicial" });
    await strike();
    expect(await extensionsOf(inside)).toEqual([monthsAfter(addDays(TODAY, 3), 2)]);
    expect(await extensionsOf(after)).toHaveLength(1);
    expect(await extensionsOf(judge)).toHaveLength(1);
    for (const untouched of [later, before, elsewhere])
      expect(await extensionsOf(untouched)).toEqual([]);
    await ledgerIsRight();
  });

  test("leaves validity and period as they were, and is shown beside them", async () => {
    const own = await holder(-1);
    const { name } = await strike();
    const [award] = await database.sql(
      "select valid_to_on::text as to, period from award where id = $1",
      [own.awardId],
    );
    expect(award).toEqual({ to: addDays(TODAY, -1), period: 1 });
    const to = monthsAfter(addDays(TODAY, -1), 2);
    const shown = { state: "extended", to: addDays(TODAY, -1), extension: { to, because: [name] } };
    expect(await listMyAwards(own.actor)).toMatchObject([shown]);
    const { awards } = await listAwards(contact, { country: "LC", page: 1 });
    expect(awards.find(({ id }) => id === own.awardId)).toMatchObject(shown);
    await database.sql("update award set verification_code_hash = $1 where id = $2", [
      ...[hashCapability("b".repeat(26)), own.awardId],
    ]);
    expect(await verifyAward("b".repeat(26))).toMatchObject(shown);
    const past = new Date(`${addDays(to, 2)}T12:00:00Z`);
    expect(await verifyAward("b".repeat(26), past)).toMatchObject({ state: "expired" });
  });

  test("keeps the figure up, marked as extended, in the transaction that extends", async () => {
    const before = await figures("BB", TODAY);
    await holder(-1, { country: "BB" });
    expect(await figures("BB", TODAY)).toEqual(before);
    await strike(2, [-5, 10], "BB");
    expect(await figures("BB", TODAY)).toEqual({ now: before.now + 1, extended: 1 });
    await rollUpCapacity(NOW);
    expect(await figures("BB", TODAY)).toEqual({ now: before.now + 1, extended: 1 });
    expect(await figures("BB", addMonths(TODAY, 3))).toEqual(before);
  });

  test("tells each holder once, in words that say it is no renewal", async () => {
    const own = await holder(2);
    const { run } = await strike();
    await run();
    const events = await database.sql<{ id: string; payload: unknown }>(
      "select id, payload from outbox where topic = 'certification.award-extended' and person_id = $1",
      [own.actor.personId],
    );
    expect(events).toHaveLength(1);
    for (let time = 0; time < 2; time++)
      await tellExtended.run(events[0]?.id ?? "", events[0]?.payload);
    const letters = await database.sql<{ kind: string; body: string }>(
      "select kind, body from message where person_id = $1",
      [own.actor.personId],
    );
    expect(letters).toMatchObject([{ kind: "award-extended" }]);
    expect(letters[0]?.body).toContain("extended, not renewed");
    const audits = await database.sql(
      "select 1 from audit_event where action = 'award.extended' and subject_id = $1",
      [own.awardId],
    );
    expect(audits).toHaveLength(1);
  });
});

describe("extensions", () => {
  test("come to six months in all at the most, however many events there are", async () => {
    const own = await holder(1);
    await strike(4);
    expect(await extensionsOf(own)).toHaveLength(1);
    const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
    const again = async (days: number) => {
      const { eventId } = await declareHardship(
        rifc,
        "LC",
        statement(4, [days - 5, days + 5]),
        at(days),
      );
      await extendAwardsAfter(await outboxRow(database, "LC"), { eventId });
    };
    await again(120);
    await again(180);
    expect(await extensionsOf(own)).toEqual([
      monthsAfter(addDays(TODAY, 1), 4),
      monthsAfter(addDays(TODAY, 1), 6),
    ]);
    await ledgerIsRight();
  });
  test("cannot exceed six months in the database either, nor revive what is revoked", async () => {
    const own = await holder(1);
    const { eventId } = await strike(1, [-5, -3]); // thirty days after reach it
    const revoked = await holder(1);
    await revokeAward(contact, revoked.awardId, { effectiveOn: TODAY, reason: "Left the force." });
    const { eventId: second } = await strike(1, [-4, 3]);
    expect(await extensionsOf(revoked)).toEqual([]);
    const force = (award: Holder, event: string, to: Day) =>
      outboxRow(database, "LC").then((id) =>
        withJob(
          id,
          (db) =>
            db.$executeRaw`select app.extend_award(gen_random_uuid(), ${award.awardId}::uuid, ${event}::uuid, ${to}::date)`,
        ),
      );
    await expect(force(own, second, addMonths(TODAY, 8))).rejects.toThrow("cannot be extended");
    await expect(force(own, second, addDays(TODAY, 2))).rejects.toThrow("cannot be extended");
    await expect(force(revoked, eventId, addMonths(TODAY, 1))).rejects.toThrow(
      "cannot be extended",
    );
    const abroad = outboxRow(database, "JM").then((id) =>
      withJob(
        id,
        (db) =>
          db.$executeRaw`select app.extend_award(gen_random_uuid(), ${own.awardId}::uuid, ${eventId}::uuid, ${addMonths(TODAY, 1)}::date)`,
      ),
    );
    await expect(abroad).rejects.toThrow("another country");
  });
  test("end with a revocation, and the ledger with them", async () => {
    const own = await holder(-2);
    await strike();
    const { now } = await figures("LC", TODAY);
    await revokeAward(contact, own.awardId, { effectiveOn: TODAY, reason: "Left the force." });
    expect((await figures("LC", TODAY)).now).toBe(now - 1);
    expect(await listMyAwards(own.actor)).toMatchObject([{ state: "revoked" }]);
    await ledgerIsRight();
  });
  test("are not given to those who have renewed, and end where a renewal begins", async () => {
    const own = await holder(2);
    await renew(database, own, { from: TODAY, to: addDays(TODAY, 700) });
    await strike();
    expect(await extensionsOf(own)).toEqual([]);
    const late = await holder(-1);
    await strike();
    const before = await figures("LC", addDays(TODAY, 7));
    await renew(database, late, { from: addDays(TODAY, 7), to: addDays(TODAY, 700) });
    expect(await figures("LC", addDays(TODAY, 7))).toEqual({
      ...{ now: before.now, extended: before.extended - 1 },
    });
  });
  test("reach an award that another country issued to somebody posted here, and one who comes later", async () => {
    const moved = await holder(2, { country: "JM" });
    const comes = await holder(2, { country: "JM" });
    const post = (person: Holder) =>
      database.sql(
        `insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
         select gen_random_uuid(), person_id, 'LC', branch, profession_key, organisation_id, current_date from posting where person_id = $1`,
        [person.actor.personId],
      );
    await post(moved);
    await strike();
    expect(await extensionsOf(moved)).toHaveLength(1);
    expect(await extensionsOf(comes)).toEqual([]);
    await post(comes);
    const event = await outboxRow(database, "LC", comes.actor.personId);
    await refreshHoldingsAfter(event, comes.actor.personId);
    expect(await extensionsOf(comes)).not.toEqual([]);
    await ledgerIsRight();
  });
  test("stay when the event is ended early, and none are added for days after its end", async () => {
    const own = await holder(9);
    const { eventId } = await strike(1, [-5, 10]);
    const given = await extensionsOf(own);
    await endHardship(contact, eventId, { endedOn: addDays(TODAY, -4), reason: "It is over now." });
    const late = await holder(35);
    await extendAwardsAfter(await outboxRow(database, "LC"), { eventId });
    expect(await extensionsOf(own)).toEqual(given);
    expect(await extensionsOf(late)).toEqual([]);
  });
});

describe("before declaring", () => {
  test("the contact point and the RIFC see how many awards it would extend; nobody else does, and nothing changes", async () => {
    const grenada = await createPerson(database, {
      ...{ country: "GD", grants: [{ role: "ncpoc" as const, country: "GD" }] },
    });
    await holder(3, { country: "GD" });
    await holder(4, { country: "GD", branch: "judicial" });
    await holder(90, { country: "GD" });
    const preview = (actor: Actor) => previewHardship(actor, "GD", statement(2, [-5, 10]), NOW);
    expect(await preview(grenada)).toEqual({ awards: 2 });
    expect(await preview(rifc)).toEqual({ awards: 2 });
    await expect(preview(contact)).rejects.toThrow("may_not_declare");
    expect((await getHardshipPage(grenada, "GD")).events).toEqual([]);
    const { eventId } = await strike(2, [-5, 10], "GD");
    const { events } = await getHardshipPage(grenada, "GD");
    expect(events).toMatchObject([{ id: eventId, state: "running", extended: 2 }]);
    expect(await preview(grenada)).toEqual({ awards: 0 });
    await expect(getHardshipPage(contact, "GD")).rejects.toThrow("not_your_country");
  });
});

test("a standard's page says how many of its figure are extended", async () => {
  const dominica = await createPerson(database, {
    ...{ country: "DM", grants: [{ role: "ncpoc" as const, country: "DM" }] },
  });
  await countOffice(dominica, "DM", "le_first_responder", 8);
  const [standard] = await database.sql<{ key: string; rule: { certification: string } }>(
    "select key, rule from minimum_standard where rule ->> 'op' = 'coverage' and rule ->> 'population' = 'le_first_responder' limit 1",
  );
  const own = await holder(-1, { country: "DM" });
  await database.sql(
    "insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required) values ($1, $1, $1, 24, 12, 'C2', false) on conflict do nothing",
    [standard?.rule.certification],
  );
  await database.sql("update award set certification_key = $1 where id = $2", [
    ...[standard?.rule.certification, own.awardId],
  ]);
  await database.sql(
    "insert into award_coverage (award_id, country, overlay_id, person_id, branch, covered_on) select $1, 'DM', id, $2, 'general', current_date - 300 from overlay limit 1",
    [own.awardId, own.actor.personId],
  );
  await strike(2, [-5, 10], "DM");
  const page = await getStandardPage(dominica, "DM", standard?.key ?? "");
  expect(page.cell).toMatchObject({ extended: 1, flags: expect.arrayContaining(["EXTENDED"]) });
  expect(page.holders).toMatchObject([{ extended: true }]);
});
