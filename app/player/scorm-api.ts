/** The SCORM API where a SCO finds it (SCORM 1.2 RTE §3.3.1, SCORM 2004 RTE §3.3.1). */
import type { Standard } from "~/domain/packages/schema";

/** Puts the API where a SCO looks for it, and takes away what a former lesson had there. */
export function offerApi(standard: Standard, api: object | null): void {
  const globals = window as unknown as { API?: object; API_1484_11?: object };
  delete globals.API;
  delete globals.API_1484_11;
  if (api) globals[standard === "1.2" ? "API" : "API_1484_11"] = api;
}
