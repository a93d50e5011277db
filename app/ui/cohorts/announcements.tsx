/** What academies wrote to a learner, newest first. */
import { useTranslation } from "react-i18next";
import { formatInstant } from "~/ui/format";

export type ShownAnnouncement = {
  id: string;
  subject: string;
  body: string;
  sentAt: Date | string;
  academy: string;
};

export function Announcements({ items, zone }: { items: ShownAnnouncement[]; zone: string }) {
  const { t } = useTranslation("teaching");
  if (items.length === 0) return <p className="muted">{t("due.noAnnouncements")}</p>;
  return (
    <ul className="announcements">
      {items.map(({ id, subject, body, sentAt, academy }) => (
        <li key={id}>
          <details>
            <summary>
              {subject}{" "}
              <span className="muted small">
                {t("due.from", { academy, at: formatInstant(sentAt, zone) })}
              </span>
            </summary>
            {body.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </details>
        </li>
      ))}
    </ul>
  );
}
