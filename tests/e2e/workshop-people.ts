/** Forty people of four countries who are put forward for the regional workshop, and those of them who have accounts. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Account } from "../setup/accounts";
import { DEMO_PASSWORD } from "../setup/e2e";
import type { Arrangement } from "./workshop-arrange";

export type Nominee = { name: string; email: string; country: string };

/** Six who join, by what becomes of them. */
export const LEARNERS = {
  lc: { key: "tot.lc", name: "Agatha Biscette", country: "LC", organisation: "lc-police-force" },
  jm: { key: "tot.jm", name: "Nadine Whyte", country: "JM", organisation: "jm-police-force" },
  bb: { key: "tot.bb", name: "Andre Cumberbatch", country: "BB", organisation: "bb-police-force" },
  gd: { key: "tot.gd", name: "Marva Bedeau", country: "GD", organisation: "gd-police-force" },
  fails: {
    key: "tot.lc2",
    name: "Rufus Monplaisir",
    country: "LC",
    organisation: "lc-police-force",
  },
  misses: {
    key: "tot.jm2",
    name: "Orville Samuels",
    country: "JM",
    organisation: "jm-police-force",
  },
} satisfies Record<string, Account>;
export const PASSING = [LEARNERS.lc, LEARNERS.jm, LEARNERS.bb, LEARNERS.gd];

export const STAFF: Account[] = [
  {
    ...{ key: "assessor2", name: "Lennox Baptiste", country: "LC" },
    ...{ organisation: "lc-police-academy", role: "assessor" },
  },
];

/** Those who have accounts stand first in their country. */
const PEOPLE: Record<string, string> = {
  "Saint Lucia":
    "Agatha Biscette, Rufus Monplaisir, Delia Octave, Ferdinand Isidore, Gemma Auguste, Hector Wilfred, Imelda Cenac, Jerome Pascal, Kezia Mathurin, Lambert Fontenelle",
  Jamaica:
    "Nadine Whyte, Orville Samuels, Patrice Lawes, Ricardo Blackwood, Sonia Tulloch, Trevor Gayle, Ursula Minott, Vincent Palmer, Winsome Reid, Yanique Dacres",
  Barbados:
    "Andre Cumberbatch, Cheryl Boyce, Damien Worrell, Esther Haynes, Fabian Springer, Grace Sobers, Harold Greenidge, Joy Blackman, Kirk Yearwood, Lorna Husbands",
  Grenada:
    "Marva Bedeau, Nigel Hosten, Ophelia Cromwell, Quincy Redhead, Roxanne Frame, Stanley Ross, Thora Belfon, Urban Lessey, Verlyn Noel, Wayne Purcell",
};

const mailOf = (name: string): string => {
  const account = Object.values(LEARNERS).find((learner) => learner.name === name);
  const box = name.toLowerCase().replace(" ", ".");
  return account ? `${account.key}@demo.breakwater.test` : `${box}@police.example`;
};

export const NOMINEES: Nominee[] = Object.entries(PEOPLE).flatMap(([country, names]) =>
  names.split(", ").map((name) => ({ name, country, email: mailOf(name) })),
);

/** The file as somebody sends it: one address without its @, one country and one profession that nobody knows. */
export function rosterFile(): string {
  const rows = NOMINEES.map(({ name, email, country }) => {
    const sentEmail = name === "Cheryl Boyce" ? email.replace("@", " at ") : email;
    const sentCountry = name === "Nigel Hosten" ? "Atlantis" : country;
    const profession = name === "Trevor Gayle" ? "Wizard" : "Police first responder";
    return [sentEmail, name, sentCountry, profession].join(",");
  });
  return ["E-mail,Full name,Country,Profession", ...rows, ""].join("\n");
}

const run = promisify(execFile);

/** Arranges in the running platform what the journey is not about. */
export async function arrange(arrangement: Arrangement): Promise<void> {
  await run(
    process.execPath,
    ["--import", "tsx", "tests/e2e/workshop-arrange.ts", JSON.stringify(arrangement)],
    {
      env: {
        ...process.env,
        BREAKWATER_DEMO_PASSWORD: DEMO_PASSWORD,
        NODE_ENV: "production",
      },
    },
  );
}
