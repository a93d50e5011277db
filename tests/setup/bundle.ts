/** A script as one file of JavaScript: a test that starts a process again and again does not pay for its compilation every time. */
import { basename, join } from "node:path";
import { build } from "esbuild";

const FOLDER = join("node_modules", ".cache", "breakwater-tests");

/** Bundles the script with all that is ours, and answers where. */
export async function bundled(script: string): Promise<string> {
  const outfile = join(FOLDER, `${basename(script, ".ts")}.mjs`);
  await build({
    ...{ entryPoints: [script], outfile, bundle: true, packages: "external" },
    ...{ platform: "node", format: "esm", target: "node20" },
  });
  return outfile;
}
