import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listMyAwards } from "~/domain/certification/queries.server";
import { env } from "~/platform/env.server";
import { Card, EmptyState, Facts } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { ExtensionNote } from "~/ui/certification/extension-note";
import { formatDay } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { StatusBadge } from "~/ui/status-badge";
import { defineLoader } from "~/web/define.server";
import { qrCode } from "~/web/qr-code.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, t }) => {
  const awards = await listMyAwards(actor);
  const withLinks = awards.map((award) => ({
    ...award,
    link: `${env().appOrigin}/verify/${award.code}`,
    qr: qrCode(`${env().appOrigin}/verify/${award.code}`),
  }));
  return { awards: withLinks, title: t("certification:mine.documentTitle") };
});

export default function Certificates() {
  const { t } = useTranslation("certification");
  const { awards } = useLoaderData<typeof loader>();
  return (
    <div className="serif">
      <PageHeader title={t("mine.title")} />
      {awards.length === 0 && (
        <EmptyState
          title={t("mine.emptyTitle")}
          body={t("mine.emptyBody")}
          action={<LinkButton to="/my-learning">{t("mine.toLearning")}</LinkButton>}
        />
      )}
      {awards.map((award) => (
        <Card key={award.id}>
          <div className="certificate">
            <div>
              <h2>{award.certification}</h2>
              <p className="statused">
                <StatusBadge status={award.state} />{" "}
                <span>
                  {t(`mine.sentence_${award.state}`, {
                    from: formatDay(award.from),
                    to: formatDay(award.to),
                  })}{" "}
                  {award.state !== "revoked" && <ExtensionNote extension={award.extension} />}
                </span>
              </p>
              <Facts
                items={[
                  { term: t("facts.holder"), detail: award.holder },
                  { term: t("facts.number"), detail: award.number },
                  { term: t("facts.assurance"), detail: t(`assurance.${award.assurance}`) },
                  {
                    term: t("facts.scope"),
                    detail: t(award.covered ? "scope.full" : "scope.core_only"),
                  },
                  { term: t("facts.verify"), detail: <a href={award.link}>{award.link}</a> },
                ]}
              />
            </div>
            <div
              className="certificate-qr"
              role="img"
              aria-label={t("mine.qr")}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, escaped or drawn by us
              dangerouslySetInnerHTML={{ __html: award.qr }}
            />
          </div>
        </Card>
      ))}
    </div>
  );
}
