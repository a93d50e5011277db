/** What waits on this device, told by a script that sends it; without one, or where nothing waits, there is nothing to see. */
import { useTranslation } from "react-i18next";

const WORDS = ["sending", "sent", "waits", "signed_out", "refused"] as const;

/** `personId`: whose work it is; nobody else's on this device is looked at. */
export function WaitingWork({ personId }: { personId: string }) {
  const { t } = useTranslation("learning");
  return (
    <>
      <div
        id="waiting-work"
        className="notice notice-info"
        role="status"
        data-person={personId}
        hidden
      >
        {WORDS.map((word) => (
          <div key={word} data-says={word} hidden>
            {t(`waiting.${word}`)}{" "}
            {word === "sent" && <a href="/my-learning">{t("waiting.again")}</a>}
          </div>
        ))}
      </div>
      <script type="module" src="/build/waiting.js" />
    </>
  );
}
