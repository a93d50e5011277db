import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** Two processors are kept busy; by itself vitest leaves one of two to others. */
const maxWorkers = 2;

/** Processes are shared, modules are not: a process per file would load the same libraries a hundred times. */
const ownModules = {
  pool: "forks",
  isolate: false,
  setupFiles: "tests/setup/own-modules.ts",
} as const;

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "{app,content,workers}/**/*.test.{ts,tsx}",
            "tests/{architecture,conformance,simulation}/**/*.test.ts",
          ],
          testTimeout: 20_000,
          ...ownModules,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "hostile",
          include: ["tests/hostile/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/setup/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...ownModules,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
