/** A constable who has finished the modules and passed the exam three days ago: the assessor finds a practical to sign. */
import type { DemoContext } from "./context";
import { findCourse, learn } from "./officers";

export async function seed({ owner }: DemoContext): Promise<void> {
  const course = await findCourse(owner);
  if (!course) return;
  await learn(owner, course, {
    ...{ name: "Marisol Faustin", country: "LC", organisation: "lc-police-force" },
    ...{ daysAgo: 3, withOverlay: true },
  });
}
