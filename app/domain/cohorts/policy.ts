/** Who may do what with cohorts. Academy staff act on their own academy's cohorts, a contact point on its country's general branch. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch, CountryCode } from "~/domain/kernel/country";
import { hasAnyRole, hasRole } from "~/domain/kernel/permissions";
import { COHORT_PAGES, type CohortPage } from "./schema";

type OfAcademy = { organisationId: string };
type OfPerson = { country: CountryCode; branch: Branch };

/** Has the actor any academy whose cohorts they work with? */
export const isAcademyStaff = (actor: Actor): boolean =>
  hasAnyRole(actor, ["academy_manager", "instructor", "assessor"]);

/** Creates, publishes, changes, cancels cohorts and what the academy trains with. */
export const canManageAcademy = (actor: Actor, { organisationId }: OfAcademy): boolean =>
  hasRole(actor, "academy_manager", { organisation: organisationId });

/** Sees the roster, marks attendance, writes notes and messages. */
export const canTeach = (actor: Actor, { organisationId }: OfAcademy): boolean =>
  hasAnyRole(actor, ["academy_manager", "instructor"], { organisation: organisationId });

/** Sees who is in the cohort: the academy's staff, assessors included. */
export const canSeeRoster = (actor: Actor, cohort: OfAcademy): boolean =>
  canTeach(actor, cohort) || hasRole(actor, "assessor", { organisation: cohort.organisationId });

/** Speaks for this country's people in this branch; never for the judiciary. */
export const speaksFor = (actor: Actor, { country, branch }: OfPerson): boolean =>
  branch === "general" && hasRole(actor, "ncpoc", { country });

/** Puts somebody forward: the academy, or the contact point of the nominee's country. */
export const canNominate = (actor: Actor, cohort: OfAcademy, nominee: OfPerson): boolean =>
  canManageAcademy(actor, cohort) || speaksFor(actor, nominee);

/** Uploads a roster: the academy for its cohort, or a contact point for their own country's people. */
export const canImportRoster = (
  actor: Actor,
  roster: OfAcademy & { country: CountryCode | null },
): boolean =>
  roster.country === null
    ? canManageAcademy(actor, roster)
    : hasRole(actor, "ncpoc", { country: roster.country });

/** Who opens which page of a cohort; the queries behind the pages ask the same. */
const OPENS: Record<CohortPage, (actor: Actor, cohort: OfAcademy) => boolean> = {
  overview: canSeeRoster,
  roster: canSeeRoster,
  sessions: canTeach,
  attendance: canTeach,
  progress: canSeeRoster,
  assessors: canSeeRoster,
  attempts: canTeach,
  rosters: (actor, cohort) => canImportRoster(actor, { ...cohort, country: null }),
  messages: canTeach,
};

/** The pages of a cohort that the actor may open, in the order of the work. */
export const cohortPages = (actor: Actor, cohort: OfAcademy): CohortPage[] =>
  COHORT_PAGES.filter((page) => OPENS[page](actor, cohort));

/** Gives a country's unused seats back to everybody. */
export const canReleaseQuota = (actor: Actor, cohort: OfAcademy, country: CountryCode): boolean =>
  canManageAcademy(actor, cohort) || hasRole(actor, "ncpoc", { country });

/** Grants an academy the right to deliver a curriculum. */
export const canGrantDelivery = (actor: Actor): boolean =>
  hasAnyRole(actor, ["regional_admin", "system_admin"]);

type OfNominee = OfPerson & OfAcademy & { personId: string | null };

/** Gives up a seat or a place in the queue: the person, the contact point who speaks for them, the academy. */
export const canWithdraw = (actor: Actor, nomination: OfNominee): boolean =>
  nomination.personId === actor.personId || canMove(actor, nomination);

/** Moves somebody to another cohort: whoever may put them forward. */
export const canMove = (actor: Actor, nomination: OfNominee): boolean =>
  canNominate(actor, nomination, nomination);

/** Sees every nomination of a country's general branch. */
export const canSeeNominations = (actor: Actor, country: CountryCode): boolean =>
  hasRole(actor, "ncpoc", { country });

/** Records what a partner plans elsewhere. */
export const canRecordOffer = (actor: Actor): boolean =>
  actor.regional || hasAnyRole(actor, ["academy_manager", "ncpoc"]);

/** Sees where trainings get in each other's way, as a list. */
export const canSeeOverlaps = (actor: Actor): boolean =>
  canRecordOffer(actor) || hasAnyRole(actor, ["instructor", "rcc_member", "steering_member"]);
