/** Awards, workforce counts, evaluations and the matrix over the API. */
import { z } from "zod";
import { recordWorkforceCount } from "~/domain/capacity/commands.server";
import { WorkforceCountInput } from "~/domain/capacity/input.server";
import { getWorkforce } from "~/domain/capacity/queries.server";
import { revokeAward } from "~/domain/certification/commands.server";
import { AwardParams, RevokeInput } from "~/domain/certification/input.server";
import { listAwards, listMyAwards } from "~/domain/certification/queries.server";
import { CountryParams } from "~/domain/gap-analysis/input.server";
import { getCountryPage, getMatrix } from "~/domain/gap-analysis/queries.server";
import { defineApi, defineApiList } from "../api.server";
import { matrixRows } from "../matrix-rows.server";

const Award = z.object({
  id: z.uuid(),
  number: z.string(),
  certification: z.string(),
  holder: z.string(),
  country: z.string(),
  assurance: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.string(),
  covered: z.boolean(),
  revokedOn: z.string().nullable(),
  extension: z.object({ to: z.string(), because: z.array(z.string()) }).nullable(),
});

export const awardsApi = [
  defineApi(
    {
      id: "listMyAwards",
      path: "/my-awards",
      area: "certification",
      summary: "The token's person's own certificates, with the code for verifying each",
      scope: "awards:read",
      output: z.object({ items: z.array(Award.extend({ code: z.string() })) }),
    },
    async ({ actor }) => ({ items: await listMyAwards(actor) }),
  ),
  defineApiList(
    {
      id: "listAwards",
      path: "/countries/{iso2}/awards",
      area: "certification",
      summary: "Certificates of a country that the token's person may see, by last day",
      scope: "awards:read",
      params: CountryParams,
      query: z.object({ certification: z.string().max(40).optional() }),
      output: Award,
    },
    async ({ actor, params, query, page }) => {
      const { awards, total } = await listAwards(actor, { country: params.iso2, ...query, page });
      return { items: awards, total };
    },
  ),
  defineApi(
    {
      id: "revokeAward",
      method: "POST",
      path: "/awards/{awardId}/revocation",
      area: "certification",
      summary:
        "Revokes a certificate from a day on, with a reason; revoking it again changes nothing",
      scope: "awards:write",
      params: AwardParams,
      body: RevokeInput.omit({ confirmed: true }),
      output: z.object({ country: z.string() }),
    },
    ({ actor, params, body }) => revokeAward(actor, params.awardId, body),
  ),
];

const Count = z.object({
  id: z.uuid(),
  populationKey: z.string(),
  asOfOn: z.string().transform((text) => text.slice(0, 10)),
  value: z.number().int(),
  low: z.number().int(),
  high: z.number().int(),
  method: z.string(),
  source: z.string(),
  note: z.string().nullable(),
  enteredAt: z.string(),
});

export const workforceApi = [
  defineApi(
    {
      id: "listWorkforceCounts",
      path: "/countries/{iso2}/workforce-counts",
      area: "capacity",
      summary: "Every workforce count a country has stated, newest first",
      scope: "workforce:read",
      params: CountryParams,
      output: z.object({ country: z.string(), counts: z.array(Count) }),
    },
    ({ actor, params }) => getWorkforce(actor, params.iso2),
  ),
  defineApi(
    {
      id: "recordWorkforceCount",
      method: "POST",
      path: "/countries/{iso2}/workforce-counts",
      area: "capacity",
      summary: "States the size of a population on a day; earlier counts stay",
      scope: "workforce:write",
      params: CountryParams,
      body: WorkforceCountInput,
      output: z.object({}),
    },
    ({ actor, params, body }) => recordWorkforceCount(actor, params.iso2, body),
  ),
];

const Cell = z.object({
  status: z.string(),
  likely: z.boolean(),
  band: z.string().nullable(),
  flags: z.array(z.string()),
  exact: z
    .object({
      numerator: z.number().nullable(),
      denominator: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
      required: z.number().nullable(),
      shortfall: z.number().nullable(),
      expiring90: z.number(),
      expiring180: z.number(),
      lapsed: z.number(),
      extended: z.number(),
    })
    .nullable(),
});

export const evaluationsApi = [
  defineApi(
    {
      id: "evaluateCountry",
      path: "/countries/{iso2}/evaluation",
      area: "gap-analysis",
      summary: "One country against every minimum standard, live, for whoever may see it",
      scope: "evaluations:read",
      params: CountryParams,
      output: z.object({ iso2: z.string(), on: z.string(), cells: z.record(z.string(), Cell) }),
    },
    ({ actor, params }) => getCountryPage(actor, params.iso2),
  ),
  defineApi(
    {
      id: "getMatrix",
      path: "/matrix",
      area: "gap-analysis",
      summary: "Countries × standards: one's own live and exact, others from the last release",
      scope: "evaluations:read",
      output: z.object({
        items: z.array(
          z.object({
            country: z.string(),
            standard: z.string(),
            title: z.string(),
            status: z.string(),
            likely: z.boolean(),
            band: z.string().nullable(),
            certified: z.number().nullable(),
            workforce: z.number().nullable(),
            required: z.number().nullable(),
            shortfall: z.number().nullable(),
            source: z.string(),
            extended: z.number().nullable(),
          }),
        ),
      }),
    },
    async ({ actor }) => ({ items: matrixRows(await getMatrix(actor)) }),
  ),
];
