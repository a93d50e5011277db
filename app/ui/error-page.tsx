import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export type ErrorPageProps = { code: string; reason?: string; retryAfterSeconds?: number };

/** Says what happened, what is safe and what to do. */
export function ErrorPage({ code, reason, retryAfterSeconds }: ErrorPageProps) {
  const { t } = useTranslation("common");
  const minutes = Math.max(1, Math.ceil((retryAfterSeconds ?? 60) / 60));
  return (
    <div className="narrow">
      <h1>{t([`errorPage.${code}.title`, "errorPage.unexpected.title"])}</h1>
      <p>
        {t([`errorPage.${reason}`, `errorPage.${code}.body`, "errorPage.unexpected.body"], {
          count: minutes,
        })}
      </p>
      <p>
        <Link to="/">{t("errorPage.home")}</Link>
      </p>
    </div>
  );
}
