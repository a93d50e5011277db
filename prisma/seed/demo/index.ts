/** The demonstration: fictional people, made through the same commands as real ones. */
import pg from "pg";
import { closeAuth } from "~/domain/identity/auth.server";
import { databaseUrls } from "~/platform/env.server";
import { seed as seedAssessment } from "./assessment";
import { seed as seedCertification } from "./certification";
import { seed as seedCohorts } from "./cohorts";
import type { DemoContext } from "./context";
import { seed as seedGapAnalysis } from "./gap-analysis";
import { seed as seedHardship } from "./hardship";
import { seedPeople } from "./people";
import { seed as seedSessions } from "./sessions";

/** Runs once, when a demo instance is initialised. */
export async function seedDemo(): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrls.owner });
  await owner.connect();
  try {
    const context: DemoContext = { owner, people: await seedPeople() };
    await seedAssessment(context);
    await seedCertification(context);
    await seedGapAnalysis(context);
    await seedCohorts(context);
    await seedSessions(context);
    await seedHardship(context);
  } finally {
    await owner.end();
    await closeAuth();
  }
}
