import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CorrectedFilePage } from "~/ui/rosters/corrected-file-page";
import { refusalOf } from "~/web/refusal";
import { correctedFileAction, correctedFileLoader } from "~/web/roster-pages.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];
export const loader = correctedFileLoader;
export const action = correctedFileAction;

export default function RosterCorrectedFile() {
  const refusal = refusalOf(useActionData<typeof action>());
  return <CorrectedFilePage {...useLoaderData<typeof loader>()} refusal={refusal} />;
}
