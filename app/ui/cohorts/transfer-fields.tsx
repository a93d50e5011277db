/** Where to, and a note that goes into the history. */
import { useTranslation } from "react-i18next";
import { Select, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";

type Target = {
  id: string;
  code: string;
  title: string;
  academy: string;
  startsOn: string | null;
};

export function TransferFields({ targets }: { targets: Target[] }) {
  const { t } = useTranslation("nominations");
  return (
    <>
      <Select
        name="toCohortId"
        label={t("transfer.to")}
        placeholder="—"
        options={targets.map(({ id, startsOn, ...rest }) => ({
          value: id,
          label: t("transfer.option", {
            ...rest,
            starts: startsOn ? formatDay(startsOn) : t("transfer.undated"),
          }),
        }))}
      />
      <TextInput name="note" label={t("transfer.note")} />
    </>
  );
}
