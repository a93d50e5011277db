/** The run-time of a package by its standard. */
import type { RunTime, RunTimeListener, Session } from "./run-time";
import { openRunTime12 } from "./run-time-12";
import { openRunTime2004 } from "./run-time-2004";

/** Opens a session; nothing is delivered before `begin`. */
export const openRunTime = (session: Session, listener: RunTimeListener): RunTime =>
  session.standard === "1.2"
    ? openRunTime12(session, listener)
    : openRunTime2004(session, listener);
