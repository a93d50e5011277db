import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { unsubscribe } from "~/domain/notifications/commands/preferences.server";
import { UnsubscribeParams } from "~/domain/notifications/input.server";
import { getUnsubscribe } from "~/domain/notifications/queries.server";
import { Button } from "~/ui/button";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { limitByAddress } from "~/web/rate-limit.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export const loader = defineLoader(
  { access: "public", params: UnsubscribeParams },
  async ({ params, address, t }) => {
    await limitByAddress("unsubscribe", address, 60);
    return {
      ...(await getUnsubscribe(params.code)),
      title: t("notifications:unsubscribe.documentTitle"),
    };
  },
);

/** Answers with the page itself: mailbox programs that refuse mail with one POST follow no redirect (RFC 8058). */
export const action = defineAction(
  { access: "public", params: UnsubscribeParams, form: z.object({}) },
  async ({ params, address }) => {
    await limitByAddress("unsubscribe", address, 60);
    await unsubscribe(params.code);
    return { done: true };
  },
);

export default function Unsubscribe() {
  const { t } = useTranslation("notifications");
  const { topics } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const done = answer !== undefined && "done" in answer;
  const already = !done && topics.every(({ off }) => off);
  return (
    <div className="narrow">
      <PageHeader title={t(done || already ? "unsubscribe.done" : "unsubscribe.title")} />
      <p>{t(done || already ? "unsubscribe.doneBody" : "unsubscribe.about")}</p>
      <ul>
        {topics.map(({ topic }) => (
          <li key={topic}>{t(`topics.${topic}`)}</li>
        ))}
      </ul>
      <p className="muted">{t(done || already ? "unsubscribe.again" : "unsubscribe.note")}</p>
      {!done && !already && (
        <Form>
          <div>
            <Button>{t("unsubscribe.submit")}</Button>
          </div>
        </Form>
      )}
      {(done || already) && (
        <p>
          <Link to="/account/notifications">{t("unsubscribe.settings")}</Link>
        </p>
      )}
    </div>
  );
}
