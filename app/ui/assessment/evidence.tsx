/** Photos and files of a practical: choosing them while marking, and reading them afterwards. */
import { useTranslation } from "react-i18next";
import { EVIDENCE_FILES, EVIDENCE_TYPES } from "~/domain/assessment/schema";
import { Button } from "~/ui/button";
import { FileInput } from "~/ui/form";
import { formatBytes } from "~/ui/format";
import type { Evidence } from "./marking";

/** The camera and the files of the device, for any form with files. */
export function EvidenceInputs() {
  const { t } = useTranslation("practicals");
  return (
    <>
      <FileInput
        name="photo"
        label={t("evidence.photo")}
        accept={EVIDENCE_TYPES.filter((type) => type.startsWith("image/")).join(",")}
        capture="environment"
      />
      <FileInput
        name="evidence"
        label={t("evidence.files")}
        hint={t("evidence.hint", { count: EVIDENCE_FILES })}
        accept={EVIDENCE_TYPES.join(",")}
        multiple
      />
    </>
  );
}

/** The part of the marking form that keeps files with the draft; nothing typed is lost on the way. */
export function DraftEvidence({ draft, action }: { draft: Evidence[]; action: string }) {
  const { t } = useTranslation("practicals");
  return (
    <div className="criterion stack" id="evidence">
      <h3>{t("evidence.title")}</h3>
      {draft.length > 0 && (
        <ul className="evidence">
          {draft.map((file) => (
            <li key={file.id}>
              <EvidenceLink file={file} />
              <Button variant="quiet" formAction={action} name="remove" value={file.id}>
                {t("evidence.remove")}
                <span className="visually-hidden"> {file.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <EvidenceInputs />
      <div>
        <Button variant="secondary" formAction={action}>
          {t("evidence.attach")}
        </Button>
      </div>
    </div>
  );
}

export function EvidenceList({ files }: { files: Evidence[] }) {
  const { t } = useTranslation("practicals");
  if (files.length === 0) return null;
  return (
    <div>
      <strong>{t("evidence.title")}</strong>
      <ul className="evidence">
        {files.map((file) => (
          <li key={file.id}>
            <EvidenceLink file={file} />
            {file.note && <span className="muted">{file.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const EvidenceLink = ({ file }: { file: Evidence }) => (
  <span>
    <a href={`/practicals/evidence/${file.id}`}>{file.name}</a>{" "}
    <span className="muted small">{formatBytes(file.bytes)}</span>
  </span>
);
