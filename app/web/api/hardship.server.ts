/** Hardship events and one's own messages over the API. */
import { z } from "zod";
import { getHardshipPage, previewHardship } from "~/domain/certification/queries/hardship.server";
import { listMyMessages } from "~/domain/notifications/queries.server";
import { declareHardship, endHardship } from "~/domain/organisations/commands.server";
import {
  DeclareHardshipInput,
  EndHardshipInput,
  HardshipCountryParams,
} from "~/domain/organisations/input.server";
import { defineApi, defineApiList } from "../api.server";

const Event = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  from: z.string(),
  expectedTo: z.string(),
  to: z.string(),
  months: z.number().int(),
  reason: z.string(),
  declaredAt: z.string(),
  ending: z.object({ reason: z.string(), at: z.string() }).nullable(),
  state: z.string(),
  extended: z.number().int(),
});

export const hardshipApi = [
  defineApi(
    {
      id: "listHardshipEvents",
      path: "/countries/{iso2}/hardship-events",
      area: "hardship",
      summary: "A country's hardship events, newest first, and how many certificates each extended",
      scope: "hardship:read",
      params: HardshipCountryParams,
      output: z.object({ country: z.string(), events: z.array(Event) }),
    },
    ({ actor, params }) => getHardshipPage(actor, params.iso2),
  ),
  defineApi(
    {
      id: "previewHardshipEvent",
      method: "POST",
      path: "/countries/{iso2}/hardship-previews",
      area: "hardship",
      summary:
        "How many certificates an event would extend if it were declared now; records nothing",
      scope: "hardship:read",
      params: HardshipCountryParams,
      body: DeclareHardshipInput,
      output: z.object({ awards: z.number().int() }),
    },
    ({ actor, params, body }) => previewHardship(actor, params.iso2, body),
  ),
  defineApi(
    {
      id: "declareHardshipEvent",
      method: "POST",
      path: "/countries/{iso2}/hardship-events",
      area: "hardship",
      summary: "Declares a hardship event: due dates pause, certificates are extended, not renewed",
      scope: "hardship:write",
      params: HardshipCountryParams,
      body: DeclareHardshipInput,
      output: z.object({ eventId: z.uuid() }),
    },
    ({ actor, params, body }) => declareHardship(actor, params.iso2, body),
  ),
  defineApi(
    {
      id: "endHardshipEvent",
      method: "POST",
      path: "/hardship-events/{eventId}/end",
      area: "hardship",
      summary: "Ends an event before its expected day, or calls it off before its first",
      scope: "hardship:write",
      params: z.object({ eventId: z.uuid() }),
      body: EndHardshipInput,
      output: z.object({ country: z.string() }),
    },
    ({ actor, params, body }) => endHardship(actor, params.eventId, body),
  ),
];

export const messagesApi = [
  defineApiList(
    {
      id: "listMyMessages",
      path: "/my-messages",
      area: "notifications",
      summary: "What has been written to the token's person, newest first, without secret links",
      scope: "messages:read",
      output: z.object({
        id: z.uuid(),
        topic: z.string(),
        subject: z.string(),
        body: z.string(),
        createdAt: z.string(),
        hasCalendar: z.boolean(),
        state: z.string(),
      }),
    },
    async ({ actor, page }) => {
      const { messages, total } = await listMyMessages(actor, page);
      return { items: messages, total };
    },
  ),
];
