/** The shell of SCORM 1.2 packages. */
import { openRunTime12 } from "./run-time-12";
import { startShell } from "./shell";

startShell(openRunTime12);
