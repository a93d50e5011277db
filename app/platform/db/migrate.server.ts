/**
 * Applies prisma/migrations with Prisma's schema engine compiled to WebAssembly, which needs no download.
 * The folders stay ordinary Prisma migrations: `prisma migrate deploy` works on them too.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { databaseUrls } from "~/platform/env.server";

const MIGRATIONS = join(process.cwd(), "prisma", "migrations");

const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';

/** Applies what is missing, in the order of the folder names, as the owner role. Returns the names applied. */
export async function migrate(): Promise<string[]> {
  const engine = await schemaEngine();
  const migrationDirectories = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(MIGRATIONS, path, "migration.sql"), "utf8"),
        },
      },
    }));
  try {
    const result = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        migrationDirectories,
        shadowDbInitScript: "",
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

type Bindings = Promise<typeof import("@prisma/schema-engine-wasm/schema_engine_bg")>;

/** Of the whole process, however many copies of this module it has: the bindings hold one instance and cannot be given a second. */
const ofProcess = globalThis as { breakwaterSchemaEngine?: Bindings };

async function loadBindings(): Bindings {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  const folder = dirname(
    createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const loaded = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": loaded });
  loaded.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return loaded;
}

async function schemaEngine() {
  ofProcess.breakwaterSchemaEngine ??= loadBindings();
  const { SchemaEngine } = await ofProcess.breakwaterSchemaEngine;
  const adapter = wholeScripts(new PrismaPg({ connectionString: databaseUrls.owner }));
  return SchemaEngine.new(
    { datamodels: [["schema.prisma", DATASOURCE]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/**
 * The adapter cuts scripts at every semicolon, function bodies included. Sent whole, PostgreSQL parses it itself and
 * runs the migration as one transaction.
 */
function wholeScripts(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  };
  return factory;
}
