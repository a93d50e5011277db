import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import {
  getDeclarationPage,
  previewHardship,
} from "~/domain/certification/queries/hardship.server";
import { day, daysBetween } from "~/domain/kernel/days";
import { declareHardship } from "~/domain/organisations/commands.server";
import { DeclareHardshipInput, HardshipCountryParams } from "~/domain/organisations/input.server";
import { HardshipForm, HardshipPreview } from "~/ui/organisations/hardship-form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", params: HardshipCountryParams },
  async ({ actor, params, t }) => ({
    ...(await getDeclarationPage(actor, params.iso2)),
    title: t("hardship:declaration.documentTitle"),
  }),
);

/** Confirmed as previewed, it is declared; before that, nothing is recorded. */
const Declaration = DeclareHardshipInput.extend({ confirmed: z.literal("yes").optional() });

export const action = defineAction(
  { access: "signed-in", params: HardshipCountryParams, form: Declaration },
  async ({ actor, params, form: { confirmed, ...stated } }) => {
    if (!confirmed) {
      const { awards } = await previewHardship(actor, params.iso2, stated);
      const days = daysBetween(day(stated.fromOn), day(stated.expectedToOn)) + 1;
      return { preview: { stated, awards, days } };
    }
    await declareHardship(actor, params.iso2, stated);
    return redirectWith(`/country/${params.iso2}/hardship`, "hardship:flash.declared");
  },
);

export default function DeclareHardship() {
  const { t } = useTranslation("hardship");
  const { country, countryName, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const preview = answer && "preview" in answer ? answer.preview : undefined;
  return (
    <>
      <PageHeader
        title={t("declaration.title")}
        status={t("declaration.status", { name: countryName })}
        breadcrumbs={[
          { label: countryName, to: `/country/${country}` },
          { label: t("list.title"), to: `/country/${country}/hardship` },
          { label: t("declaration.title") },
        ]}
      />
      {preview && (
        <>
          <HardshipPreview {...preview} />
          <h2>{t("declaration.change")}</h2>
        </>
      )}
      <HardshipForm today={today} stated={preview?.stated} refusal={refusalOf(answer)} />
    </>
  );
}
