/** Parsers for cohorts, part by part. */
export * from "./lifecycle-input.server";
