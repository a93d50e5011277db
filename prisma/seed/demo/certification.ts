/**
 * Officers certified over the last two years: some in force, one close to its end, one expired, one withdrawn, some without
 * their country's own unit. Issued by the same commands as real awards, on the days they would have been.
 */
import type pg from "pg";
import { revokeAward } from "~/domain/certification/commands.server";
import { addDays, today } from "~/domain/kernel/days";
import { asDefiner } from "../definer";
import { actorOf, type DemoContext, settleOutbox } from "./context";
import { certify, findCourse, learn, type Officer } from "./officers";

const saintLucian = (name: string, daysAgo: number, withOverlay = true): Officer => ({
  ...{ name, country: "LC", organisation: "lc-police-force", daysAgo, withOverlay },
});
const visiting = (name: string, country: string, daysAgo: number): Officer => ({
  ...{ name, country, organisation: `${country.toLowerCase()}-police-force` },
  ...{ daysAgo, withOverlay: false },
});

const WITHDRAWN = "Cuthbert Emmanuel";

const OFFICERS: Officer[] = [
  saintLucian("Thérèse Mondesir", 70),
  saintLucian("Alphonsus Charlemagne", 75),
  saintLucian("Bernadette St Omer", 190),
  saintLucian("Gaspard Lamontagne", 410),
  saintLucian("Lydia Eugene-Popo", 655),
  saintLucian("Cyrus Felicien", 700),
  saintLucian("Marcellin Hippolyte", 790),
  saintLucian(WITHDRAWN, 220),
  saintLucian("Vernessa Jn Baptiste", 12, false),
  visiting("Oneil Brathwaite", "JM", 300),
  visiting("Shauna-Kay Lindo", "JM", 305),
  visiting("Everton Bogle", "JM", 30),
  visiting("Rashida Alleyne", "BB", 305),
  visiting("Keisha Gittens", "BB", 40),
  visiting("Dexter Holder", "BB", 745),
  visiting("Anil Ramsaran", "TT", 120),
  visiting("Joanne Pierre-Mohammed", "TT", 118),
  visiting("Delon Noel", "GD", 250),
  visiting("Theodora Cartwright", "BS", 60),
];

export async function seed({ owner, people }: DemoContext): Promise<void> {
  const course = await findCourse(owner);
  if (!course) return;
  const assessor = await actorOf(people.get("assessor") ?? "");
  for (const officer of OFFICERS)
    await certify(owner, course, assessor, await learn(owner, course, officer));
  await withdraw(owner, people.get("ncpoc.lc") ?? "");
  await settleOutbox(owner);
}

async function withdraw(owner: pg.Client, contactId: string): Promise<void> {
  const [award] = await asDefiner<{ id: string }>(
    owner,
    "select id from award where holder_name = $1",
    [WITHDRAWN],
  );
  if (!award) return;
  const effectiveOn = addDays(today("America/St_Lucia", new Date()), -35);
  await revokeAward(await actorOf(contactId), award.id, {
    effectiveOn,
    reason: "Left the force; the warrant card was returned.",
  });
}
