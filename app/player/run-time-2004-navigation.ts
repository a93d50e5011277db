/** The texts of adl.nav (SN §5.6.2 and §5.6.3): navigation requests as a SCO writes them, and the questions it may ask about them. */
import type { NavigationRequest } from "./run-time";

const PLAIN = [
  "continue",
  "previous",
  "exit",
  "exitAll",
  "abandon",
  "abandonAll",
  "suspendAll",
] as const;

const TARGETED = /^\{target=([^{}]+)\}(choice|jump)$/;
const VALIDITY =
  /^adl\.nav\.request_valid\.(?:(continue|previous)|(choice|jump)\.\{target=([^{}]+)\})$/;

/** Whether adl.nav.request may hold this. */
export const isNavigationRequest = (text: string): boolean =>
  text === "_none_" || parseNavigationRequest(text) !== null;

/** The request that the text stands for; null for _none_ and for what is none. */
export function parseNavigationRequest(text: string): NavigationRequest | null {
  const type = PLAIN.find((known) => known === text);
  if (type) return { type };
  const [, target, kind] = TARGETED.exec(text) ?? [];
  if (target === undefined) return null;
  return { type: kind === "jump" ? "jump" : "choice", target };
}

/** The request that an element of adl.nav.request_valid asks about; null for every other element. */
export function parseValidityElement(element: string): NavigationRequest | null {
  const [, step, kind, target] = VALIDITY.exec(element) ?? [];
  if (step === "continue" || step === "previous") return { type: step };
  if (target === undefined) return null;
  return { type: kind === "jump" ? "jump" : "choice", target };
}
