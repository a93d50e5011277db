import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { UPLOAD_KEPT_DAYS, UploadParams } from "~/domain/packages/input.server";
import { getUpload } from "~/domain/packages/queries/uploads.server";
import { Card, Notice, ProgressBar } from "~/ui/blocks";
import { Button, LinkButton } from "~/ui/button";
import { FileInput, Form } from "~/ui/form";
import { formatBytes } from "~/ui/format";
import { UploadPanel, UploadScript } from "~/ui/packages/upload-form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";
import { redirectWith } from "~/web/flash.server";
import { uploadLimitMegabytes } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: UploadParams },
  async ({ actor, params, t }) => {
    const upload = await getUpload(actor, params.uploadId);
    if (upload.importedAs)
      throw await redirectWith(
        `/academy/packages/${upload.importedAs}`,
        upload.isNew ? "packages:flash.imported" : "packages:flash.same",
      );
    return {
      upload,
      days: UPLOAD_KEPT_DAYS,
      megabytes: uploadLimitMegabytes(),
      documentTitle: t("packages:upload.documentTitle"),
    };
  },
);

export default function PackageUpload() {
  const { t } = useTranslation("packages");
  const { upload, days } = useLoaderData<typeof loader>();
  const { state } = upload;
  return (
    <>
      <PageHeader
        title={upload.fileName}
        status={t("upload.for", upload)}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: upload.fileName },
        ]}
        action={
          ["refused", "cancelled", "expired"].includes(state) && (
            <LinkButton to="/academy/packages/new">{t("upload.again")}</LinkButton>
          )
        }
      />
      <Notice kind={upload.refusal ? "error" : "info"}>
        <p>{t(`upload.state.${state}`, { days })}</p>
        {upload.refusal && <p>{t(`errors.${upload.refusal.reason}`, upload.refusal)}</p>}
        {upload.cancelAskedAt && state === "importing" && <p>{t("upload.asked")}</p>}
      </Notice>
      {state === "receiving" && <Continue />}
      {(state === "waiting" || state === "importing") && <Importing />}
      <Steps />
    </>
  );
}

/** The file has to be chosen again: no page may keep hold of a person's file. */
function Continue() {
  const { t } = useTranslation("packages");
  const { upload, days, megabytes } = useLoaderData<typeof loader>();
  const sizes = { received: formatBytes(upload.received), total: formatBytes(upload.bytes) };
  return (
    <Card>
      <h2>{t("upload.continueTitle")}</h2>
      <ProgressBar value={upload.received / upload.bytes} label={t("upload.received", sizes)} />
      <Form
        action="/academy/packages/new"
        encType="multipart/form-data"
        namespace="packages"
        data-upload={upload.fingerprint}
      >
        <input type="hidden" name="organisationId" value={upload.organisationId} />
        {upload.packageId && <input type="hidden" name="packageId" value={upload.packageId} />}
        <FileInput
          name="file"
          label={t("new.file")}
          hint={t("upload.continueHint", { ...upload, days })}
          accept=".zip,application/zip"
        />
        <div>
          <Button>{t("upload.continue")}</Button>
        </div>
      </Form>
      <UploadPanel megabytes={megabytes} />
    </Card>
  );
}

function Importing() {
  const { t } = useTranslation("packages");
  const { upload, megabytes } = useLoaderData<typeof loader>();
  const { phase = "waiting", bytes = 0, bytesTotal = 0 } = upload.progress;
  return (
    <section className="card" data-import={upload.id}>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <p id="import-phase" role="status">
        {t(`upload.words.phase_${phase}`)}
      </p>
      <ProgressBar
        value={bytesTotal > 0 ? bytes / bytesTotal : 0}
        label={t("upload.importProgress")}
      />
      <p id="import-figures" className="muted" />
      <UploadScript megabytes={megabytes} />
    </section>
  );
}

function Steps() {
  const { t } = useTranslation("packages");
  const { upload } = useLoaderData<typeof loader>();
  const at = `/academy/packages/uploads/${upload.id}`;
  const open = ["receiving", "waiting", "importing", "stopped"].includes(upload.state);
  return (
    <div className="row">
      {upload.mayRetry && (
        <form method="post" action={`${at}/retry`}>
          <Button>{t("upload.retry")}</Button>
        </form>
      )}
      {open && (
        <form method="post" action={`${at}/cancellation`}>
          <Button variant="danger">{t("upload.cancelAction")}</Button>
        </form>
      )}
    </div>
  );
}
