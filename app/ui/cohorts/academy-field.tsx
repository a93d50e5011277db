/** Which academy: asked only of somebody who manages more than one. */
import { useTranslation } from "react-i18next";
import { Select } from "~/ui/form";

export function AcademyField({ academies }: { academies: { id: string; name: string }[] }) {
  const { t } = useTranslation("cohorts");
  if (academies.length === 1)
    return <input type="hidden" name="organisationId" value={academies[0]?.id} />;
  return (
    <Select
      name="organisationId"
      label={t("form.academy")}
      options={academies.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
