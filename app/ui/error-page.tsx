import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "./button";

export type ErrorPageProps = {
  code: string;
  reason?: string;
  retryAfterSeconds?: number;
  /** What a form carried that was refused for good. */
  typed?: Record<string, string | string[]>;
};

/** Says what happened, what is safe and what to do, and offers ways on: nobody is left at a dead end. */
export function ErrorPage({ code, reason, retryAfterSeconds, typed = {} }: ErrorPageProps) {
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
      <Typed fields={typedFields(typed)} />
      <p className="row">
        <LinkButton to="/">{t("errorPage.home")}</LinkButton>
        <Link to="/catalogue">{t("nav.catalogue")}</Link>
        <Link to="/verify">{t("errorPage.verify")}</Link>
      </p>
    </section>
  );
}

type Field = { name: string; value: string };

/** What a person has typed or chosen; ids and empty fields are the form's own. */
const typedFields = (typed: NonNullable<ErrorPageProps["typed"]>): Field[] =>
  Object.entries(typed)
    .map(([name, value]) => ({ name, value: [value].flat().join(", ").trim() }))
    .filter(({ value }) => value !== "" && !/^[0-9a-f-]{36}(, |$)/.test(value));

/** "mark.secure_scene" as a person may read it. */
const wordsOf = (name: string): string => name.replace(/[._-]+/g, " ");

function Typed({ fields }: { fields: Field[] }) {
  const { t } = useTranslation("common");
  if (fields.length === 0) return null;
  return (
    <section>
      <h2>{t("errorPage.typedTitle")}</h2>
      <p>{t("errorPage.typedBody")}</p>
      <dl className="typed">
        {fields.map(({ name, value }) => (
          <div key={name}>
            <dt>{wordsOf(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
