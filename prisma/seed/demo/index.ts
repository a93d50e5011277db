/** The demonstration: fictional people, made through the same commands as real ones. */
import { existsSync } from "node:fs";
import { closeAuth } from "~/domain/identity/auth.server";
import { seedPeople } from "./people";

export type DemoContext = { people: Map<string, string> };

const AREAS = ["packages", "learning", "assessment", "capacity", "certification", "gap-analysis"];

/** Runs once, when a demo instance is initialised. */
export async function seedDemo(): Promise<void> {
  const context: DemoContext = { people: await seedPeople() };
  for (const area of AREAS) {
    const file = new URL(`./${area}.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    const { seed } = (await import(/* @vite-ignore */ file.href)) as {
      seed: (context: DemoContext) => Promise<void>;
    };
    await seed(context);
  }
  await closeAuth();
}
