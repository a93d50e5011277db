/** { country, on } → the country's standards are evaluated for the day that has begun there. */
export const dayBegun = "gap-analysis.day-begun";

export const evaluateCountryJob = {
  name: "gap-analysis.evaluate-country",
  topics: [dayBegun],
} as const;
