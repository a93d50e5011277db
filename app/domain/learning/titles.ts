/** What an activity is called, whichever organization of its package it belongs to. */
import { launchable, type Organization } from "~/domain/packages/schema";

/** Answers the identifier where the package knows no such activity. */
export function titlesOf(organizations: readonly Organization[]): (item: string) => string {
  const titles = new Map(
    organizations
      .flatMap(({ activities }) => launchable(activities))
      .map(({ identifier, title }) => [identifier, title]),
  );
  return (item) => titles.get(item) || item;
}
