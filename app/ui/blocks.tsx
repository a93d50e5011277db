/** Small building blocks of pages: cards, facts, notices, empty states, progress, pages of a list. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export const Card = ({ children, lead }: { children: ReactNode; lead?: boolean }) => (
  <section className={lead ? "card card-lead" : "card"}>{children}</section>
);

export const EmptyState = ({
  title,
  body,
  action,
}: {
  title: string;
  body: string;
  action?: ReactNode;
}) => (
  <div className="empty">
    <h2>{title}</h2>
    <p>{body}</p>
    {action}
  </div>
);

/** An address that may break after its @ and nowhere in the middle of a word. */
export function Email({ address }: { address: string }) {
  const [name, host] = address.split("@");
  return (
    <>
      {name}@<wbr />
      {host}
    </>
  );
}

export type Fact = { term: string; detail: ReactNode };

export const Facts = ({ items }: { items: Fact[] }) => (
  <dl className="facts">
    {items.map((item) => (
      <div key={item.term} style={{ display: "contents" }}>
        <dt>{item.term}</dt>
        <dd>{item.detail}</dd>
      </div>
    ))}
  </dl>
);

export const Notice = ({
  kind = "info",
  children,
}: {
  kind?: "info" | "success" | "warning" | "error";
  children: ReactNode;
}) => (
  <div className={`notice notice-${kind}`} role={kind === "error" ? "alert" : "status"}>
    {children}
  </div>
);

/** `value` from 0 to 1. */
export const ProgressBar = ({ value, label }: { value: number; label: string }) => (
  <div className="progress">
    <span>{label}</span>
    <progress max={1} value={value} aria-label={label} />
  </div>
);

export function Pagination({
  page,
  pages,
  href,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  const { t } = useTranslation("common");
  if (pages <= 1) return null;
  return (
    <nav className="row" aria-label={t("pagination.label")}>
      {page > 1 && <Link to={href(page - 1)}>{t("pagination.previous")}</Link>}
      <span className="muted">{t("pagination.position", { page, pages })}</span>
      {page < pages && <Link to={href(page + 1)}>{t("pagination.next")}</Link>}
    </nav>
  );
}
