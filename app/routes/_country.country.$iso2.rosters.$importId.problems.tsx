import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProblemsPage } from "~/ui/rosters/problems-page";
import { refusalOf } from "~/web/refusal";
import { problemsAction, problemsLoader } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];
export const loader = problemsLoader;
export const action = problemsAction;

export default function RosterProblems() {
  const refusal = refusalOf(useActionData<typeof action>());
  return <ProblemsPage {...useLoaderData<typeof loader>()} refusal={refusal} />;
}
