/** The frame of every page: header with what is yours, main, footer. Works without scripts; on a phone the menu is a list. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { AcademyPagesProvider } from "./academy-pages";

export type FrameProps = {
  navigation: { key: string; to: string }[];
  academyPages: { key: string; to: string }[];
  person: { fullName: string } | null;
  path: string;
  mode: "demo" | "live";
  flash: string | null;
  children: ReactNode;
};

export function Frame({
  navigation,
  academyPages,
  person,
  path,
  mode,
  flash,
  children,
}: FrameProps) {
  const { t } = useTranslation("common");
  return (
    <>
      <a className="skip" href="#main">
        {t("frame.skip")}
      </a>
      <header className="frame-header">
        <div className="frame-bar">
          <Link to="/" className="brand">
            <Mark />
            Breakwater
          </Link>
          <nav className="frame-nav frame-wide" aria-label={t("frame.navigation")}>
            <NavigationList navigation={navigation} path={path} />
          </nav>
          <div className="frame-wide">
            {person ? (
              <AccountMenu fullName={person.fullName} />
            ) : (
              <Link to="/sign-in">{t("frame.signIn")}</Link>
            )}
          </div>
          <details className="frame-menu frame-phone">
            <summary>{t("frame.menu")}</summary>
            <nav className="frame-menu-panel" aria-label={t("frame.navigation")}>
              {navigation.map((item) => (
                <Link key={item.to} to={item.to}>
                  {t(`nav.${item.key}`)}
                </Link>
              ))}
              {person ? <AccountLinks /> : <Link to="/sign-in">{t("frame.signIn")}</Link>}
            </nav>
          </details>
        </div>
      </header>
      {mode === "demo" && (
        <section className="frame-banner" aria-label={t("frame.demoLabel")}>
          <p>{t("frame.demo")}</p>
        </section>
      )}
      <main className="frame-main" id="main" tabIndex={-1}>
        {flash && (
          <Notice kind="success">{t(flash.includes(":") ? flash : `flash.${flash}`)}</Notice>
        )}
        <AcademyPagesProvider value={academyPages}>{children}</AcademyPagesProvider>
      </main>
      <footer className="frame-footer">
        <div>
          <span>Breakwater</span>
          <Link to="/privacy">{t("frame.privacy")}</Link>
          <Link to="/accessibility">{t("frame.accessibility")}</Link>
          <span>{t("frame.purpose")}</span>
        </div>
      </footer>
    </>
  );
}

function NavigationList({ navigation, path }: Pick<FrameProps, "navigation" | "path">) {
  const { t } = useTranslation("common");
  // the narrowest entry is where one is: a country's nominations, not the country
  const [current] = navigation
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length);
  return (
    <ul>
      {navigation.map((item) => (
        <li key={item.to}>
          <Link to={item.to} aria-current={item.to === current?.to ? "page" : undefined}>
            {t(`nav.${item.key}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

const AccountMenu = ({ fullName }: { fullName: string }) => (
  <details className="frame-menu">
    <summary>{fullName}</summary>
    <div className="frame-menu-panel">
      <AccountLinks />
    </div>
  </details>
);

function AccountLinks() {
  const { t } = useTranslation("common");
  return (
    <>
      <Link to="/my-sessions">{t("sessions:mine.title")}</Link>
      <Link to="/certificates">{t("frame.certificates")}</Link>
      <Link to="/messages">{t("frame.messages")}</Link>
      <Link to="/account">{t("frame.account")}</Link>
      <form method="post" action="/sign-out">
        <button type="submit">{t("frame.signOut")}</button>
      </form>
    </>
  );
}

const Mark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M4 22c4 0 4-3.5 8-3.5s4 3.5 8 3.5 4-3.5 8-3.5"
      fill="none"
      stroke="#7fd5dd"
      strokeWidth="3"
      strokeLinecap="round"
    />
    <path
      d="M8 13a8 8 0 0 1 16 0"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
    />
  </svg>
);
