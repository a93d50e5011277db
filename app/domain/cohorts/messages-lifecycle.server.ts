/** How the life of a cohort writes to people; the shape is that of the notifications area's `announcement`. */
import type { Branch } from "~/domain/kernel/country";
import { newId } from "~/domain/kernel/ids";
import type { ActorDb } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { translate } from "~/platform/i18n.server";

export type Announcement = {
  cause: string;
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: Branch;
  values: { cohort: string; title: string; text: string; from: string; link: string };
};

/** Once per cause, however often a job runs. */
export async function announce(db: ActorDb, message: Announcement): Promise<void> {
  const { cause, personId, email, name, country, branch } = message;
  const values = { ...message.values, name, link: env().appOrigin + message.values.link };
  const t = translate("en");
  await db.$executeRaw`
    select app.write_message(${newId()}::uuid, ${personId}::uuid, ${email}, ${country}, ${branch}, 'announcement', 'en',
      ${t("cohorts:mail.announcement.subject", values)}, ${t("cohorts:mail.announcement.body", values)}, ${cause}::uuid)`;
}
