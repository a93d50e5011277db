/**
 * What fictional contact points of seven countries stated, and two releases of the regional picture. Every figure names itself
 * as invented for the demonstration in its source.
 */
import { recordWorkforceCount } from "~/domain/capacity/commands.server";
import {
  recordIndicator,
  recordMilestone,
  releaseSnapshot,
} from "~/domain/gap-analysis/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { asDefiner } from "../definer";
import { actorOf, type DemoContext } from "./context";

const SOURCE = "Invented for the demonstration";
const DAY = 86_400_000;

type Statement = {
  country: string;
  /** Who spoke, where the country has no demonstration account that did. */
  contact?: string;
  /** Population → head count. */
  offices: Record<string, number>;
  /** Milestone → state reached. */
  milestones: Record<string, string>;
  /** Indicator → its value, or for `age` indicators days since it last happened. */
  values: Record<string, number>;
  ages: Record<string, number>;
};

const STATEMENTS: Statement[] = [
  {
    country: "LC",
    offices: {
      le_first_responder: 14,
      judge_superior: 6,
      magistrate: 9,
      prosecutor: 12,
      investigator: 22,
      gov_it_staff: 40,
      ministers: 14,
      cyber_unit: 4,
      customs_immigration: 30,
    },
    milestones: {
      ncs_policy: "approved",
      cybercrime_act: "in_force",
      procedural_powers: "in_force",
      data_privacy_act: "enacted",
      overlay_FR: "approved",
      chg_embedded: "implemented",
      contact_24_7: "designated",
      police_academy_adoption: "implemented",
      lab_hub_agreement: "drafted",
      budapest: "none",
    },
    values: { "CMM.D2.1": 2, "CMM.D4.3": 2, ncpoc_nominations: 2, contact_24_7_trained: 1 },
    ages: { overlay_review: 200, crisis_exercise: 420, status_return: 100, cyber_drill: 150 },
  },
  {
    country: "JM",
    offices: {
      le_first_responder: 60,
      judge_superior: 40,
      magistrate: 65,
      prosecutor: 70,
      investigator: 180,
      gov_it_staff: 320,
      ministers: 20,
      cyber_unit: 25,
    },
    milestones: {
      ncs_policy: "in_force",
      ncs_strategy: "approved",
      ncs_authority: "established",
      cybercrime_act: "in_force",
      procedural_powers: "in_force",
      data_privacy_act: "in_force",
      national_cert: "established",
      forensic_lab: "established",
      awareness_strategy: "published",
      leg_champion: "nominated",
      budapest: "invited",
    },
    values: {
      "CMM.D2.1": 3,
      "CMM.D3.3": 3,
      "CMM.D4.3": 3,
      "CMM.D1.2": 3,
      ncpoc_nominations: 2,
      renewal_rate_12mo: 55,
    },
    ages: {
      crisis_exercise: 140,
      status_return: 95,
      cyber_drill: 100,
      cyber_law_review: 700,
      expertise_inventory: 200,
    },
  },
  {
    country: "BB",
    offices: {
      le_first_responder: 20,
      judge_superior: 12,
      magistrate: 14,
      prosecutor: 20,
      investigator: 45,
      gov_it_staff: 90,
    },
    milestones: {
      ncs_policy: "approved",
      cybercrime_act: "enacted",
      data_privacy_act: "in_force",
      ncs_authority: "approved",
      contact_24_7: "designated",
    },
    values: { "CMM.D2.1": 2, "CMM.D4.3": 1, ncpoc_nominations: 2 },
    ages: { status_return: 90, cyber_drill: 380 },
  },
  {
    country: "TT",
    contact: "Rohan Baksh-Williams",
    offices: {
      le_first_responder: 48,
      judge_superior: 37,
      prosecutor: 55,
      investigator: 120,
      gov_it_staff: 260,
      cyber_unit: 18,
    },
    milestones: {
      ncs_policy: "in_force",
      ncs_strategy: "approved",
      cybercrime_act: "drafted",
      national_cert: "in_force",
      forensic_lab: "established",
      data_privacy_act: "approved",
      law_school_adoption: "drafted",
    },
    values: { "CMM.D2.1": 2, "CMM.D1.2": 3, ncpoc_nominations: 2 },
    ages: { status_return: 60, cyber_drill: 60, crisis_exercise: 330 },
  },
  {
    country: "GD",
    offices: { le_first_responder: 10, judge_superior: 5, magistrate: 5, prosecutor: 8 },
    milestones: { cybercrime_act: "in_force", ncs_policy: "drafted", contact_24_7: "nominated" },
    values: { "CMM.D2.1": 1, ncpoc_nominations: 1 },
    ages: { status_return: 260 },
  },
  {
    country: "BS",
    contact: "Leander Rolle",
    offices: { le_first_responder: 30, judge_superior: 16, investigator: 60, gov_it_staff: 110 },
    milestones: {
      ncs_policy: "approved",
      ncs_strategy: "approved",
      national_cert: "established",
      data_privacy_act: "enacted",
      cybercrime_act: "enacted",
    },
    values: { "CMM.D2.1": 2, ncpoc_nominations: 2 },
    ages: { status_return: 150 },
  },
  {
    country: "DM",
    contact: "Anselm Royer",
    offices: { le_first_responder: 12, magistrate: 4 },
    milestones: { cybercrime_act: "drafted" },
    values: { ncpoc_nominations: 2 },
    ages: {},
  },
];

