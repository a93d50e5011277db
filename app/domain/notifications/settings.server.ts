/** What a person has chosen so far, for the page that shows it and the command that changes it. */
import type { ActorDb } from "~/platform/db/doors.server";
import { CHOSEN_TOPICS, type Delivery, type QuietHours, TOPICS } from "./schema";

export type Settings = {
  topics: { topic: (typeof CHOSEN_TOPICS)[number]; delivery: Delivery }[];
  quiet: QuietHours | null;
  country: string;
  zone: string;
};

type Row = {
  chosen: Partial<Record<string, Delivery>>;
  from: string | null;
  to: string | null;
  country: string;
  zone: string;
};

export async function readSettings(db: ActorDb, personId: string): Promise<Settings> {
  const [row] = await db.$queryRaw<Row[]>`
    select c.name as country, c.zone, to_char(q.from_time, 'HH24:MI') as "from", to_char(q.to_time, 'HH24:MI') as "to",
      (select coalesce(jsonb_object_agg(n.topic, n.delivery), '{}') from (select distinct on (topic) topic, delivery
        from notification_preference where person_id = p.id order by topic, chosen_at desc, id desc) n) as chosen
    from person p join country c on c.iso2 = p.country
      left join lateral (select from_time, to_time from quiet_hours where person_id = p.id order by chosen_at desc, id desc limit 1) q on true
    where p.id = ${personId}::uuid`;
  const topics = CHOSEN_TOPICS.map((topic) => ({
    topic,
    delivery: row?.chosen[topic] ?? TOPICS[topic][0],
  }));
  const quiet = row?.from && row.to ? { from: row.from, to: row.to } : null;
  return { topics, quiet, country: row?.country ?? "", zone: row?.zone ?? "UTC" };
}
