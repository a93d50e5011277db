/** Country codes are ISO 3166-1 alpha-2; which exist is data (table `country`). */
export type CountryCode = string;

export const BRANCHES = ["judicial", "general", "protected"] as const;
export type Branch = (typeof BRANCHES)[number];