export async function seed({ owner, people }: DemoContext): Promise<void> {
  for (const statement of STATEMENTS) {
    const known = people.get(`ncpoc.${statement.country.toLowerCase()}`);
    const personId = known ?? (await insertContact({ owner, people }, statement));
    await state(await actorOf(personId), statement);
  }
  const chair = await actorOf(people.get("chair") ?? "");
  await releaseSnapshot(chair, new Date(Date.now() - 60 * DAY));
}

async function insertContact(
  { owner }: DemoContext,
  { country, contact }: Statement,
): Promise<string> {
  if (!contact) throw new Error(`Nobody speaks for ${country}.`);
  const id = newId();
  const [first = "", ...rest] = contact.split(" ");
  const email = `ncpoc.${country.toLowerCase()}@demo.breakwater.test`;
  await asDefiner(
    owner,
    `with made as (insert into person (id, full_name, sort_name, email, country, branch) values ($1, $2, $3, $4, $5, 'general')),
     posted as (insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
       select $6, $1, $5, 'general', 'senior_official', o.id, '2023-05-02' from organisation o where o.key = $7)
     insert into role_grant (id, person_id, role, country) values ($8, $1, 'ncpoc', $5)`,
    [
      id,
      contact,
      `${rest.join(" ")}, ${first}`,
      email,
      country,
      newId(),
      `${country.toLowerCase()}-ministry`,
      newId(),
    ],
  );
  return id;
}

async function state(contact: Actor, statement: Statement): Promise<void> {
  const { country } = statement;
  const on = today("America/St_Lucia", new Date());
  const evidence = { evidence: SOURCE, evidenceUrl: null };
  for (const [populationKey, value] of Object.entries(statement.offices))
    await recordWorkforceCount(contact, country, {
      ...{ populationKey, value, low: undefined, high: undefined, note: null },
      ...{ asOfOn: addDays(on, -100), method: "establishment_list", source: SOURCE },
    });
  for (const [milestoneKey, reached] of Object.entries(statement.milestones))
    await recordMilestone(contact, country, {
      ...{ milestoneKey, state: reached, reachedOn: addDays(on, -300), ...evidence },
    });
  for (const [indicatorKey, value] of Object.entries(statement.values))
    await recordIndicator(contact, country, {
      ...{ indicatorKey, value, happenedOn: undefined, asOfOn: addDays(on, -100), ...evidence },
    });
  for (const [indicatorKey, days] of Object.entries(statement.ages))
    await recordIndicator(contact, country, {
      ...{ indicatorKey, value: undefined, happenedOn: addDays(on, -days), ...evidence },
      asOfOn: addDays(on, -Math.min(days, 60)),
    });
}
