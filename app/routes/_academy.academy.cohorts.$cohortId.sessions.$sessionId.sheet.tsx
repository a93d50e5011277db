import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { keepSheet, SHEET_MEGABYTES } from "~/domain/cohorts/commands/keep-sheet.server";
import { NoFields, SessionParams } from "~/domain/cohorts/input.server";
import { getSheet } from "~/domain/cohorts/queries/attendance.server";
import { notFound } from "~/domain/kernel/errors";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { useCohortCrumbs } from "~/ui/cohorts/cohort-pages";
import { ScanTable } from "~/ui/cohorts/scan-table";
import { SignInSheet } from "~/ui/cohorts/sign-in-sheet";
import { FileInput, Form } from "~/ui/form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { refusalOf } from "~/web/refusal";
import { uploadAction } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: SessionParams },
  async ({ actor, params, t }) => {
    const view = await getSheet(actor, params);
    const named = { ...view.cohort, title: view.session.title };
    const documentTitle = t("sessions:sheet.documentTitle", named);
    return { view, megabytes: SHEET_MEGABYTES, documentTitle };
  },
);

/** Keeps a scan of the signed sheet. */
export const action = (args: ActionFunctionArgs) =>
  uploadAction(
    args,
    NoFields,
    async ({ actor, filePath, fileName }) => {
      const { data: ref } = SessionParams.safeParse(args.params);
      if (!ref) throw notFound();
      const { isNew } = await keepSheet(actor, ref, { filePath, fileName });
      return redirectWith(
        `/academy/cohorts/${ref.cohortId}/sessions/${ref.sessionId}/sheet`,
        isNew ? "sessions:flash.sheetKept" : "sessions:flash.sheetThere",
      );
    },
    SHEET_MEGABYTES * 1024 * 1024,
  );

export default function Sheet() {
  const { t } = useTranslation("sessions");
  const crumbs = useCohortCrumbs();
  const { view, megabytes } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  const { cohort, session } = view;
  const at = `/academy/cohorts/${cohort.id}`;
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t("sheet.heading")}
          status={t("sheet.print")}
          breadcrumbs={crumbs(
            cohort,
            "sessions",
            { label: session.title, to: `${at}/sessions/${session.id}/attendance` },
            { label: t("sheet.heading") },
          )}
        />
      </div>
      <SignInSheet view={view} />
      <div className="no-print">
        <Card>
          <h2>{t("sheet.scansTitle")}</h2>
          <p>{t("sheet.scansBody")}</p>
          <ScanTable
            scans={view.scans}
            hrefOf={(id) => `${at}/sessions/${session.id}/sheets/${id}`}
            zone={session.zone}
          />
          <Form encType="multipart/form-data" refusal={refusal} namespace="sessions">
            <FileInput
              name="file"
              label={t("sheet.file")}
              hint={t("sheet.fileHint", { megabytes })}
              accept="application/pdf,image/jpeg,image/png"
            />
            <div>
              <Button variant="secondary">{t("sheet.upload")}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
