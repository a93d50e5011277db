/** `npm run conformance`: ADL's SCORM 2004 4th Edition cases against the run-time, without a browser. */
import { listCases } from "./cases";
import { playCase } from "./node-player";

let failed = 0;
const cases = listCases();
const learner = { objectives: {} };
for (const adl of cases) {
  const why = playCase(adl, learner);
  if (why !== null) failed += 1;
  console.log(
    `${why === null ? "passed" : "FAILED"}  ${adl.name}${why === null ? "" : `  ${why}`}`,
  );
}
console.log(`${cases.length - failed} passed, ${failed} failed`);
