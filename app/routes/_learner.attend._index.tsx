import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { attendByWord } from "~/domain/cohorts/commands/attend.server";
import { CodeWordForm } from "~/domain/cohorts/input.server";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { limitByAddress } from "~/web/rate-limit.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader({ access: "signed-in" }, ({ t }) => ({
  documentTitle: t("sessions:attend.documentTitle"),
}));

/** A class shares one address, so that guessing is braked per person. */
export const action = defineAction(
  { access: "signed-in", form: CodeWordForm },
  async ({ actor, form }) => {
    await limitByAddress("attendance words", actor.personId, 12);
    const { again } = await attendByWord(actor, form.word);
    return redirectWith("/my-sessions", `sessions:flash.${again ? "attendedAgain" : "attended"}`);
  },
);

export default function Attend() {
  const { t } = useTranslation("sessions");
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <div className="narrow">
      <PageHeader title={t("attend.title")} status={t("attend.status")} />
      <Form refusal={refusal} namespace="sessions">
        <TextInput
          name="word"
          label={t("attend.word")}
          hint={t("attend.wordHint")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <div className="actions">
          <Button>{t("attend.submit")}</Button>
          <Link to="/my-sessions">{t("attend.toSessions")}</Link>
        </div>
      </Form>
    </div>
  );
}
