/** People and what they may do. A person exists from the day an invitation is accepted; postings are dated and kept. */
import type { Branch, CountryCode } from "~/domain/kernel/country";

/** Who is signed in, as every page needs it. */
export type SignedIn = {
  personId: string;
  fullName: string;
  email: string;
  locale: string;
  country: CountryCode;
  branch: Branch;
};

export type ActiveSignIn = {
  token: string;
  startedAt: Date;
  userAgent: string | null;
  current: boolean;
};

/** What a token of the API may be allowed; it never allows more than its person may do. */
export const API_SCOPES = [
  "packages:read",
  "packages:write",
  "curricula:read",
  "learning:read",
  "learning:write",
  "awards:read",
  "awards:write",
  "workforce:read",
  "workforce:write",
  "evaluations:read",
  "cohorts:read",
  "cohorts:write",
  "practicals:read",
  "practicals:write",
  "hardship:read",
  "hardship:write",
  "messages:read",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export type ApiTokenView = {
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};
