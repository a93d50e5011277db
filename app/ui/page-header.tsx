import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type Crumb = { label: string; to?: string };

/** Where you are, one sentence of status, one main action. */
export function PageHeader({
  title,
  status,
  action,
  breadcrumbs,
}: {
  title: string;
  status?: ReactNode;
  action?: ReactNode;
  breadcrumbs?: Crumb[];
}) {
  return (
    <>
      {breadcrumbs && breadcrumbs.length > 0 && (
        <nav className="breadcrumbs" aria-label="Breadcrumb">
          <ol>
            {breadcrumbs.map((crumb) => (
              <li key={crumb.label}>
                {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="page-header">
        <div>
          <h1>{title}</h1>
          {status && <p>{status}</p>}
        </div>
        {action}
      </header>
    </>
  );
}
