import { MessagesQuery } from "~/domain/notifications/input.server";
import { listMyMessages } from "~/domain/notifications/queries.server";
import { csvResponse } from "~/web/csv.server";
import { defineLoader } from "~/web/define.server";

export const loader = defineLoader(
  { access: "signed-in", query: MessagesQuery },
  async ({ actor, query }) => {
    const { messages } = await listMyMessages(actor, query.page);
    return csvResponse(
      "messages",
      messages.map(({ topic, subject, body, createdAt, state }) => ({
        ...{ topic, subject, body, written: createdAt.toISOString(), mail: state },
      })),
    );
  },
);
