import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ColumnsPage } from "~/ui/rosters/columns-page";
import { refusalOf } from "~/web/refusal";
import { columnsAction, columnsLoader } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];
export const loader = columnsLoader;
export const action = columnsAction;

export default function RosterColumns() {
  const refusal = refusalOf(useActionData<typeof action>());
  return <ColumnsPage {...useLoaderData<typeof loader>()} refusal={refusal} />;
}
