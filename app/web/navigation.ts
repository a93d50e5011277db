/** Which parts of the product a person sees in the header: only theirs, decided by the roles they hold. */
import type { Actor } from "~/domain/kernel/actor";
import { hasAnyRole, hasRole } from "~/domain/kernel/permissions";

export type NavigationItem = { key: string; to: string };

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
  if (hasAnyRole(actor, ["academy_manager", "instructor", "assessor"]))
    items.push({ key: "academy", to: "/academy" });
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
