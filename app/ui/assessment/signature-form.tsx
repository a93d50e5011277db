/** The step between marking and signing: the outcome in words, and a sentence the assessor puts their name to. */
import { useTranslation } from "react-i18next";
import { Card, Facts } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Checkbox, Form } from "~/ui/form";
import { type Judgement, type Practical, practicalPath, type TypedMarks } from "./marking";

type SignatureFormProps = {
  practical: Practical;
  judgement: Judgement;
  typed: TypedMarks;
  unconfirmed?: boolean;
};

export function SignatureForm({ practical, judgement, typed, unconfirmed }: SignatureFormProps) {
  const { t } = useTranslation(["assessment", "practicals"]);
  const { fullName: name, draft, part } = practical;
  const isMine = !typed.correctsId && part && part !== "sole";
  const { points, outOf, missedMustPass } = judgement;
  const outcome = t(`practical.outcomes.${judgement.outcome}`);
  const missed = { term: t("practical.missed"), detail: missedMustPass.join(", ") };
  return (
    <Card lead>
      <h2>{t("practical.previewTitle", { outcome })}</h2>
      <Facts
        items={[
          { term: t("practical.points"), detail: t("practical.pointsDetail", { points, outOf }) },
          ...(missedMustPass.length > 0 ? [missed] : []),
          ...(isMine
            ? [{ term: t("practicals:signing"), detail: t(`practicals:parts.${part}.name`) }]
            : []),
          ...(draft.length > 0
            ? [
                {
                  term: t("practicals:evidence.title"),
                  detail: draft.map((file) => file.name).join(", "),
                },
              ]
            : []),
        ]}
      />
      <Form
        action={`${practicalPath(practical)}/signature`}
        namespace="assessment"
        refusal={unconfirmed ? { errors: { confirmed: "not_confirmed" }, values: {} } : undefined}
      >
        {Object.entries(typed).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <Checkbox name="confirmed" label={t("practical.confirm", { name })} />
        <p className="muted">{t("practical.signNote")}</p>
        <div>
          <Button>{t("practical.sign")}</Button>
        </div>
      </Form>
    </Card>
  );
}
