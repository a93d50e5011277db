/** The run-time of a package by its standard. */
import type { RunTime, RunTimeListener, Session } from "./run-time";
import { openRunTime12 } from "./run-time-12";

/** Opens a session; nothing is delivered before `begin`. */
export const openRunTime = (session: Session, listener: RunTimeListener): RunTime =>
  openRunTime12(session, listener);
