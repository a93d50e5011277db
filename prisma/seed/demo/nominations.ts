/** Who was put forward for the regional workshop: people of four countries, decided, waiting and undecided. */
import { decideNominations } from "~/domain/cohorts/commands/decide-nominations.server";
import { declineNomination } from "~/domain/cohorts/commands/decline-nomination.server";
import { nominate } from "~/domain/cohorts/commands/nominate.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import type { Sex } from "~/domain/cohorts/schema";
import type { Actor } from "~/domain/kernel/actor";
import { findOrganisation } from "~/domain/organisations/queries.server";
import { actorOf, type DemoContext } from "./context";
import { emailOf } from "./officers";

/** By their own contact point, whose word needs no other. Jamaica has seven seats at most: two of its people wait. */
const BY_CONTACT_POINT: Record<string, string[]> = {
  LC: ["Aloysius Felix", "Merle Antoine-Jules", "Hubert Cenac", "Natalia Gaston", "Petra Leonce"],
  JM: [
    ...["Garfield Swaby", "Latoya Mullings", "Kemar Dacosta", "Marcia Ffrench-Green"],
    ...["Ricardo Tulloch", "Simone Beckford", "Oral Wedderburn", "Camille Hibbert", "Andre Pusey"],
  ],
};

/** By the academy: each waits for the word of their country. */
const BY_ACADEMY: Record<string, string[]> = {
  LC: ["Kenrick Isidore", "Shermaine Auguste", "Roland Biscette"],
  BB: ["Clyde Worrell", "Andrea Haynes", "Jamal Bourne"],
  GD: ["Curlan Frederick", "Lyris Noel-Thomas", "Wendell Modeste"],
};

type Person = { name: string; country: string; priority?: number; sex?: Sex };
type Nominator = { actor: Actor; cohortId: string; note?: string };

/** Puts a person of a police force forward, as the page does. */
export async function nominateOfficer(
  { actor, cohortId, note = "" }: Nominator,
  { name, country, priority = 0, sex = "not_stated" }: Person,
  now = new Date(),
): Promise<string> {
  const { id: employerId } = await findOrganisation(`${country.toLowerCase()}-police-force`);
  const nominee = { fullName: name, email: emailOf(name), country, employerId, priority, note };
  const rest = { professionKey: "le_first_responder", lineManagerEmail: null, confirmed: true };
  const form = { ...nominee, ...rest, sex };
  return (await nominate(actor, cohortId, form, now)).nominationId;
}

export async function seedNominations({ people }: DemoContext, cohortId: string): Promise<void> {
  const academy = await actorOf(people.get("academy") ?? "");
  const contact = await actorOf(people.get("ncpoc.lc") ?? "");
  const ids = new Map<string, string>();
  const putForward = async (actor: Actor, named: Record<string, string[]>) => {
    for (const [country, names] of Object.entries(named))
      for (const [index, name] of names.entries()) {
        const person = { name, country, priority: index + 1 };
        ids.set(name, await nominateOfficer({ actor, cohortId }, person));
      }
  };
  for (const [country, names] of Object.entries(BY_CONTACT_POINT))
    await putForward(await actorOf(people.get(`ncpoc.${country.toLowerCase()}`) ?? ""), {
      [country]: names,
    });
  await putForward(academy, BY_ACADEMY);
  const idOf = (name: string) => ids.get(name) ?? "";
  await withdrawNomination(contact, idOf("Petra Leonce"), "Called as a witness in that week.");
  await decideNominations(contact, "LC", {
    ...{ id: [idOf("Roland Biscette")], outcome: "declined" },
    note: "Moves to the prison service in the new year.",
  });
  const reason = "Holds the certificate already; the seat is for somebody who does not.";
  await declineNomination(academy, idOf("Wendell Modeste"), reason);
}
