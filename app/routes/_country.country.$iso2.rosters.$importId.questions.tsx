import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { QuestionsPage } from "~/ui/rosters/questions-page";
import { refusalOf } from "~/web/refusal";
import { questionsAction, questionsLoader } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];
export const loader = questionsLoader;
export const action = questionsAction;

export default function RosterQuestions() {
  const refusal = refusalOf(useActionData<typeof action>());
  return <QuestionsPage {...useLoaderData<typeof loader>()} refusal={refusal} />;
}
