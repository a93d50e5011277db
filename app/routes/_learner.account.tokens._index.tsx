import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { createToken } from "~/domain/identity/commands/tokens.server";
import { CreateTokenInput } from "~/domain/identity/input.server";
import { listTokens } from "~/domain/identity/queries/tokens.server";
import { API_SCOPES } from "~/domain/identity/schema";
import { Card, EmptyState } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { DataTable } from "~/ui/table";
import { NewToken, TokenForm } from "~/ui/tokens/token-form";
import { defineAction, defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => ({
  tokens: await listTokens(actor),
  scopes: [...API_SCOPES],
  now: Date.now(),
  title: t("tokens:documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: CreateTokenInput },
  async ({ actor, form }) => ({ made: (await createToken(actor, form)).token }),
);

export default function Tokens() {
  const { t } = useTranslation("tokens");
  const { tokens, scopes, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const state = (token: (typeof tokens)[number]) =>
    token.revokedAt ? "revoked" : new Date(token.expiresAt).getTime() < now ? "expired" : "valid";
  return (
    <>
      <PageHeader
        title={t("title")}
        status={t("status")}
        breadcrumbs={[{ label: t("account"), to: "/account" }, { label: t("title") }]}
      />
      {answer && "made" in answer && <NewToken token={answer.made} />}
      <DataTable
        caption={t("caption")}
        rows={tokens}
        rowKey={(token) => token.id}
        empty={<EmptyState title={t("emptyTitle")} body={t("emptyBody")} />}
        columns={[
          { key: "name", header: t("name"), render: (token) => token.name },
          { key: "scopes", header: t("scopes"), render: (token) => token.scopes.join(", ") },
          {
            key: "used",
            header: t("lastUsed"),
            render: (token) => (token.lastUsedAt ? formatDay(token.lastUsedAt) : t("never")),
          },
          { key: "until", header: t("until"), render: (token) => formatDay(token.expiresAt) },
          { key: "state", header: t("state"), render: (token) => t(`states.${state(token)}`) },
          {
            key: "end",
            header: t("action"),
            render: (token) =>
              state(token) === "valid" && (
                <form method="post" action={`/account/tokens/${token.id}/revocation`}>
                  <Button variant="quiet">{t("revoke", { name: token.name })}</Button>
                </form>
              ),
          },
        ]}
      />
      <Card>
        <h2>{t("new")}</h2>
        <TokenForm scopes={scopes} refusal={refusalOf(answer)} />
      </Card>
    </>
  );
}
