/** The package that tries to escape: its attempts as script, and a title that is markup. SCORM 1.2, two lessons. */
import { writePackage } from "../../fixtures/package";
import type { Attempt } from "./attempt";
import { PERMISSIONS } from "./permissions";
import { PORT } from "./port";
import { REACH, WORKERS } from "./reach";
import { STORAGE } from "./storage";
import { WINDOWS } from "./windows";

export const ATTEMPTS: Attempt[] = [
  ...STORAGE,
  ...WINDOWS,
  ...REACH,
  ...WORKERS,
  ...PERMISSIONS,
  ...PORT,
];

const MARKUP =
  "&lt;img src=x onerror=&quot;document.title='escaped'&quot;&gt;&lt;/script&gt;&lt;script&gt;document.title='escaped'&lt;/script&gt;";
const MANIFEST = `<?xml version="1.0"?>
<manifest identifier="escapes" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Escapes ${MARKUP}</title>
    <item identifier="attack" identifierref="r"><title>Attack ${MARKUP}</title><adlcp:datafromlms>${MARKUP}</adlcp:datafromlms></item>
    <item identifier="quiet" identifierref="q"><title>Quiet ${MARKUP}</title></item></organization></organizations>
  <resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html"/><resource identifier="q" type="webcontent" adlcp:scormtype="asset" href="quiet.html"/></resources>
</manifest>`;

/** Runs one attempt after another; each is told its own marks, so that whatever it reaches is known by them. */
const RUNNER = `
const patience = (ms) => new Promise((resolve) => setTimeout(() => resolve("no answer"), ms));
async function attack(aim) {
  const results = [];
  for (const [index, run] of attempts.entries()) {
    const marked = { ...aim, shell: window.parent, canary: aim.canary + "/" + index, canarySocket: aim.canary.replace("http", "ws") + "/" + index, appMark: aim.app + "/api/v1/me?escape=" + index };
    try { results.push(String(await Promise.race([Promise.resolve().then(() => run(marked)), patience(2500)]))); }
    catch (error) { results.push(error?.name ?? String(error)); }
  }
  await patience(1500);
  return results;
}`;

const script = () =>
  `const attempts = [${ATTEMPTS.map(({ run }) => `(${run.toString()})`).join(",\n")}];\n${RUNNER}`;

export const escapingPackage = (): Promise<string> =>
  writePackage("escapes", {
    "imsmanifest.xml": MANIFEST,
    "index.html": `<!doctype html><title>Escape</title><button>Begin</button><script src="attempts.js"></script><script>parent.API.LMSInitialize("");</script>`,
    "quiet.html": "<!doctype html><title>Quiet</title><p>Quiet</p>",
    "attempts.js": script(),
    "worker.js": "self.addEventListener('fetch', () => {});",
    "setup.exe": "MZ",
  });
