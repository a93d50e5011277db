/** The access rights there are; every grant has one of these and a scope (DESIGN §2). */
export const ROLES = [
  "instructor",
  "academy_manager",
  "ncpoc",
  "national_editor",
  "assessor",
  "rcc_member",
  "rcc_chair",
  "rifc_officer",
  "steering_member",
  "auditor",
  "regional_admin",
  "system_admin",
] as const;
export type Role = (typeof ROLES)[number];
