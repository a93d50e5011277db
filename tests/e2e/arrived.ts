/** What the server holds of a registration, as it lies in the platform's database, and what of the content's words is missing there. */
import pg from "pg";
import { databaseUrls } from "~/platform/env.server";
import type { Committed } from "./phone-steps";

type Held = {
  epoch: number;
  mark: number;
  item: string;
  values: Record<string, string>;
  completion: string;
  setAside: boolean;
  receivedAt: Date;
};
type Holding = {
  /** Every accepted commit, in the order in which the server took them. */
  records: Held[];
  /** The newest state of each SCO. */
  items: Record<string, { cmi: Record<string, string>; completion: string }>;
};

export async function holdingOf(registrationId: string): Promise<Holding> {
  const client = new pg.Client({ connectionString: databaseUrls.login });
  await client.connect();
  try {
    const { rows: records } = await client.query<Held>(
      `select k.epoch, k.mark, k.item, k.item_state -> 'cmi' as values, k.item_state ->> 'completion' as completion,
         k.set_aside as "setAside", k.received_at as "receivedAt"
       from commit_record k join attempt a on a.id = k.attempt_id where a.registration_id = $1 order by k.arrival`,
      [registrationId],
    );
    const { rows: attempts } = await client.query<{ state: { items: Holding["items"] } }>(
      "select state from attempt where registration_id = $1 order by number desc limit 1",
      [registrationId],
    );
    return { records, items: attempts[0]?.state.items ?? {} };
  } finally {
    await client.end();
  }
}

const says = (values: Record<string, string>, said: Record<string, string>) =>
  Object.entries(said).every(([element, value]) => values[element] === value);

/** Commits for which the server has no record that says all of it, after the records of those before. */
export function missing(committed: Committed[], { records }: Pick<Holding, "records">): string[] {
  let from = 0;
  return committed.flatMap(({ part, values }) => {
    const at = records.findIndex(
      (record, index) =>
        index >= from && record.item === `part-${part}` && says(record.values, values),
    );
    if (at < 0) return [`part ${part} at ${values["cmi.location"]}`];
    from = at;
    return [];
  });
}

/** A moment that the page may take to hear of what content in another process has just said. */
const HEARING_MS = 500;

/** Times at which the learner was told that all was saved, and something committed before was not. */
export function falselyTold(
  savedAt: number[],
  committed: Committed[],
  { records }: Pick<Holding, "records">,
): string[] {
  return savedAt.flatMap((told) => {
    const before = committed.filter(({ at }) => at < told - HEARING_MS);
    const held = records.filter(({ receivedAt }) => receivedAt.getTime() <= told);
    return missing(before, { records: held }).map((what) => `${what}, told ${told}`);
  });
}
