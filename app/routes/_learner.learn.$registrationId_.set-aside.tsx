import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { chooseBranch } from "~/domain/learning/commands/choose-branch.server";
import { BranchInput, RegistrationParams } from "~/domain/learning/input.server";
import { getPlayer } from "~/domain/learning/queries.server";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams },
  async ({ actor, params, t }) => ({
    title: (await getPlayer(actor, params.registrationId)).title,
    documentTitle: t("learning:setAside.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: RegistrationParams, form: BranchInput },
  async ({ actor, params, form }) => {
    await chooseBranch(actor, params.registrationId, form.choice);
    return redirectWith("/my-learning", "learning:flash.chosen");
  },
);

export default function SetAside() {
  const { t } = useTranslation("learning");
  const { title } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageHeader
        title={t("setAside.title")}
        status={title}
        breadcrumbs={[
          { label: t("mine.title"), to: "/my-learning" },
          { label: t("setAside.title") },
        ]}
      />
      <p>{t("setAside.body")}</p>
      <form method="post" className="stack">
        <Button name="choice" value="keep">
          {t("setAside.keep")}
        </Button>
        <Button name="choice" value="use" variant="secondary">
          {t("setAside.use")}
        </Button>
      </form>
    </div>
  );
}
