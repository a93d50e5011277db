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
