import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { invalid } from "~/domain/kernel/errors";
import { takeWholeUpload } from "~/domain/packages/commands/begin-upload.server";
import { ImportInput } from "~/domain/packages/input.server";
import { getPackage, listImportingOrganisations } from "~/domain/packages/queries.server";
import { Button } from "~/ui/button";
import { FileInput, Form, Select, TextInput } from "~/ui/form";
import { UploadPanel } from "~/ui/packages/upload-form";
import { PageHeader } from "~/ui/page-header";
import { defineLoader } from "~/web/define.server";
import { refusalOf } from "~/web/refusal";
import { uploadAction, uploadLimitMegabytes } from "~/web/upload-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader(
  { access: "signed-in", query: z.object({ replaces: z.uuid().optional() }) },
  async ({ actor, query, t }) => {
    const replaced = query.replaces ? await getPackage(actor, query.replaces) : null;
    const organisations = await listImportingOrganisations(actor);
    return {
      organisations: replaced
        ? organisations.filter((o) => o.id === replaced.organisation.id)
        : organisations,
      replaced: replaced && { id: replaced.id, title: replaced.title },
      megabytes: uploadLimitMegabytes(),
      title: t("packages:new.documentTitle"),
    };
  },
);

export const action = (args: ActionFunctionArgs) =>
  uploadAction(
    args,
    ImportInput.extend({ packageId: z.uuid().optional() }),
    async ({ actor, form, filePath, fileName }) => {
      if (!filePath) throw invalid("file_missing", { field: "file" });
      const { id } = await takeWholeUpload(actor, { ...form, filePath, fileName });
      return redirect(`/academy/packages/uploads/${id}`);
    },
  );

export default function ImportPackage() {
  const { t } = useTranslation("packages");
  const { organisations, replaced, megabytes } = useLoaderData<typeof loader>();
  const refusal = refusalOf(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={replaced ? t("new.replaceTitle", replaced) : t("new.title")}
        status={t("new.status")}
        breadcrumbs={[
          { label: t("list.title"), to: "/academy/packages" },
          { label: t("new.title") },
        ]}
      />
      <Form encType="multipart/form-data" refusal={refusal} namespace="packages" data-upload="">
        {replaced && <input type="hidden" name="packageId" value={replaced.id} />}
        <FileInput
          name="file"
          label={t("new.file")}
          hint={t("new.fileHint", { megabytes })}
          accept=".zip,application/zip"
        />
        <Select
          name="organisationId"
          label={t("new.organisation")}
          options={organisations.map((o) => ({ value: o.id, label: o.name }))}
          defaultValue={organisations[0]?.id}
        />
        {!replaced && (
          <TextInput
            name="title"
            label={t("new.titleLabel")}
            hint={t("new.titleHint")}
            maxLength={300}
          />
        )}
        <div>
          <Button>{t("new.submit")}</Button>
        </div>
      </Form>
      <UploadPanel megabytes={megabytes} />
    </>
  );
}
