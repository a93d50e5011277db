import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

export const loader = defineLoader({ access: "public" }, ({ actor, t }) => ({
  signedIn: actor !== null,
  title: t("common:landing.documentTitle"),
  description: t("common:landing.lead"),
}));

export default function Landing() {
  const { t } = useTranslation("common");
  const { signedIn } = useLoaderData<typeof loader>();
  return (
    <div className="serif">
      <div className="hero">
        <h1>{t("landing.title")}</h1>
        <p>{t("landing.lead")}</p>
      </div>
      <div className="columns">
        <Card>
          <h2>{t("landing.learn")}</h2>
          <p>{t("landing.learnBody")}</p>
          <LinkButton to={signedIn ? "/my-learning" : "/catalogue"}>
            {t(signedIn ? "landing.learnMine" : "landing.learnAction")}
          </LinkButton>
        </Card>
        <Card>
          <h2>{t("landing.verify")}</h2>
          <p>{t("landing.verifyBody")}</p>
          <LinkButton to="/verify" variant="secondary">
            {t("landing.verifyAction")}
          </LinkButton>
        </Card>
        <Card>
          <h2>{t("landing.region")}</h2>
          <p>{t("landing.regionBody")}</p>
          <LinkButton to="/regional-picture" variant="secondary">
            {t("landing.regionAction")}
          </LinkButton>
        </Card>
      </div>
    </div>
  );
}
