/** The shell of SCORM 2004 packages. */
import { openRunTime2004 } from "./run-time-2004";
import { startShell } from "./shell";

startShell(openRunTime2004);
