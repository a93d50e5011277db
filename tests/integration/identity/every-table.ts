/** Reads the catalogue of the database and invents one valid-enough row per table: no table can be forgotten. */
import { newId } from "~/domain/kernel/ids";
import type { TestDatabase } from "../../setup";

export type Table = { name: string; hasBranch: boolean; columns: Column[] };
type Column = { name: string; type: string; nullable: boolean; hasDefault: boolean };
type Owner = { country: string; branch: string; personId: string };

/** Every table of schema public with a country column. */
export const tablesWithCountry = (database: TestDatabase): Promise<Table[]> =>
  describeTables(
    database,
    "exists (select 1 from information_schema.columns k where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'country')",
  );

/** One table of schema public, whatever columns it has. */
export async function tableNamed(database: TestDatabase, name: string): Promise<Table> {
  const [table] = await describeTables(database, `c.table_name = '${name}'`);
  if (!table) throw new Error(`there is no table ${name}`);
  return table;
}

async function describeTables(database: TestDatabase, condition: string): Promise<Table[]> {
  const rows = await database.sql<{
    table_name: string;
    column_name: string;
    udt_name: string;
    is_nullable: string;
    column_default: string | null;
  }>(
    `select c.table_name, c.column_name, c.udt_name, c.is_nullable, c.column_default from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and ${condition}
     order by c.table_name, c.ordinal_position`,
  );
  const tables = new Map<string, Table>();
  for (const row of rows) {
    const table = tables.get(row.table_name) ?? {
      name: row.table_name,
      hasBranch: false,
      columns: [],
    };
    table.columns.push({
      name: row.column_name,
      type: row.udt_name,
      nullable: row.is_nullable === "YES",
      hasDefault: row.column_default !== null,
    });
    table.hasBranch ||= row.column_name === "branch";
    tables.set(row.table_name, table);
  }
  return [...tables.values()];
}

/** Inserts a row with foreign keys, checks and triggers set aside (session_replication_role), unless one of that owner exists. */
export async function fillTable(database: TestDatabase, table: Table, owner: Owner): Promise<void> {
  const branch = table.hasBranch ? ` and branch = '${owner.branch}'` : "";
  const there = await database.sql(
    `select 1 from ${table.name} where country = $1${branch} limit 1`,
    [owner.country],
  );
  if (there.length > 0) return;
  await fillRow(database, table, owner);
}

/** The same, whether or not there is a row already. */
export async function fillRow(database: TestDatabase, table: Table, owner: Owner): Promise<void> {
  const checks = await database.sql<{ conname: string }>(
    `select conname from pg_constraint where conrelid = '${table.name}'::regclass and contype = 'c'`,
  );
  const drops = checks
    .map((check) => `alter table ${table.name} drop constraint "${check.conname}";`)
    .join(" ");
  await database.sql(
    `set session_replication_role = replica; ${drops} ${insertOf(table, owner)}; set session_replication_role = origin`,
  );
}

/** A statement that puts a row of that owner into the table. */
export function insertOf(table: Table, owner: Owner): string {
  const columns = table.columns.filter(
    (column) => !column.nullable || ["country", "branch", "person_id"].includes(column.name),
  );
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const values = columns.map((column) => literal(column, owner)).join(", ");
  return `insert into ${table.name} (${names}) values (${values})`;
}

/** Every table of schema public that does not say whose country it is. */
export async function tablesWithoutCountry(database: TestDatabase): Promise<string[]> {
  const rows = await database.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r'
       and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'country') order by 1`,
  );
  return rows.map((row) => row.name);
}

function literal(column: Column, owner: Owner): string {
  if (column.name === "country") return `'${owner.country}'`;
  if (column.name === "branch") return `'${owner.branch}'`;
  if (column.name === "person_id") return `'${owner.personId}'`;
  return PLAIN[column.type] ?? (column.type.startsWith("_") ? "'{}'" : "'x'");
}

/** Never twice the same, so that no unique number stands in the way. */
let counter = 0;

const PLAIN: Record<string, string> = {
  get uuid() {
    return `'${newId()}'`;
  },
  get text() {
    return `'x${newId()}'`;
  },
  get int4() {
    counter += 1;
    return String(counter);
  },
  get int8() {
    counter += 1;
    return String(counter);
  },
  int2: "1",
  numeric: "1",
  float8: "1",
  bool: "false",
  jsonb: "'{}'",
  date: "'2026-01-01'",
  daterange: "'[2026-01-01,2026-02-01)'",
  timestamptz: "now()",
  xid8: "'1'",
};
