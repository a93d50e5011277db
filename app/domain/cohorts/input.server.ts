/** Parsers for cohorts, part by part. */

export * from "./academy-input.server";
export * from "./attempts-input.server";
export * from "./lifecycle-input.server";
export * from "./nominations-input.server";
export * from "./roster-input.server";
export * from "./session-input.server";
export * from "./teaching-input.server";
