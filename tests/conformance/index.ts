/** `npm run conformance`: ADL's SCORM 2004 4th Edition cases against the run-time, without a browser. */
import { listCases } from "./cases";
import { playAll, type Verdict } from "./play-all";

const verdicts = playAll(listCases());
for (const { name, verdict, reason } of verdicts)
  console.log(`${verdict.padEnd(14)} ${name.padEnd(8)} ${reason}`.trimEnd());

const count = (wanted: Verdict["verdict"]) =>
  verdicts.filter(({ verdict }) => verdict === wanted).length;
console.log(
  `${count("passed")} passed, ${count("failed")} failed, ${count("not applicable")} not applicable`,
);
process.exitCode = count("failed") > 0 ? 1 : 0;
