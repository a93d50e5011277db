import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** Processes are shared, modules are not: a process per file would load the same libraries a hundred times. */
const ownModules = {
  pool: "forks",
  isolate: false,
  setupFiles: "tests/setup/own-modules.ts",
} as const;

export default defineConfig({
  test: {
    // by itself vitest leaves one processor to others, which is every second one on a small machine
    maxWorkers: "100%",
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
          maxWorkers: 2,
          ...ownModules,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
