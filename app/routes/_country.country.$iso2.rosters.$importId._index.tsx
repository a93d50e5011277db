import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ImportPage } from "~/ui/rosters/import-page";
import { importLoader } from "~/web/roster-pages.server";

export const loader = importLoader;

/** While rows are being applied the page looks again by itself, without scripts. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  ...(data?.record.status === "applying" ? [{ httpEquiv: "refresh", content: "3" }] : []),
];

export default function Roster() {
  return <ImportPage {...useLoaderData<typeof loader>()} />;
}
