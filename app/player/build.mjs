/**
 * Bundles what runs in browsers: the application's player, exam, uploads, My learning and matrix, and the content origin's shells, one per
 * standard. A shell is kept by browsers for a year, so its name says what is in it, and it lies there compressed as far as it goes.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const SHELLS = "public/build/shell";

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  logLevel: "warning",
};

await build({
  ...common,
  entryPoints: {
    player: "app/player/player.ts",
    exam: "app/player/exam.ts",
    upload: "app/player/upload.ts",
    waiting: "app/player/waiting.ts",
    "arrow-keys": "app/player/arrow-keys.ts",
  },
  outdir: "public/build",
});
const { metafile } = await build({
  ...common,
  format: "iife",
  entryPoints: { "shell-1.2": "app/player/shell-12.ts", "shell-2004": "app/player/shell-2004.ts" },
  entryNames: "[name]-[hash]",
  outdir: SHELLS,
  metafile: true,
});
const shells = Object.keys(metafile.outputs).map((path) => basename(path));
for (const name of shells) compress(join(SHELLS, name));
for (const name of readdirSync(SHELLS))
  if (!shells.includes(name.replace(/[.](br|gz)$/, ""))) rmSync(join(SHELLS, name));

function compress(path) {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
