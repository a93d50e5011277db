import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { attendByCode } from "~/domain/cohorts/commands/attend.server";
import { AttendParams, NoFields } from "~/domain/cohorts/input.server";
import { readCode } from "~/domain/cohorts/queries/my-sessions.server";
import { Notice } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { useSpan } from "~/ui/cohorts/session-time";
import { Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: AttendParams },
  async ({ actor, params, t }) => ({
    code: await readCode(actor, params.code),
    documentTitle: t("sessions:attend.documentTitle"),
  }),
);

export const action = defineAction(
  { access: "signed-in", params: AttendParams, form: NoFields },
  async ({ actor, params }) => {
    const { again } = await attendByCode(actor, params.code);
    return redirectWith("/my-sessions", `sessions:flash.${again ? "attendedAgain" : "attended"}`);
  },
);

export default function AttendByCode() {
  const { t } = useTranslation("sessions");
  const { code } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const span = useSpan();
  const { title, cohort, startsAt, endsAt, zone, outcome } = code;
  const when = startsAt && endsAt && zone ? span({ startsAt, endsAt, zone }) : "";
  if (outcome === "open")
    return (
      <div className="narrow">
        <PageHeader
          title={t("attend.confirmTitle", { title })}
          status={t("attend.confirmBody", { cohort, when })}
        />
        <Form refusal={refusal} namespace="sessions">
          <div>
            <Button>{t("attend.submit")}</Button>
          </div>
        </Form>
      </div>
    );
  return (
    <div className="narrow">
      <PageHeader
        title={t(`attend.outcomes.${outcome}.title`)}
        status={title ? `${title}, ${when}` : undefined}
      />
      <Notice kind={outcome === "already" ? "success" : "warning"}>
        {t(`attend.outcomes.${outcome}.body`)}
      </Notice>
      <div className="actions">
        <LinkButton to="/my-sessions" variant="secondary">
          {t("attend.toSessions")}
        </LinkButton>
        {outcome !== "already" && <Link to="/attend">{t("attend.toWord")}</Link>}
      </div>
    </div>
  );
}
