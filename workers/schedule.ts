/** All recurring work, in one table. */

import { closeExpiredSittings } from "~/domain/assessment/commands/close-expired.server";
import { exportAuditHeads, sealAudit } from "~/domain/audit/commands.server";
import { rollUpCapacity } from "~/domain/capacity/commands.server";
import { emptyOldImports } from "~/domain/cohorts/commands/empty-imports.server";
import { beginQuotaReleases } from "~/domain/cohorts/commands/release-quota.server";
import { beginSessionReminders } from "~/domain/cohorts/commands/remind-of-sessions.server";
import { beginDays } from "~/domain/gap-analysis/commands/evaluate-countries.server";
import { spreadChangedClaims } from "~/domain/learning/commands/claims.server";
import { spreadPackageChanges } from "~/domain/learning/commands/package-changes.server";
import { bundleDigests, deliverMessages } from "~/domain/notifications/commands/deliver.server";
import { forgetTroubles } from "~/domain/operations/commands/troubles.server";
import { expireUploads } from "~/domain/packages/commands/end-upload.server";
import { removeAbandoned } from "~/platform/storage/storage.server";

export type Recurring = { name: string; everySeconds: number; run: () => Promise<unknown> };

export const SCHEDULE: Recurring[] = [
  { name: "audit.seal", everySeconds: 5, run: sealAudit },
  { name: "audit.keep-heads", everySeconds: 900, run: () => exportAuditHeads() },
  { name: "notifications.bundle-digests", everySeconds: 60, run: () => bundleDigests() },
  { name: "notifications.deliver", everySeconds: 15, run: () => deliverMessages() },
  {
    name: "assessment.close-expired",
    everySeconds: 60,
    run: () => closeExpiredSittings(),
  },
  { name: "capacity.roll-up", everySeconds: 60, run: () => rollUpCapacity() },
  { name: "cohorts.release-quotas", everySeconds: 300, run: () => beginQuotaReleases() },
  { name: "cohorts.empty-imports", everySeconds: 3600, run: () => emptyOldImports() },
  { name: "cohorts.session-reminder", everySeconds: 300, run: () => beginSessionReminders() },
  { name: "gap-analysis.begin-days", everySeconds: 300, run: () => beginDays() },
  { name: "operations.forget-troubles", everySeconds: 3600, run: () => forgetTroubles() },
  { name: "packages.expire-uploads", everySeconds: 3600, run: () => expireUploads() },
  { name: "learning.spread-package-changes", everySeconds: 900, run: () => spreadPackageChanges() },
  { name: "learning.spread-changed-claims", everySeconds: 600, run: () => spreadChangedClaims() },
  { name: "storage.remove-abandoned", everySeconds: 3600, run: () => removeAbandoned() },
];
