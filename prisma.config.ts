import { defineConfig } from "prisma/config";

// The generator asks for a native engine it never uses; any existing executable satisfies it offline.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
