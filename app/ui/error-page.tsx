import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "./button";

export type ErrorPageProps = { code: string; reason?: string; retryAfterSeconds?: number };

/** Says what happened, what is safe and what to do, and offers ways on: nobody is left at a dead end. */
export function ErrorPage({ code, reason, retryAfterSeconds }: ErrorPageProps) {
  const { t } = useTranslation("common");
  const minutes = Math.max(1, Math.ceil((retryAfterSeconds ?? 60) / 60));
  return (
    <section className="error-page serif">
      <h1>{t([`errorPage.${code}.title`, "errorPage.unexpected.title"])}</h1>
      <p>
        {t([`errorPage.${reason}`, `errorPage.${code}.body`, "errorPage.unexpected.body"], {
          count: minutes,
        })}
      </p>
      <p className="row">
        <LinkButton to="/">{t("errorPage.home")}</LinkButton>
        <Link to="/catalogue">{t("nav.catalogue")}</Link>
        <Link to="/verify">{t("errorPage.verify")}</Link>
      </p>
    </section>
  );
}
