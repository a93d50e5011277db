/** Bundles what runs in browsers: the application's player, exam and uploads, and the content origin's shell. */
import { build } from "esbuild";

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
  },
  outdir: "public/build",
});
await build({
  ...common,
  format: "iife",
  entryPoints: { shell: "app/player/shell.ts" },
  outdir: "public/build",
});
