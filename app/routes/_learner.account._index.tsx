import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { changePassword } from "~/domain/identity/commands.server";
import { ChangePasswordInput } from "~/domain/identity/input.server";
import { getPerson, listSignIns } from "~/domain/identity/queries.server";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, TextInput } from "~/ui/form";
import { formatInstant } from "~/ui/format";
import { PageHeader } from "~/ui/page-header";
import { cookieHeaders, defineAction, defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "signed-in" }, async ({ actor, request, t }) => ({
  ...(await getPerson(actor, actor.personId)),
  signIns: await listSignIns(request.headers),
  title: t("identity:account.documentTitle"),
}));

export const action = defineAction(
  { access: "signed-in", form: ChangePasswordInput },
  async ({ form, request }) => {
    const cookies = await changePassword(request.headers, form);
    return redirectWith("/account", "passwordChanged", cookieHeaders(cookies));
  },
);

export default function Account() {
  const { t } = useTranslation("identity");
  const { person, postings, grants, signIns } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={person.fullName} status={t("account.status", { email: person.email })} />
      <div className="columns">
        <Card>
          <h2>{t("account.postings")}</h2>
          <ul>
            {postings.map((posting) => (
              <li key={`${posting.organisation}${String(posting.startsOn)}`}>
                {posting.profession}, {posting.organisation}
              </li>
            ))}
          </ul>
          {grants.length > 0 && <h3>{t("account.roles")}</h3>}
          <ul>
            {grants.map((grant) => (
              <li key={grant.id}>
                {[t(`roles.${grant.role}`), grant.organisation ?? grant.country]
                  .filter(Boolean)
                  .join(", ")}
              </li>
            ))}
          </ul>
          <p>
            <Link to="/account/notifications">{t("account.notifications")}</Link>
            <br />
            <Link to="/account/tokens">{t("account.tokens")}</Link>
          </p>
          <p>
            <Link to="/account/calendar">{t("sessions:myCalendar.title")}</Link>
          </p>
        </Card>
        <Card>
          <h2>{t("account.signIns")}</h2>
          <ul className="modules">
            {signIns.map((signIn) => (
              <li key={signIn.token}>
                <span>
                  {signIn.current ? t("account.thisOne") : (signIn.userAgent ?? "")}
                  <br />
                  <span className="muted small">
                    {t("account.since", { when: formatInstant(signIn.startedAt) })}
                  </span>
                </span>
                {!signIn.current && (
                  <form method="post" action={`/account/sign-ins/${signIn.token}`}>
                    <Button variant="quiet">{t("account.end")}</Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {signIns.length > 1 && (
            <form method="post" action="/account/other-sign-ins">
              <Button variant="secondary">{t("account.endOthers")}</Button>
            </form>
          )}
        </Card>
        <Card>
          <h2>{t("account.password")}</h2>
          <Form refusal={refusal} namespace="identity">
            <TextInput
              name="currentPassword"
              type="password"
              label={t("fields.currentPassword")}
              autoComplete="current-password"
            />
            <TextInput
              name="newPassword"
              type="password"
              label={t("fields.newPassword")}
              hint={t("reset.hint")}
              autoComplete="new-password"
            />
            <div>
              <Button variant="secondary">{t("account.save")}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
