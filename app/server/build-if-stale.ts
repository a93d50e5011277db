/** Builds when a source file is newer than the last build, so that `npm start` is right after a pull and quick otherwise. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SOURCES = [
  "app",
  "content",
  "public",
  "prisma/schema",
  "package.json",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
];
const BUILT = "build/server/index.js";

/** Runs the builds that are missing or stale. Throws when one fails, with its output already shown. */
export async function buildIfStale(): Promise<void> {
  if (existsSync(BUILT) && newest(SOURCES) <= statSync(BUILT).mtimeMs) return;
  console.log("Building (the first start takes about a minute)…");
  const result = spawnSync("npm", ["run", "--silent", "build"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error("npm run build failed; its output is above.");
}

function newest(paths: string[]): number {
  return Math.max(0, ...paths.filter(existsSync).map(newestUnder));
}

function newestUnder(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => path !== "public" || name !== "build")
      .map((name) => newestUnder(join(path, name))),
  );
}
