/** Stating a hardship event, and seeing what it would do before it is declared. */
import { useTranslation } from "react-i18next";
import { HARDSHIP_KINDS, MOST_MONTHS } from "~/domain/organisations/schema";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextArea, TextInput } from "~/ui/form";
import { formatDay } from "~/ui/format";
import type { FormRefusal } from "~/web/refusal";

const MONTHS = Array.from({ length: MOST_MONTHS }, (_, at) => String(at + 1));

export type Stated = {
  kind: string;
  name: string;
  fromOn: string;
  expectedToOn: string;
  months: number;
  reason: string;
};

type FieldsProps = { today: string; stated?: Stated; refusal: FormRefusal | undefined };

export function HardshipForm({ today, stated, refusal }: FieldsProps) {
  const { t } = useTranslation("hardship");
  return (
    <Form refusal={refusal} namespace="hardship">
      <Select
        name="kind"
        label={t("declaration.kind")}
        placeholder="—"
        defaultValue={stated?.kind}
        options={HARDSHIP_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <TextInput
        name="name"
        label={t("declaration.name")}
        hint={t("declaration.nameHint")}
        maxLength={120}
        defaultValue={stated?.name}
      />
      <TextInput
        name="fromOn"
        type="date"
        label={t("declaration.from")}
        defaultValue={stated?.fromOn ?? today}
      />
      <TextInput
        name="expectedToOn"
        type="date"
        label={t("declaration.to")}
        hint={t("declaration.toHint")}
        defaultValue={stated?.expectedToOn}
      />
      <Select
        name="months"
        label={t("declaration.months")}
        hint={t("declaration.monthsHint")}
        defaultValue={String(stated?.months ?? 3)}
        options={MONTHS.map((value) => ({
          value,
          label: t("list.monthsCount", { count: Number(value) }),
        }))}
      />
      <TextArea
        name="reason"
        label={t("declaration.reason")}
        hint={t("declaration.reasonHint")}
        defaultValue={stated?.reason}
      />
      <div>
        <Button>{t("declaration.next")}</Button>
      </div>
    </Form>
  );
}

type PreviewProps = { stated: Stated; awards: number; days: number };

/** What would follow, and the button that makes it so. */
export function HardshipPreview({ stated, awards, days }: PreviewProps) {
  const { t } = useTranslation("hardship");
  const span = { from: formatDay(stated.fromOn), to: formatDay(stated.expectedToOn), count: days };
  const months = t("list.monthsCount", { count: stated.months });
  return (
    <Card lead>
      <h2>{t("declaration.previewTitle")}</h2>
      <p>
        <strong>{stated.name}</strong>, {t(`kinds.${stated.kind}`)}
      </p>
      <ul>
        <li>{t("declaration.previewDays", span)}</li>
        <li>{t("declaration.previewAwards", { count: awards, months })}</li>
        {awards > 0 && <li>{t("declaration.previewTold", { count: awards })}</li>}
      </ul>
      <p className="muted">{t("declaration.permanent")}</p>
      <Form>
        {Object.entries(stated).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div>
          <Button name="confirmed" value="yes">
            {t("declaration.confirm")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
