import { MailQuery } from "~/domain/notifications/input.server";
import { listMessages } from "~/domain/notifications/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

/** Without bodies: a file goes further than a page. */
export const loader = defineLoader(
  { access: "signed-in", query: MailQuery },
  async ({ actor, query }) => {
    const { messages } = await listMessages(actor, query);
    return csvResponse(
      "mail",
      messages.map(({ email, kind, subject, createdAt, state, attempts, lastError }) => ({
        ...{ to: email, kind, subject, written: createdAt.toISOString() },
        ...{ state, tries: attempts, error: lastError },
      })),
    );
  },
);
