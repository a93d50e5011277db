/** What hardship extensions add to a certificate, in words that cannot be taken for a renewal. */
import { useTranslation } from "react-i18next";
import type { Extension } from "~/domain/certification/schema";
import { formatDay } from "~/ui/format";

export function ExtensionNote({ extension }: { extension: Extension | null }) {
  const { t } = useTranslation("certification");
  if (!extension) return null;
  const event = [...new Set(extension.because)].join("; ");
  return <>{t("extension", { to: formatDay(extension.to), event })}</>;
}
