import {
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { getInstanceMode } from "~/domain/organisations/queries.server";
import { ErrorPage, type ErrorPageProps } from "~/ui/error-page";
import { Frame } from "~/ui/frame/frame";
import styles from "~/ui/styles/index.css?url";
import { clearFlash, readFlash } from "~/web/flash.server";
import { academyPagesFor, navigationFor } from "~/web/navigation";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Breakwater" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const flash = await readFlash(request);
  const view = {
    locale: context.locale,
    navigation: navigationFor(context.session?.actor ?? null),
    academyPages: academyPagesFor(context.session?.actor ?? null),
    person: context.session ? { fullName: context.session.person.fullName } : null,
    path: new URL(request.url).pathname,
    mode: await getInstanceMode(),
    flash,
  };
  return data(view, flash ? { headers: { "Set-Cookie": await clearFlash() } } : undefined);
}

export function Layout({ children }: { children: ReactNode }) {
  const view = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={view?.locale ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A page may ask for the whole screen with `handle: { frame: false }` (the player does). */
const wantsFrame = (handle: unknown) =>
  !(typeof handle === "object" && handle !== null && "frame" in handle && handle.frame === false);

export default function App() {
  const matches = useMatches();
  const view = useRouteLoaderData<typeof loader>("root");
  if (!view || matches.some((match) => !wantsFrame(match.handle))) return <Outlet />;
  return (
    <Frame {...view}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const view = useRouteLoaderData<typeof loader>("root");
  const page = <ErrorPage {...errorProps(error)} />;
  return view ? <Frame {...view}>{page}</Frame> : page;
}

function errorProps(error: unknown): ErrorPageProps {
  if (!isRouteErrorResponse(error)) return { code: "unexpected" };
  if (error.status === 405) return { code: "not_found" };
  return typeof error.data === "object" && error.data
    ? error.data
    : { code: error.status === 404 ? "not_found" : "unexpected" };
}
