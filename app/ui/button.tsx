import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";

type ButtonProps = {
  children: ReactNode;
  variant?: ButtonVariant;
  type?: "submit" | "button";
  name?: string;
  value?: string;
  formAction?: string;
};

export const Button = ({ variant = "primary", type = "submit", ...rest }: ButtonProps) => (
  <button type={type} className={`button button-${variant}`} {...rest} />
);

/** A link that looks like a button because it is the page's main step. */
export const LinkButton = ({
  to,
  variant = "primary",
  children,
}: {
  to: string;
  variant?: ButtonVariant;
  children: ReactNode;
}) => (
  <Link to={to} className={`button button-${variant}`}>
    {children}
  </Link>
);
