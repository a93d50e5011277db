/** What people choose to be sent: kept as it was chosen, the newest counts. */
import type { Actor } from "~/domain/kernel/actor";
import { invalid, notFound } from "~/domain/kernel/errors";
import { hashCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor, withoutActor } from "~/platform/db/doors.server";
import type { PreferencesInput } from "../input.server";
import { CHOSEN_TOPICS, mayDeliver } from "../schema";
import { readSettings } from "../settings.server";

/** Records what differs from what was chosen before. Throws invalid/delivery_not_offered, quiet_needs_both, quiet_without_end. */
export function choosePreferences(actor: Actor, input: PreferencesInput): Promise<void> {
  assertOffered(input);
  return withActor(actor, async (db) => {
    const { topics, quiet } = await readSettings(db, actor.personId);
    for (const { topic, delivery } of topics)
      if (input.topics[topic] !== delivery) await choose(db, topic, input.topics[topic]);
    const { quietFrom, quietTo } = input;
    if (quietFrom !== (quiet?.from ?? null) || quietTo !== (quiet?.to ?? null))
      await db.$executeRaw`
        insert into quiet_hours (id, person_id, country, branch, from_time, to_time)
        select ${newId()}::uuid, id, country, branch, ${quietFrom}::time, ${quietTo}::time
        from person where id = ${actor.personId}::uuid`;
  });
}

function assertOffered({ topics, quietFrom, quietTo }: PreferencesInput): void {
  for (const topic of CHOSEN_TOPICS)
    if (!mayDeliver(topic, topics[topic])) throw invalid("delivery_not_offered", { field: topic });
  if ((quietFrom === null) !== (quietTo === null))
    throw invalid("quiet_needs_both", { field: quietFrom === null ? "quietFrom" : "quietTo" });
  if (quietFrom !== null && quietFrom === quietTo)
    throw invalid("quiet_without_end", { field: "quietTo" });
}

async function choose(db: ActorDb, topic: string, delivery: string): Promise<void> {
  await db.$executeRaw`
    insert into notification_preference (id, person_id, country, branch, topic, delivery, chosen_by)
    select ${newId()}::uuid, id, country, branch, ${topic}, ${delivery}, 'form'
    from person where id = app.actor_person()`;
  if (delivery === "off") await db.$executeRaw`select app.stop_my_waiting(${topic})`;
}

/** Turns off mail about what the link is about; again changes nothing. The link is the authority. Throws not_found/unknown_unsubscribe. */
export function unsubscribe(code: string): Promise<{ topics: string[] }> {
  const hash = hashCapability(code);
  return withoutActor("unsubscribing by link", async (db) => {
    const topics = await db.$queryRaw<
      { topic: string }[]
    >`select topic from app.unsubscribe_subject(${hash}) order by 1`;
    if (topics.length === 0) throw notFound("unknown_unsubscribe");
    await db.$executeRaw`select app.unsubscribe(${hash})`;
    return { topics: topics.map(({ topic }) => topic) };
  });
}
