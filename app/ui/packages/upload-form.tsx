/** Where the upload script shows what it does, with its words; hidden until it has something to show. */
import { useTranslation } from "react-i18next";

const WORDS = [
  ...["checking", "figures", "safe", "less_than_a_minute", "minutes_left"],
  ...["trouble_offline", "trouble_signed_out", "trouble_storage_full", "trouble_server"],
  ...[
    "another_file",
    "unreadable",
    "unexpected",
    "signed_out",
    "not_your_academy",
    "unknown_upload",
  ],
  ...["phase_waiting", "phase_checking", "phase_unpacking", "phase_publishing", "unpacked"],
];
/** Refusals that also exist as sentences of a form. */
const REFUSALS = ["too_many_uploads", "storage_full", "upload_too_large"];

export function UploadPanel({ megabytes }: { megabytes: number }) {
  const { t } = useTranslation("packages");
  return (
    <>
      <section id="upload-panel" className="card" hidden>
        <div className="progress">
          <span id="upload-figures" />
          <progress max={1} value={0} aria-label={t("upload.progress")} />
        </div>
        <p id="upload-status" role="status" />
      </section>
      <UploadScript megabytes={megabytes} />
    </>
  );
}

/** The script with its words alone, for a page that only follows an import. */
export function UploadScript({ megabytes }: { megabytes: number }) {
  const { t } = useTranslation("packages");
  const keep = { interpolation: { skipOnVariables: true } };
  const variables = ["done", "total", "minutes"].map((name) => [name, `{{${name}}}`]);
  const templates = Object.fromEntries(variables) as Record<string, string>;
  const words = Object.fromEntries([
    ...WORDS.map((key) => [key, t(`upload.words.${key}`, { ...templates, ...keep })]),
    ...REFUSALS.map((key) => [key, t(`errors.${key}`, { megabytes })]),
  ]);
  return (
    <>
      <script
        type="application/json"
        id="upload-words"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentences, escaped
        dangerouslySetInnerHTML={{ __html: JSON.stringify(words).replaceAll("<", "\\u003c") }}
      />
      <script type="module" src="/build/upload.js" />
    </>
  );
}
