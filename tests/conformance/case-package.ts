/** A case as a package: its own manifest, and a small SCO page of ours that plays whatever script it is given. */
import { writePackage } from "../fixtures/package";
import type { AdlCase } from "./adl-case";

/** Ends its session when it is left, as a SCO must that was not asked to before (RTE §3.2.1). */
const SCO = `<!doctype html><html lang="en"><title>Scripted SCO</title><h1>Scripted SCO</h1>
<script>
function find(from) {
  try {
    for (let at = from; ; at = at.parent) {
      if (at.API_1484_11) return at.API_1484_11;
      if (at.parent === at) return null;
    }
  } catch {
    return null; // an asset finds none, and what is above belongs to somebody else
  }
}
const api = find(window);
let hasEnded = false;
const objectives = () =>
  Array.from({ length: Number(api.GetValue("cmi.objectives._count")) }, (_, n) => api.GetValue("cmi.objectives." + n + ".id"));
const place = (argument) => argument.replace(/\\{objective:([^}]*)\\}/, (_, id) => String(objectives().indexOf(id)));
function run(step) {
  if (step.kind === "objectives") return { objectives: objectives() };
  const given = step.arguments.map(place);
  if (step.call === "Terminate") hasEnded = true;
  const returned = String(api[step.call](...given));
  return { call: step.call + "(" + given.join(", ") + ")", returned, error: String(api.GetLastError()) };
}
window.play = (steps) => (api ? steps.map(run) : null);
window.end = () => {
  if (hasEnded || !api) return;
  hasEnded = true;
  api.Terminate("");
};
addEventListener("beforeunload", end);
addEventListener("pagehide", end);
</script></html>`;

/** Writes the package and answers its path. Every page that the manifest names is the SCO. */
export function writeCase({ name, manifest }: AdlCase): Promise<string> {
  const hrefs = [...manifest.matchAll(/href\s*=\s*"([^"?]+\.html?)/g)].map(([, href = ""]) => href);
  const pages = hrefs.flatMap((href) => [href, `resources/${href}`]);
  const files = Object.fromEntries(pages.map((page) => [page, SCO]));
  return writePackage(name, { "imsmanifest.xml": manifest, ...files });
}
