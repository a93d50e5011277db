/** What somebody who chose nothing has chosen, and where mail goes. */
import type { PreferencesInput } from "~/domain/notifications/input.server";
import { forgetEnvironment } from "~/platform/env.server";

export const CHOICES: PreferencesInput = {
  topics: {
    ...{ certificates: "immediate", cohorts: "immediate", sessions: "immediate" },
    ...{ reminders: "immediate", announcements: "immediate" },
  },
  quietFrom: null,
  quietTo: null,
};

export function mailTo(url: string | undefined): void {
  if (url) process.env.SMTP_URL = url;
  else delete process.env.SMTP_URL;
  forgetEnvironment();
}
