import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { openAttendance } from "~/domain/cohorts/commands/attend.server";
import { NoFields, SessionParams } from "~/domain/cohorts/input.server";
import { getWall, type WallView } from "~/domain/cohorts/queries/attendance.server";
import { env } from "~/platform/env.server";
import { Button } from "~/ui/button";
import { CodeOnTheWall } from "~/ui/cohorts/code-on-the-wall";
import { sessionClock, useSpan } from "~/ui/cohorts/session-time";
import { Form } from "~/ui/form";
import { defineAction, defineLoader } from "~/web/define.server";
import { qrCode } from "~/web/qr-code.server";
import { refusalOf } from "~/web/refusal";

/** It is read from across a room: nothing but the code. */
export const handle = { frame: false };

/**
 * The page looks again by itself when the code changes, or every minute until there is one. It is for a wall, not for reading: nothing
 * on it is lost by being drawn again, and the same list can be marked without it (WCAG 2.2.1, essential).
 */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  ...(data?.againInSeconds ? [{ httpEquiv: "refresh", content: String(data.againInSeconds) }] : []),
];

export const loader = defineLoader(
  { access: "signed-in", params: SessionParams },
  async ({ actor, params, t }) => {
    const { shown, ...wall } = await getWall(actor, params);
    const { appOrigin } = env();
    return {
      ...wall,
      shown: shown && { ...shown, qr: qrCode(`${appOrigin}/attend/${shown.code}`) },
      address: `${appOrigin.replace(/^https?:\/\//, "")}/attend`,
      againInSeconds: againIn({ ...wall, shown }),
      documentTitle: t("sessions:wall.documentTitle", wall.session),
    };
  },
);

function againIn({ shown, open, now }: WallView): number | null {
  if (!open) return null;
  return shown ? Math.ceil((shown.shownUntil.getTime() - now.getTime()) / 1000) + 1 : 60;
}

/** Opens attendance by code. */
export const action = defineAction(
  { access: "signed-in", params: SessionParams, form: NoFields },
  async ({ actor, params }) => {
    await openAttendance(actor, params);
    const { cohortId, sessionId } = params;
    return redirect(`/academy/cohorts/${cohortId}/sessions/${sessionId}/code`);
  },
);

export default function Wall() {
  const { t } = useTranslation("sessions");
  const { cohort, session, shown, open, opensAt, address } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const span = useSpan();
  const at = `/academy/cohorts/${cohort.id}/sessions/${session.id}`;
  const mayOpen = !open && (session.state === "to_come" || session.state === "running");
  return (
    <main className="wall" id="main">
      <header>
        <h1>{session.title}</h1>
        <p>{span(session)}</p>
      </header>
      {shown && <CodeOnTheWall shown={shown} address={address} zone={session.zone} />}
      {!shown && open && session.state !== "over" && (
        <p className="wall-note">
          {t("wall.early", { time: sessionClock(session.zone, opensAt) })}
        </p>
      )}
      {session.state === "over" && <p className="wall-note">{t("wall.over")}</p>}
      {session.state === "cancelled" && <p className="wall-note">{t("wall.cancelled")}</p>}
      {mayOpen && (
        <section className="wall-open">
          <h2>{t("wall.openTitle")}</h2>
          <p>{t("wall.openBody")}</p>
          <Form refusal={refusal} namespace="sessions">
            <div>
              <Button>{t("wall.open")}</Button>
            </div>
          </Form>
        </section>
      )}
      <footer className="no-print">
        <Link to={`${at}/attendance`}>{t("wall.list")}</Link>
        {open && (
          <form method="post" action={`${at}/closure`}>
            <Button variant="quiet">{t("wall.close")}</Button>
          </form>
        )}
      </footer>
    </main>
  );
}
