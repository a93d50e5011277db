/** Parsers for cohorts, part by part. */
export * from "./nominations-input.server";
