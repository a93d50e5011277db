import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/blocks";
import { Button } from "~/ui/button";
import { Form, Select, TextInput } from "~/ui/form";
import type { FormRefusal } from "~/web/refusal";

type Props = { scopes: string[]; refusal: FormRefusal | undefined };

/** Making a token: a name to know it by, what it may do, how long. */
export function TokenForm({ scopes, refusal }: Props) {
  const { t } = useTranslation("tokens");
  const chosen = [refusal?.values.scopes ?? []].flat();
  return (
    <Form refusal={refusal} namespace="tokens">
      <TextInput name="name" label={t("name")} hint={t("nameHint")} />
      <fieldset className="field" id="field-scopes">
        <legend>{t("scopes")}</legend>
        {refusal?.errors.scopes && (
          <p className="field-error">{t(`errors.${refusal.errors.scopes}`)}</p>
        )}
        {scopes.map((scope) => (
          <label key={scope} className="choice">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={chosen.includes(scope)}
            />
            <span>
              {t(`scope.${scope.replace(":", "-")}`)} <code>{scope}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <Select
        name="days"
        label={t("days")}
        defaultValue="90"
        options={["30", "90", "365"].map((days) => ({
          value: days,
          label: t("daysCount", { count: Number(days) }),
        }))}
      />
      <div>
        <Button>{t("create")}</Button>
      </div>
    </Form>
  );
}

/** The token, shown this once. */
export function NewToken({ token }: { token: string }) {
  const { t } = useTranslation("tokens");
  return (
    <Notice kind="success">
      <p>{t("shownOnce")}</p>
      <p>
        <code>{token}</code>
      </p>
    </Notice>
  );
}
