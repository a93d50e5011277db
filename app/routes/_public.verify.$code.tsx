import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { VerifyInput } from "~/domain/certification/input.server";
import { verifyAward } from "~/domain/certification/queries.server";
import { Card, Facts } from "~/ui/blocks";
import { ExtensionNote } from "~/ui/certification/extension-note";
import { formatDay } from "~/ui/format";
import { statusIconName } from "~/ui/status-badge";
import { StatusIcon } from "~/ui/status-icon";
import { defineLoader } from "~/web/define.server";
import { limitByAddress } from "~/web/rate-limit.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export const loader = defineLoader(
  { access: "public", params: VerifyInput },
  async ({ params, address, t }) => {
    await limitByAddress("verify", address, 60);
    return {
      verdict: await verifyAward(params.code),
      title: t("certification:verify.documentTitle"),
    };
  },
);

const TONES = {
  valid: "good",
  scheduled: "wait",
  extended: "wait",
  expired: "bad",
  revoked: "bad",
  not_found: "unknown",
} as const;

export default function Verdict() {
  const { t } = useTranslation("certification");
  const { verdict } = useLoaderData<typeof loader>();
  return (
    <div className="narrow serif">
      <div className={`verdict tone-${TONES[verdict.state]}`}>
        <StatusIcon
          name={verdict.state === "not_found" ? "question" : statusIconName(verdict.state)}
        />
        <div>
          <h1>{t(`verdict.${verdict.state}`)}</h1>
          <p>
            {verdict.state === "not_found"
              ? t("verdict.notFoundBody")
              : t(`verdict.sentence_${verdict.state}`, {
                  from: formatDay(verdict.from),
                  to: formatDay(verdict.to),
                  on: verdict.revokedOn ? formatDay(verdict.revokedOn) : "",
                })}{" "}
            {verdict.state !== "not_found" && verdict.state !== "revoked" && (
              <ExtensionNote extension={verdict.extension} />
            )}
          </p>
        </div>
      </div>
      {verdict.state !== "not_found" && (
        <Card>
          <Facts
            items={[
              { term: t("facts.holder"), detail: verdict.holder },
              { term: t("facts.certification"), detail: verdict.certification },
              { term: t("facts.country"), detail: verdict.country },
              { term: t("facts.number"), detail: verdict.number },
              { term: t("facts.assurance"), detail: t(`assurance.${verdict.assurance}`) },
              {
                term: t("facts.scope"),
                detail: t(verdict.covered ? "scope.full" : "scope.core_only"),
              },
            ]}
          />
        </Card>
      )}
      <p>
        <Link to="/verify">{t("verify.another")}</Link>
      </p>
    </div>
  );
}
