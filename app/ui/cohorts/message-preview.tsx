/** A message before it goes out: its words, how many get it, and the button that sends it. */
import { useTranslation } from "react-i18next";
import { Card } from "~/ui/blocks";
import { Button } from "~/ui/button";

type Props = {
  cohortId: string;
  preview: { recipients: number; withoutAccount: number; countries: number; names: string[] };
  message: { subject: string; body: string; to: string[]; messageId: string };
};

export function MessagePreview({ cohortId, preview, message }: Props) {
  const { t } = useTranslation("teaching");
  const { recipients, withoutAccount, countries, names } = preview;
  const more = recipients - names.length;
  return (
    <Card lead>
      <h2>{t("messages.previewTitle")}</h2>
      <p>
        <strong>{message.subject}</strong>
      </p>
      {message.body.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        {t("messages.recipients", { count: recipients, countries })}{" "}
        {withoutAccount > 0 && t("messages.withoutAccount", { count: withoutAccount })}
      </p>
      <p className="muted">
        {names.join(", ")} {more > 0 && t("messages.andMore", { count: more })}
      </p>
      <form method="post" action={`/academy/cohorts/${cohortId}/messages/sendings`}>
        {message.to.map((nominationId) => (
          <input key={nominationId} type="hidden" name="to" value={nominationId} />
        ))}
        <input type="hidden" name="messageId" value={message.messageId} />
        <input type="hidden" name="subject" value={message.subject} />
        <input type="hidden" name="body" value={message.body} />
        <Button>{t("messages.send", { count: recipients })}</Button>
        <p className="muted">{t("messages.notUndone")}</p>
      </form>
    </Card>
  );
}
