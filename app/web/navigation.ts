/** Which parts of the product a person sees in the header: only theirs, decided by the roles they hold. */
import { canListPracticals } from "~/domain/assessment/policy";
import { isAcademyStaff } from "~/domain/cohorts/policy";
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole, hasRole } from "~/domain/kernel/permissions";
import { canListPackages } from "~/domain/packages/policy";
import { canSeeAcademyCounts } from "~/domain/reporting/policy";

export type NavigationItem<Key = string> = { key: Key; to: string };

/** Entries in the order of the loop; keys are translated as `nav.<key>`. */
export function navigationFor(actor: Actor | null): NavigationItem[] {
  if (!actor) {
    return [
      { key: "catalogue", to: "/catalogue" },
      { key: "regionalPicture", to: "/regional-picture" },
      { key: "verify", to: "/verify" },
    ];
  }
  const country = actor.grants.find((grant) => grant.role === "ncpoc")?.country;
  const items: NavigationItem[] = [
    { key: "learn", to: "/my-learning" },
    { key: "catalogue", to: "/catalogue" },
    { key: "training", to: "/training" },
  ];
  if (isAcademyStaff(actor)) items.push({ key: "academy", to: "/academy" });
  if (country)
    items.push(
      { key: "country", to: `/country/${country}` },
      { key: "nominations", to: `/country/${country}/nominations` },
    );
  if (actor.regional || hasAnyRole(actor, ["rcc_member", "steering_member"]))
    items.push({ key: "region", to: "/region/matrix" });
  else items.push({ key: "regionalPicture", to: "/regional-picture" });
  if (hasRole(actor, "system_admin"))
    items.push({ key: "people", to: "/people" }, { key: "jobs", to: "/admin/jobs" });
  else if (hasAnyRole(actor, ["ncpoc", "academy_manager"]))
    items.push({ key: "people", to: "/people" });
  if (hasAnyRole(actor, ["auditor", "system_admin"]))
    items.push({ key: "audit", to: "/admin/audit" });
  return items;
}

const ACADEMY_PAGES = [
  { key: "home", to: "/academy", mayOpen: isAcademyStaff },
  { key: "cohorts", to: "/academy/cohorts", mayOpen: isAcademyStaff },
  { key: "trainers", to: "/academy/trainers", mayOpen: isAcademyStaff },
  { key: "venues", to: "/academy/venues", mayOpen: isAcademyStaff },
  { key: "offers", to: "/academy/offers", mayOpen: isAcademyStaff },
  { key: "packages", to: "/academy/packages", mayOpen: canListPackages },
  { key: "practicals", to: "/academy/practicals", mayOpen: canListPracticals },
  { key: "counts", to: "/academy/counts", mayOpen: canSeeAcademyCounts },
] as const;

export type AcademyPage = (typeof ACADEMY_PAGES)[number]["key"];

/** The pages of their academy that somebody may open, by the rules the pages themselves ask; none for who works at none. */
export const academyPagesFor = (actor: Actor | null): NavigationItem<AcademyPage>[] =>
  actor && isAcademyStaff(actor)
    ? ACADEMY_PAGES.filter(({ mayOpen }) => mayOpen(actor)).map(({ key, to }) => ({ key, to }))
    : [];
