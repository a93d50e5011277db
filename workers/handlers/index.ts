/** Every job there is, by name. A handler parses, restores the actor and calls one command; it may run twice. */
import { handler as tellModerator } from "./assessment.tell-moderator";
import { handler as considerAward } from "./certification.consider-award";
import { handler as extendAwards } from "./certification.extend-awards";
import { handler as refreshHoldings } from "./certification.refresh-holdings";
import { handler as tellOfHardship } from "./certification.tell-of-hardship";
import { handler as tellOfHardshipEnd } from "./certification.tell-of-hardship-end";
import { handler as withdrawAward } from "./certification.withdraw-award";
import { handler as applyRoster } from "./cohorts.apply-roster";
import { handler as cancelSessions } from "./cohorts.cancel-sessions";
import { handler as inviteToSessions } from "./cohorts.invite-to-sessions";
import { handler as linkNominations } from "./cohorts.link-nominations";
import { handler as promoteStruck } from "./cohorts.promote-struck";
import { handler as promoteWaiting } from "./cohorts.promote-waiting";
import { handler as releaseQuotas } from "./cohorts.release-quotas";
import { handler as remindOfSession } from "./cohorts.remind-of-session";
import { handler as settleAttendance } from "./cohorts.settle-attendance";
import { handler as spreadDispute } from "./cohorts.spread-dispute";
import { handler as spreadMessage } from "./cohorts.spread-message";
import { handler as tellApprovers } from "./cohorts.tell-approvers";
import { handler as tellAssessor } from "./cohorts.tell-assessor";
import { handler as tellCohortChanged } from "./cohorts.tell-cohort-changed";
import { handler as tellLead } from "./cohorts.tell-lead";
import { handler as tellLineManager } from "./cohorts.tell-line-manager";
import { handler as tellMessage } from "./cohorts.tell-message";
import { handler as tellNominee } from "./cohorts.tell-nominee";
import { handler as tellOfSession } from "./cohorts.tell-of-session";
import { handler as evaluateCountry } from "./gap-analysis.evaluate-country";
import type { JobHandler } from "./handler";
import { handler as changePackage } from "./learning.change-package";
import { handler as checkClaim } from "./learning.check-claim";
import { handler as completeModule } from "./learning.complete-module";
import { handler as undoPackageChange } from "./learning.undo-package-change";
import { handler as awardExtended } from "./notifications.award-extended";
import { handler as awardIssued } from "./notifications.award-issued";
import { handler as awardWithdrawn } from "./notifications.award-withdrawn";
import { handler as hardshipNews } from "./notifications.hardship-news";
import { handler as invitation } from "./notifications.invitation";
import { handler as passwordReset } from "./notifications.password-reset";
import { handler as importUpload } from "./packages.import-upload";

export const handlers: JobHandler[] = [
  considerAward,
  applyRoster,
  refreshHoldings,
  completeModule,
  changePackage,
  checkClaim,
  undoPackageChange,
  evaluateCountry,
  withdrawAward,
  inviteToSessions,
  cancelSessions,
  settleAttendance,
  tellOfSession,
  remindOfSession,
  extendAwards,
  tellOfHardship,
  tellOfHardshipEnd,
  hardshipNews,
  awardIssued,
  awardExtended,
  awardWithdrawn,
  invitation,
  passwordReset,
  linkNominations,
  promoteStruck,
  promoteWaiting,
  releaseQuotas,
  tellApprovers,
  tellLineManager,
  tellNominee,
  tellCohortChanged,
  spreadMessage,
  tellMessage,
  tellAssessor,
  tellModerator,
  spreadDispute,
  tellLead,
  importUpload,
];
