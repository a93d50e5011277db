/** The code as it is read from across a room. */
import { useTranslation } from "react-i18next";
import { sessionClock } from "./session-time";

type Props = {
  shown: { qr: string; word: string; shownUntil: Date | string };
  address: string;
  zone: string;
};

export function CodeOnTheWall({ shown, address, zone }: Props) {
  const { t } = useTranslation("sessions");
  return (
    <section className="wall-code">
      <p className="wall-note">{t("wall.scan")}</p>
      <div
        className="wall-qr"
        role="img"
        aria-label={t("wall.qr")}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, drawn by us
        dangerouslySetInnerHTML={{ __html: shown.qr }}
      />
      <p className="wall-note">{t("wall.or", { address })}</p>
      <p className="wall-word">{shown.word}</p>
      <p className="muted">{t("wall.changes", { time: sessionClock(zone, shown.shownUntil) })}</p>
    </section>
  );
}
