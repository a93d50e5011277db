/** Countries, populations, professions, organisations and committees from content/. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { BRANCHES } from "~/domain/kernel/country";
import { newId } from "~/domain/kernel/ids";
import type { Loader } from ".";

const Country = z.object({
  iso2: z.string().length(2),
  name: z.string(),
  caricomStatus: z.string(),
  languages: z.array(z.string()),
  zone: z.string(),
});
const Population = z.object({ key: z.string(), name: z.string(), definition: z.string() });
const Profession = z.object({
  key: z.string(),
  name: z.string(),
  population: z.string().nullable(),
  branch: z.enum(BRANCHES),
});
const Organisation = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.string(),
  country: z.string().nullable(),
  branch: z.enum(BRANCHES),
  mandate: z.string().nullable(),
});
const Committee = z.object({
  key: z.string(),
  name: z.string(),
  chair: z.string(),
  remit: z.string(),
});

/** Parses a YAML file of content/ with a schema; the error names the file. */
export function readContent<S extends z.ZodType>(schema: S, ...path: string[]): z.output<S> {
  const file = join("content", ...path);
  const result = schema.safeParse(parse(readFileSync(file, "utf8")));
  if (!result.success) throw new Error(`${file} cannot be used:\n${z.prettifyError(result.error)}`);
  return result.data;
}

export const load: Loader = async (db) => {
  for (const file of readdirSync("content/countries")) {
    const c = readContent(Country, "countries", basename(file));
    await db.query(
      `insert into country (iso2, name, caricom_status, languages, zone) values ($1, $2, $3, $4, $5)
       on conflict (iso2) do update set name = $2, caricom_status = $3, languages = $4, zone = $5`,
      [c.iso2, c.name, c.caricomStatus, c.languages, c.zone],
    );
  }
  for (const p of readContent(z.array(Population), "frameworks", "populations.yaml")) {
    await db.query(
      "insert into population (key, name, definition) values ($1, $2, $3) on conflict (key) do update set name = $2, definition = $3",
      [p.key, p.name, p.definition],
    );
  }
  for (const p of readContent(z.array(Profession), "frameworks", "professions.yaml")) {
    await db.query(
      `insert into profession (key, name, population_key, branch) values ($1, $2, $3, $4)
       on conflict (key) do update set name = $2, population_key = $3, branch = $4`,
      [p.key, p.name, p.population, p.branch],
    );
  }
  for (const o of readContent(z.array(Organisation), "frameworks", "organisations.yaml")) {
    await db.query(
      `insert into organisation (id, key, name, kind, country, branch, mandate) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (key) do update set name = $3, kind = $4, mandate = $7`,
      [newId(), o.key, o.name, o.kind, o.country, o.branch, o.mandate],
    );
  }
  for (const c of readContent(z.array(Committee), "frameworks", "committees.yaml")) {
    await db.query(
      "insert into committee (key, name, chair, remit) values ($1, $2, $3, $4) on conflict (key) do update set name = $2, chair = $3, remit = $4",
      [c.key, c.name, c.chair, c.remit],
    );
  }
};
