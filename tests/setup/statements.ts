/** Counts the data statements that pages' transactions send, beside the transaction's own. */
import { pagesClient } from "~/platform/db/client.server";

const OWN = /^(BEGIN|COMMIT|ROLLBACK|SET |select app\.begin_)|app\.begin_actor/i;

type QueryEvents = { $on: (event: "query", listener: (event: { query: string }) => void) => void };

/** What the work answered, and the statements it took. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  let counting = true;
  (pagesClient() as unknown as QueryEvents).$on("query", ({ query }) => {
    if (counting && !OWN.test(query.trim())) statements.push(query.trim());
  });
  const result = await work();
  await new Promise((resolve) => setImmediate(resolve));
  counting = false;
  return { result, statements };
}
