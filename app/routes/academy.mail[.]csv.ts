import { listUndelivered } from "~/domain/notifications/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader({ access: "signed-in" }, async ({ actor }) => {
  const { messages } = await listUndelivered(actor);
  return csvResponse(
    "undelivered-mail",
    messages.map(({ name, topic, attempts, createdAt }) => ({
      ...{ person: name, topic, tries: attempts, written: createdAt.toISOString() },
    })),
  );
});
