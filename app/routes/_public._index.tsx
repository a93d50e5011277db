import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { getLandingPage } from "~/domain/gap-analysis/queries/landing.server";
import { Card } from "~/ui/blocks";
import { LinkButton } from "~/ui/button";
import { formatDay } from "~/ui/format";
import { AreaTally, type AreaTallyRow } from "~/ui/gap-analysis/area-tally";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

export const loader = defineLoader({ access: "public" }, async ({ actor, t }) => ({
  ...(await getLandingPage()),
  signedIn: actor !== null,
  title: t("common:landing.documentTitle"),
  description: t("common:landing.lead"),
}));

export default function Landing() {
  const { t } = useTranslation("common");
  const { signedIn, curricula, picture } = useLoaderData<typeof loader>();
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
      <h2>{t("landing.catalogue")}</h2>
      <ul className="modules stacked">
        {curricula.map(({ key, title, audience }) => (
          <li key={key}>
            <Link to={`/catalogue/${key}`}>{title}</Link>
            <span className="muted">{t("landing.catalogueFor", { audience })}</span>
          </li>
        ))}
      </ul>
      <h2>{t("landing.picture")}</h2>
      {picture ? <Picture {...picture} /> : <p className="muted">{t("landing.notReleased")}</p>}
    </div>
  );
}

function Picture({ asOfOn, areas }: { asOfOn: string; areas: AreaTallyRow[] }) {
  const { t } = useTranslation("common");
  const sum = (key: "met" | "not_met" | "unknown") =>
    areas.reduce((total, area) => total + area[key], 0);
  const [met, notMet, unknown] = [sum("met"), sum("not_met"), sum("unknown")];
  return (
    <>
      <p>
        {t("landing.pictureSentence", {
          ...{ met, notMet, unknown },
          day: formatDay(asOfOn),
        })}
      </p>
      <AreaTally areas={areas} />
    </>
  );
}
